"""What people sent in and now stands in the library, and every version it had."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from naast.kernel.clock import dutch_day
from naast.library.example import Example, Kind
from naast.library.models import PublishedVersion
from naast.library.selectors.text import Text, text_of
from naast.library.table import example_of


def published() -> list[Example]:
    """The newest version of everything that was sent in and stands in the library, in one query."""
    versions = PublishedVersion.objects.public()
    return [
        _example(next(each)) for _pk, each in groupby(versions, key=lambda one: one.submission_id)
    ]


@dataclass(frozen=True, slots=True)
class Version:
    """One version: what it said, since when, and on which day it was last checked."""

    number: int
    since: datetime
    checked_on: date
    example: Example
    text: Text
    is_newest: bool


def versions_of(slug: str) -> list[Version]:
    """Every version of one example that was sent in, newest first; none when it stands there no
    more, or never did.
    """
    found = list(PublishedVersion.objects.public().filter(submission__slug=slug))
    return [
        Version(
            number=each.number, since=each.published_at, checked_on=each.checked_on,
            example=_example(each), text=text_of(each.text), is_newest=at == 0,
        )
        for at, each in enumerate(found)
    ]  # fmt: skip


def _example(version: PublishedVersion) -> Example:
    return example_of(
        version.text,
        slug=version.submission.slug,
        checked_on=version.checked_on,
        told_in=dutch_day(version.submission.sent_at).year,
        kind=Kind(version.submission.kind),
        theme=version.submission.theme,
    )
