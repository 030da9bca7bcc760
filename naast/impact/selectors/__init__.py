"""Reads for reports: over closed totals only."""
