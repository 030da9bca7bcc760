"""Reads of the library, for its pages."""
