"""Reads of the social map, for screens."""
