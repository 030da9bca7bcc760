"""Backups that come back: data to a public key, keys apart from data, and proof that it is whole.

`make.py` makes one, `restore.py` puts one back. Between them stands a manifest (`manifest.py`) that
says how many rows each table had and what they hashed to. See docs/operating.md and
docs/decisions/0050-backups-keep-keys-apart.md.
"""
