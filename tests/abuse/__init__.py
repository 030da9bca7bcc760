"""Abuse stories: what somebody tries against the running house, and what comes of it.

A file per actor of docs/trust/threat-model.md; the table story → test is
docs/trust/abuse-stories.md.
"""
