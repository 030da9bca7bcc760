"""Plumbing every room uses: policies, logbook, drafts, mail, browser rules."""
