"""Mails as a page shows them: paragraphs of text in which only our own links can be followed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from naast.demo.models import DemoMail

_LINK = re.compile(r"(https?://[^\s<>\"']+)")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to be shown."""

    at: datetime
    to: str
    subject: str
    body: SafeString


def letters(mails: Iterable[DemoMail], *, host: str) -> Sequence[Letter]:
    """The mails, with links to `host` (as in the Host header: name and port) to follow."""
    return [Letter(mail.at, mail.to, mail.subject, as_html(mail.body, host)) for mail in mails]


def as_html(text: str, host: str) -> SafeString:
    """Text in paragraphs, everything escaped; an address elsewhere stays text."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return _joined("", "<p>{}</p>", (_lines(part.strip(), host) for part in paragraphs))


def _lines(paragraph: str, host: str) -> SafeString:
    first, *others = (_with_links(line, host) for line in paragraph.splitlines())
    return format_html("{}{}", first, _joined("", "<br>{}", others))


def _with_links(line: str, host: str) -> SafeString:
    return _joined("", "{}", (_piece(piece, host) for piece in _LINK.split(line)))


def _piece(piece: str, host: str) -> SafeString | str:
    if not _LINK.fullmatch(piece) or urlsplit(piece).netloc != host:
        return piece
    return format_html('<a href="{}">{}</a>', piece, piece)


def _joined(between: str, markup: str, pieces: Iterable[SafeString | str]) -> SafeString:
    return format_html_join(between, markup, ((piece,) for piece in pieces))
