"""Tests of the social map, as sentences."""
