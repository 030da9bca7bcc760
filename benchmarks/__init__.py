"""How quick Naast is, each time against a peer measured in the same run."""
