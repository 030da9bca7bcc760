"""Naast: software of a community that stands beside its families."""

__version__ = "0.1.0"
