"""The demo region: a believable place with invented people, and its mailbox."""
