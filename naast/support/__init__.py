"""The spine: a family asks, somebody comes to stand beside it, and the path they walk."""
