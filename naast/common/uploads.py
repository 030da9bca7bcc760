"""Files that somebody sends: held in memory up to a bound, and larger only where a view says so for
whoever it says so for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

MOST: Final = 1_000_000
"""Bytes that are kept of one file, of anybody; each page says itself what is too large."""

AnyView = TypeVar("AnyView", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Larger:
    """How much more than others some people may send to a page."""

    most: int
    may: Callable[[HttpRequest], bool]


_LARGER: Final[dict[Callable[..., Any], Larger]] = {}


def larger(most: int, *, may: Callable[[HttpRequest], bool]) -> Callable[[AnyView], AnyView]:
    """Let a view take one file of up to `most` bytes, from whom `may` says so of.

    Stands above all other decorators: the view is known by what the address leads to. The question
    is asked before the form is read, so before it is known whether it came from our own page.
    """

    def known(view: AnyView) -> AnyView:
        _LARGER[view] = Larger(most, may)
        return view

    return known


class Bounded(MemoryFileUploadHandler):
    """Keeps the beginning of a file and forgets the rest, so that nobody fills the disk or the
    memory: a form is read before anything knows whether its page takes files.

    What is kept beyond `MOST` is counted over the whole form, so ten files are not ten large ones.
    """

    def handle_raw_input(self, *_args: Any, **_kwargs: Any) -> None:
        """Take every file, however large the whole form is."""
        self.activated = True
        self.beyond = self._most() - MOST

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self.file.write(raw_data[: max(0, MOST + self.beyond - start)])

    def file_complete(self, file_size: int) -> Any:
        """The file, with the size it had."""
        self.beyond -= min(self.beyond, max(0, file_size - MOST))
        return super().file_complete(file_size)

    def _most(self) -> int:
        request = self.request
        match = request.resolver_match if request is not None else None
        found = _LARGER.get(match.func) if match is not None else None
        return found.most if request is not None and found and found.may(request) else MOST
