"""Reads over several models, one per screen, as frozen values."""
