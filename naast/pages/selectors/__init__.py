"""Reads: what everybody reads, and what editors see of it."""
