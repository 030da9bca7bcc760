"""The logbook with its heads, the keys, the drafts, the outbox, and how often somebody may try."""

from naast.common.models.bucket import Bucket
from naast.common.models.draft import Draft, _token
from naast.common.models.key import Key
from naast.common.models.logbook import LogEntry, LogHead
from naast.common.models.post import OutgoingMail

__all__ = ["Bucket", "Draft", "Key", "LogEntry", "LogHead", "OutgoingMail", "_token"]
