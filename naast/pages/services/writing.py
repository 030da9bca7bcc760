"""Writes of who writes a page: begin it, save a draft, offer it, take it back."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.pictures import Picture as Drawn
from naast.kernel.errors import DomainError, Refused
from naast.pages import policies
from naast.pages.blocks import Picture
from naast.pages.content import BadBlock, Content, from_json, to_json
from naast.pages.models import Page, PageVersion, QuoteYes
from naast.pages.quotes import digest
from naast.pages.services import picturing
from naast.pages.starters import starters
from naast.people.models import Organisation, Person

State = PageVersion.State

EDITABLE: Final = (State.DRAFT, State.SENT_BACK)
"""States in which somebody goes on writing."""


NONE_CHOSEN: Final[Mapping[UUID, Drawn]] = MappingProxyType({})

TRIES: Final = 3
"""How often we look for a free address when others begin at the same moment."""


@transaction.atomic
def begin(
    *, actor: Person, organisation_id: int | None, kind: str, title: str, now: datetime,
    starter: str = "",
) -> Page:  # fmt: skip
    """Begin a page, empty or with one of the texts we bring along.

    Args: organisation_id: None for the whole house.
    Raises: Organisation.DoesNotExist, Refused; DomainError without a title, for a page of a region
        without a region, or when others just took every address with this title.
    """
    organisation = None
    if organisation_id is not None:
        watched = Organisation.objects.filter(pk__in=actor.organisations_watched())
        organisation = watched.get(pk=organisation_id)
    title = title.strip()
    if not title:
        raise DomainError(_("Give it a title first; you can change it later."))
    if organisation is None and kind == Page.Kind.PLAIN:
        raise DomainError(_("A page of your region belongs to an organisation."))
    page = Page(organisation=organisation, kind=kind, began_at=now)
    policies.pages.require(actor, "write", page)
    _give_address(page, title)
    content = Content(title, "")
    if starter in starters():
        taken = starters()[starter].content
        content = Content(title, taken.summary, taken.blocks)
    PageVersion.objects.create(
        page=page, number=1, wrote=[actor.pk], **_values(content, actor, now)
    )
    logbook.record(actor, "pages.page.begun", page, now=now)
    return page


def _give_address(page: Page, title: str) -> None:
    """An address of its own. Who is second of two at one moment looks again what is free."""
    for _time in range(TRIES):
        page.slug = _free_slug(title)
        try:
            with transaction.atomic():
                page.save(force_insert=True)
        except IntegrityError:
            page.pk = None
            continue
        return
    raise DomainError(_("Somebody began a page with the same title just now. Press once more."))


def _free_slug(title: str) -> str:
    base = slugify(title)[:70].strip("-") or "bladzijde"
    taken = set(Page.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(each for each in numbered if each not in taken)


def _values(content: Content, actor: Person, now: datetime) -> dict[str, object]:
    return {
        "title": content.title, "summary": content.summary, "blocks": to_json(content.blocks),
        "written_by": actor, "written_at": now,
    }  # fmt: skip


def locked(actor: Person, page_id: int) -> Page:
    """The page, when the actor may know of its drafts. Raises: Page.DoesNotExist."""
    return Page.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=page_id)


def meanwhile(version: PageVersion | None, replaces: str) -> None:
    """Refuse to write over what somebody did not see. Raises: DomainError."""
    if version is None or version.mark != replaces:
        raise DomainError(_("Somebody wrote a newer version meanwhile. Look at it, then save."))


@transaction.atomic
def save(
    *, actor: Person, page_id: int, content: Content, replaces: str, now: datetime,
    chosen: Mapping[UUID, Drawn] = NONE_CHOSEN,
) -> PageVersion:  # fmt: skip
    """Keep what was written, finished or not: in the draft there is, or else in a new one.

    Args:
        replaces: the `mark` of the version the writer had on the table.
        chosen: pictures that came along, by the number under which they stand in the content.
    Raises: Page.DoesNotExist, Refused; DomainError when somebody saved meanwhile, when it waits
        for a second yes, or without a title.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "write", page)
    versions = list(page.versions.all())
    now_open = next((each for each in versions if each.state in EDITABLE), None)
    meanwhile(now_open or versions[-1], replaces)
    if versions[-1].state == State.OFFERED:
        raise DomainError(_("It waits for a second yes. Take it back first, then change it."))
    if not content.title.strip():
        raise DomainError(_("Give it a title first; you can change it later."))
    try:
        from_json(to_json(content.blocks))
    except BadBlock as error:
        raise Refused(str(error)) from error
    content = picturing.with_own(page, content, chosen)
    is_new_writer = now_open is None or now_open.written_by_id != actor.pk
    version = now_open or PageVersion(page=page, number=versions[-1].number + 1, saves=0)
    for name, value in _values(content, actor, now).items():
        setattr(version, name, value)
    _note_writer(version, actor)
    if version.decided_by_id == actor.pk:  # who sent it back now goes on with it
        version.decided_by = version.decided_at = None
        version.state, version.said = State.DRAFT, ""
    version.saves += 1
    version.save()
    picturing.keep(page, chosen, actor, now)
    _keep_yes(page, content, actor, now)
    if is_new_writer:  # a line per writer and version, not per press on a button
        logbook.record(actor, "pages.version.written", page, now=now, version=version.number)
    return version


def _note_writer(version: PageVersion, actor: Person) -> None:
    """They wrote in it from now on, also when somebody else goes on with it."""
    if actor.pk not in version.wrote:
        version.wrote = [*version.wrote, actor.pk]


def _keep_yes(page: Page, content: Content, actor: Person, now: datetime) -> None:
    """Write down the yes of whoever is quoted or seen. One that was taken back stays so."""
    for each in content.asking_yes():
        given = each.picture if isinstance(each, Picture) else each.words.strip()
        if each.approved and given:
            QuoteYes.objects.get_or_create(
                page=page, words=digest(each),
                defaults={"recorded_by": actor, "recorded_at": now},
            )  # fmt: skip


@transaction.atomic
def offer(*, actor: Person, page_id: int, replaces: str, now: datetime) -> PageVersion:
    """Ask a second person to say yes to it. Whoever offers it has written it.

    Raises: Page.DoesNotExist, Refused; DomainError when something is missing, or somebody saved
        meanwhile.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "write", page)
    version = page.versions.filter(state__in=EDITABLE).first()
    meanwhile(version, replaces)
    assert version is not None  # meanwhile refused
    if missing(version.content, page):
        raise DomainError(_("Something is still missing before others can read it."))
    version.state, version.written_by, version.written_at = State.OFFERED, actor, now
    _note_writer(version, actor)
    version.decided_by = version.decided_at = None
    version.said = ""
    version.saves += 1
    version.save()
    logbook.record(actor, "pages.version.offered", page, now=now, version=version.number)
    return version


def missing(content: Content, page: Page) -> list[str]:
    """What keeps a page from being read by everybody; empty when nothing does."""
    found = [] if content.summary.strip() else [_("Say in one sentence what it is about.")]
    if not content.blocks:
        found.append(_("There is nothing to read yet."))
    if page.kind == Page.Kind.EVENING and not any(b.kind == "help" for b in content.blocks):
        found.append(_("An evening can touch people: add the numbers to call."))
    taken_back = {each.words for each in page.quotes.exclude(withdrawn_at=None)}
    if any(digest(each) in taken_back for each in content.asking_yes()):
        found.append(_("Somebody took back the yes to a sentence or a picture. Leave it out."))
    unfit = any(block.complaints() for block in content.blocks)
    return [*found, *([_("A part is not finished.")] if unfit else [])]


@transaction.atomic
def take_back(*, actor: Person, page_id: int, now: datetime) -> None:
    """Go on writing in what was offered. Raises: Page.DoesNotExist, Refused, DomainError."""
    page = locked(actor, page_id)
    policies.pages.require(actor, "write", page)
    version = page.versions.filter(state=State.OFFERED).first()
    if version is None:
        raise DomainError(_("It does not wait for a second yes any more."))
    version.state = State.DRAFT
    version.saves += 1
    version.save(update_fields=["state", "saves"])
    logbook.record(actor, "pages.version.taken_back", page, now=now, version=version.number)


@transaction.atomic
def throw_away(*, actor: Person, page_id: int, replaces: str, now: datetime) -> bool:
    """Throw a draft away; a page that nobody ever read goes with it.

    Returns: whether the page is still there.
    Raises: Page.DoesNotExist, Refused; DomainError when somebody saved meanwhile.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "write", page)
    version = page.versions.filter(state__in=EDITABLE).first()
    meanwhile(version, replaces)
    assert version is not None  # meanwhile refused
    logbook.record(actor, "pages.version.thrown_away", page, now=now, version=version.number)
    version.delete()
    if page.versions.exists():
        picturing.forget_loose(page)
        return True
    page.delete()
    return False
