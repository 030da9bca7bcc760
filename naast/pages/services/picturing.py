"""Pictures of a page: drawn anew before they come in, gone when they stand in no version."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from naast.common import logbook
from naast.common.pictures import Picture as Drawn
from naast.common.pictures import drawn_anew
from naast.pages.blocks import Picture
from naast.pages.content import Content
from naast.pages.models import Page, PagePicture
from naast.pages.quotes import digest
from naast.people.models import Person

LONGEST: Final = 960
"""Points of the longest side: a little more than twice the width of a phone."""
MOST: Final = 60_000
"""Bytes: what a page of ours may weigh before its pictures."""


def drawn(given: bytes) -> Drawn:
    """A picture as it can stand in a page. Raises: DomainError, in words for who sent it."""
    return drawn_anew(given, longest=LONGEST, most=MOST)


def with_own(page: Page, content: Content, chosen: Mapping[UUID, Drawn]) -> Content:
    """The content without pictures that are not of this page (any more): their part stays, and
    asks for a file.
    """
    own = {str(uuid) for uuid in (*page.pictures.values_list("uuid", flat=True), *chosen)}
    blocks = tuple(
        replace(each, picture="", approved="")
        if isinstance(each, Picture) and each.picture and each.picture not in own else each
        for each in content.blocks
    )  # fmt: skip
    return replace(content, blocks=blocks)


def keep(page: Page, chosen: Mapping[UUID, Drawn], actor: Person, now: datetime) -> None:
    """Keep what was chosen, and nothing that stands in no version (any more)."""
    for uuid, each in chosen.items():
        PagePicture.objects.create(
            uuid=uuid, page=page, content=each.content, kind=each.kind, width=each.width,
            height=each.height, sent_by=actor, sent_at=now,
        )  # fmt: skip
        logbook.record(actor, "pages.picture.sent", page, now=now)
    forget_loose(page)


def forget_loose(page: Page) -> None:
    """Delete the pictures of a page that stand in none of its versions."""
    standing = {each.picture for version in page.versions.all()
                for each in version.content.pictures()}  # fmt: skip
    for uuid in page.pictures.values_list("uuid", flat=True):
        if str(uuid) not in standing:
            page.pictures.filter(uuid=uuid).delete()


def forget_said(page: Page, words: str) -> None:
    """Delete the picture whose yes was taken back, if it was one. Args: words: its digest."""
    for uuid in page.pictures.values_list("uuid", flat=True):
        if digest(Picture(picture=str(uuid))) == words:
            page.pictures.filter(uuid=uuid).delete()
