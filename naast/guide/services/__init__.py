"""Writes of the social map."""
