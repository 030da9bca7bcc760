"""Files that somebody sends: held in memory up to a bound, whatever page they are sent to."""

from typing import Any, Final

from django.core.files.uploadhandler import MemoryFileUploadHandler

MOST: Final = 1_000_000
"""Bytes that are kept of one file; more than any page takes. Each says itself what is too large."""


class Bounded(MemoryFileUploadHandler):
    """Keeps the beginning of a file and forgets the rest, so that nobody fills the disk or the
    memory: a form is read before anything knows whether its page takes files.
    """

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        """Take every file, however large the whole form is."""
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self.file.write(raw_data[: max(0, MOST - start)])
