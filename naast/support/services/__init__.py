"""Writes on the path, in the order gate → policy → rule → write → logbook → after commit."""
