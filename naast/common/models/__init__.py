"""The logbook with its heads, the keys, and the drafts."""

from naast.common.models.draft import Draft, _token
from naast.common.models.key import Key
from naast.common.models.logbook import LogEntry, LogHead

__all__ = ["Draft", "Key", "LogEntry", "LogHead", "_token"]
