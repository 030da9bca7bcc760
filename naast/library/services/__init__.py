"""Writes of the library: sending in, keeping, and what comes by a link."""
