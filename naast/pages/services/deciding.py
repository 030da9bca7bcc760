"""Writes about what everybody reads: a second yes, going back, taking down, the front page."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.pages import policies
from naast.pages.models import Page, PageVersion, QuoteYes
from naast.pages.services.picturing import forget_said
from naast.pages.services.writing import locked, meanwhile, missing
from naast.people.models import Person
from naast.people.services.two_people import can_count

State = PageVersion.State

MOST_ON_FRONT: Final = 3
"""How many stories the front page shows."""


@transaction.atomic
def publish(*, actor: Person, page_id: int, replaces: str, now: datetime) -> PageVersion:
    """Say the second yes: from now on everybody reads it.

    Raises: Page.DoesNotExist, Refused; DomainError when it changed meanwhile, or the yes of the
        actor does not count yet.
    """
    page, version = _offered(actor, page_id, replaces)
    if not _counts(actor, page, now):
        raise DomainError(
            _("Your yes counts from a day after you began here. Ask a colleague to look along.")
        )
    if missing(version.content, page):
        raise DomainError(_("Something is still missing before others can read it."))
    page.versions.filter(state=State.PUBLISHED).update(state=State.EARLIER)
    version.state, version.decided_by, version.decided_at = State.PUBLISHED, actor, now
    version.save(update_fields=["state", "decided_by", "decided_at"])
    logbook.record(actor, "pages.version.published", page, now=now, version=version.number)
    return version


def _offered(actor: Person, page_id: int, replaces: str) -> tuple[Page, PageVersion]:
    page = locked(actor, page_id)
    offered = page.versions.filter(state=State.OFFERED).select_related("written_by", "page")
    version = offered.first()
    meanwhile(version, replaces)
    assert version is not None  # meanwhile refused
    policies.versions.require(actor, "decide", version)
    return page, version


def _counts(actor: Person, page: Page, now: datetime) -> bool:
    """Whether somebody is here long enough: nobody makes a second self the same day."""
    own = page.organisation_id
    ids = actor.organisations_watched() if own is None else [own]
    return any(can_count(actor, organisation_id, now) for organisation_id in ids)


@transaction.atomic
def send_back(
    *, actor: Person, page_id: int, replaces: str, words: str, now: datetime
) -> PageVersion:
    """Say what could be different; the writer goes on with it.

    Raises: Page.DoesNotExist, Refused; DomainError without words, or when it changed meanwhile.
    """
    page, version = _offered(actor, page_id, replaces)
    if not words.strip():
        raise DomainError(_("Say in a few words what could be different."))
    version.state, version.said = State.SENT_BACK, words.strip()
    version.decided_by, version.decided_at = actor, now
    version.saves += 1
    version.save()
    logbook.record(actor, "pages.version.sent_back", page, now=now, version=version.number)
    return version


@transaction.atomic
def go_back(*, actor: Person, page_id: int, to: int, now: datetime) -> PageVersion:
    """Let everybody read an earlier version again, as a new one. Two people said yes to those
    words before, so it waits for nobody; what was taken off the site needs a new second yes.

    Raises: Page.DoesNotExist, Refused; DomainError when there is no such version any more.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "go_back", page)
    versions = list(page.versions.all())
    earlier = next((v for v in versions if v.number == to and v.state == State.EARLIER), None)
    current = next((v for v in versions if v.state == State.PUBLISHED), None)
    if earlier is None or current is None or missing(earlier.content, page):
        raise DomainError(_("That version cannot be read again as it is. Begin a new one."))
    current.state = State.EARLIER
    current.save(update_fields=["state"])
    version = PageVersion.objects.create(
        page=page, number=versions[-1].number + 1, state=State.PUBLISHED, goes_back_to=to,
        title=earlier.title, summary=earlier.summary, blocks=earlier.blocks,
        written_by=actor, wrote=[*earlier.wrote, actor.pk], written_at=now, decided_at=now,
    )  # fmt: skip
    logbook.record(actor, "pages.version.back", page, now=now, version=version.number, to=to)
    return version


@transaction.atomic
def take_down(*, actor: Person, page_id: int, now: datetime) -> None:
    """Take a page off the site, at once. Raises: Page.DoesNotExist, Refused, DomainError."""
    page = locked(actor, page_id)
    policies.pages.require(actor, "take_down", page)
    if not page.versions.filter(state=State.PUBLISHED).update(state=State.TAKEN_DOWN):
        raise DomainError(_("Nobody can read this page now."))
    page.versions.filter(state=State.EARLIER).update(state=State.TAKEN_DOWN)
    page.on_front_since = None
    page.save(update_fields=["on_front_since"])
    logbook.record(actor, "pages.page.taken_down", page, now=now)


@transaction.atomic
def choose_days(
    *, actor: Person, page_id: int, read_from: date | None, read_until: date | None, now: datetime
) -> Page:
    """Say from which day on and until which day everybody reads a page; both days count along.

    It changes no words and says no yes: before the second yes nobody reads it on any day.
    Raises: Page.DoesNotExist, Refused; DomainError for a last day before the first one.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "days", page)
    if read_from and read_until and read_until < read_from:
        raise DomainError(_("The last day is before the first one."))
    page.read_from, page.read_until = read_from, read_until
    page.save(update_fields=["read_from", "read_until"])
    logbook.record(actor, "pages.page.days_chosen", page, now=now)
    return page


@transaction.atomic
def put_on_front(*, actor: Person, page_id: int, on: bool, now: datetime) -> None:
    """Choose a story for the front page, or take it from there.

    Raises: Page.DoesNotExist, Refused; DomainError for what is no story to be read, or when as
        many as fit were chosen.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "front", page)
    if on:
        readable = page.versions.filter(state=State.PUBLISHED).exists()
        if page.kind != Page.Kind.STORY or not readable:
            raise DomainError(_("Only a story that everybody can read can stand there."))
        chosen = Page.objects.exclude(on_front_since=None).exclude(pk=page.pk)
        chosen = chosen.exclude(read_until__lt=dutch_day(now))
        if chosen.count() >= MOST_ON_FRONT:
            raise DomainError(_("Three stories stand there already. Take one away first."))
    page.on_front_since = now if on else None
    page.save(update_fields=["on_front_since"])
    logbook.record(actor, "pages.page.on_front" if on else "pages.page.off_front", page, now=now)


@transaction.atomic
def withdraw_quote(*, actor: Person, page_id: int, quote_id: int, now: datetime) -> None:
    """Somebody takes back the yes to their words, or to a picture: it leaves every version of the
    page at once, and of a picture nothing is left.

    Raises: Page.DoesNotExist, QuoteYes.DoesNotExist, Refused.
    """
    page = locked(actor, page_id)
    policies.pages.require(actor, "withdraw", page)
    said: QuoteYes = page.quotes.standing().get(pk=quote_id)
    said.withdrawn_at = now
    said.save(update_fields=["withdrawn_at"])
    forget_said(page, said.words)
    logbook.record(actor, "pages.quote.withdrawn", page, now=now)
