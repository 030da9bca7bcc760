"""What everybody reads: published versions, and the texts we bring along where there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from naast.pages.blocks import Block, Heading, Picture, Quote
from naast.pages.content import Content
from naast.pages.models import Page, PagePicture, PageVersion, QuoteYes
from naast.pages.quotes import digest
from naast.pages.starters import Starter, starters
from naast.people.models import Organisation, Person
from naast.programmes import Programme

FRONT: Final = 3
"""How many stories the front page shows."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """A page as it stands in a list. `of` is the organisation, empty for the whole house."""

    title: str
    summary: str
    url: str
    of: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class SeenPicture(Picture):
    """A picture that may be seen: where its file is, and its sides in points."""

    url: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading; the first part may have none."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """How it reads without markup, to be copied."""
        said = [self.title.upper(), *(block.as_text() for block in self.blocks)]
        return "\n\n".join(filter(None, said))


@dataclass(frozen=True, slots=True)
class Shown:
    """A page to read. `starter` is the key of ours that it is, empty for what was written here."""

    kind: str
    content: Content
    of: str = ""
    of_url: str = ""
    published_on: date | None = None
    starter: str = ""

    @property
    def parts(self) -> list[Part]:
        """Its blocks by heading."""
        parts: list[tuple[str, list[Block]]] = []
        for block in self.content.blocks:
            if isinstance(block, Heading):
                parts.append((block.words, []))
            else:
                if not parts:
                    parts.append(("", []))
                parts[-1][1].append(block)
        return [Part(title, tuple(blocks)) for title, blocks in parts]


def address_of(page: Page) -> str:
    """Where a page is read; its organisation was fetched with it."""
    match page.kind:
        case Page.Kind.STORY:
            return reverse("pages:story", args=[page.slug])
        case Page.Kind.CAMPAIGN:
            return reverse("pages:campaign", args=[page.slug])
        case Page.Kind.FILM if page.organisation is None:
            return reverse("pages:film")
        case Page.Kind.EVENING if page.organisation is None:
            return reverse("pages:evening")
    assert page.organisation is not None  # a rule of the table
    return reverse("pages:of_place", args=[place_slug(page.organisation), page.slug])


def place_slug(organisation: Organisation) -> str:
    """The word of an organisation in the address of its place; with its number it is one's own."""
    return f"{slugify(organisation.name)[:60]}-{organisation.pk}"


def _published() -> QuerySet[PageVersion]:
    return PageVersion.objects.published(timezone.localdate()).select_related("page__organisation")


def _newest_first(versions: Iterable[PageVersion]) -> list[Teaser]:
    order = sorted(versions, key=lambda each: each.decided_at or each.written_at, reverse=True)
    return [_teaser(each) for each in order]


def _teaser(version: PageVersion) -> Teaser:
    of = version.page.organisation
    return Teaser(
        title=version.title, summary=version.summary, url=address_of(version.page),
        of=of.name if of else "", published_on=_day(version),
    )  # fmt: skip


def _day(version: PageVersion) -> date | None:
    return timezone.localdate(version.decided_at) if version.decided_at else None


def stories() -> list[Teaser]:
    """All stories, the newest first, in one query."""
    return _newest_first(_published().filter(page__kind=Page.Kind.STORY))


def front_stories() -> list[Teaser]:
    """Those of the front page: what editors chose, else the newest. In one query."""
    found = list(_published().filter(page__kind=Page.Kind.STORY))
    chosen = [each for each in found if each.page.on_front_since]
    return _newest_first(chosen or found)[:FRONT]


def shown_at(kind: str, slug: str) -> Shown | None:
    """The story or campaign at this address; of campaigns ours too."""
    version = _published().filter(page__kind=kind, page__slug=slug).first()
    if version is not None:
        return shown(version)
    ours = starters().get(slug)
    return _ours(ours) if ours and ours.kind == kind == Page.Kind.CAMPAIGN else None


def of_house(kind: str) -> Shown:
    """The page about the film or the evening: what the whole house wrote last, else ours."""
    version = _published().filter(page__kind=kind, page__organisation=None)
    found = version.order_by("-decided_at").first()
    if found is not None:
        return shown(found)
    return _ours(next(each for each in starters().values() if each.kind == kind))


def _ours(starter: Starter) -> Shown:
    return Shown(starter.kind, starter.content, starter=starter.key)


def shown(version: PageVersion) -> Shown:
    """A version as one reads it: without what asks for a yes that nobody gave, or not any more."""
    of = version.page.organisation
    return Shown(
        kind=version.page.kind,
        content=_with_standing_yes(version),
        of=of.name if of else "",
        of_url=reverse("pages:place", args=[place_slug(of)]) if of else "",
        published_on=_day(version) if version.state == PageVersion.State.PUBLISHED else None,
    )


def _with_standing_yes(version: PageVersion) -> Content:
    content = version.content
    if not content.asking_yes():
        return content
    said = QuoteYes.objects.standing().filter(page=version.page_id)
    standing = set(said.values_list("words", flat=True))
    kept = tuple(
        block for block in content.blocks
        if not isinstance(block, Quote | Picture) or digest(block) in standing
    )  # fmt: skip
    return replace(content, blocks=_with_files(version, kept))


def _with_files(version: PageVersion, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not any(isinstance(each, Picture) for each in blocks):
        return blocks
    files = pictures_of(version.page)
    seen = (_seen(each, files) if isinstance(each, Picture) else each for each in blocks)
    return tuple(each for each in seen if each is not None)


def _seen(block: Picture, files: Mapping[str, PagePicture]) -> SeenPicture | None:
    if (file := files.get(block.picture)) is None:
        return None
    url = reverse("pages:picture", args=[file.uuid])
    return SeenPicture(**asdict(block), url=url, width=file.width, height=file.height)


def pictures_of(page: Page) -> dict[str, PagePicture]:
    """The pictures of a page by number, without their points."""
    return {str(each.uuid): each for each in page.pictures.defer("content")}


def picture_for(actor: Person | None, uuid: UUID) -> PagePicture | None:
    """A picture that everybody sees today, or that stands in drafts the actor may see."""
    picture = PagePicture.objects.filter(uuid=uuid).first()
    if picture is None:
        return None
    version = _published().filter(page=picture.page_id).first()
    seen = shown(version).content.pictures() if version else []
    if any(each.picture == str(uuid) for each in seen):
        return picture
    mine = actor is not None and Page.objects.visible_to(actor).filter(pk=picture.page_id).exists()
    return picture if mine else None


@dataclass(frozen=True, slots=True)
class Place:
    """The page of one region: what runs there, how to reach it, and what is to be read of it."""

    name: str
    slug: str
    phone: str
    programmes: Sequence[Programme]
    stories: Sequence[Teaser]
    others: Sequence[Teaser]


def place_at(slug: str) -> Organisation | None:
    """The organisation with this word in its address, when it runs something for families."""
    number = slug.rpartition("-")[2]
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    running = Organisation.objects.filter(offerings__isnull=False).distinct()
    found = running.filter(pk=int(number)).first()
    return found if found is not None and place_slug(found) == slug else None


def place(organisation: Organisation) -> Place:
    """Its page, in three queries."""
    versions = list(_published().filter(page__organisation=organisation))
    told = [each for each in versions if each.page.kind == Page.Kind.STORY]
    return Place(
        name=organisation.name,
        slug=place_slug(organisation),
        phone=organisation.phone,
        programmes=[each.definition() for each in organisation.offerings.order_by("programme")],
        stories=_newest_first(told),
        others=_newest_first(each for each in versions if each not in told),
    )


def places() -> list[tuple[str, str]]:
    """Every region that runs something: its name and its address."""
    running = Organisation.objects.filter(offerings__isnull=False).distinct().order_by("name")
    return [(each.name, reverse("pages:place", args=[place_slug(each)])) for each in running]


def of_place(organisation: Organisation, slug: str) -> Shown | None:
    """A page of one region."""
    kinds = (Page.Kind.PLAIN, Page.Kind.FILM, Page.Kind.EVENING)
    mine = _published().filter(page__organisation=organisation, page__kind__in=kinds)
    version = mine.filter(page__slug=slug).first()
    return shown(version) if version else None
