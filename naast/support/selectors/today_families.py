"""The lines of Today that families begin themselves, an answer to a note, a topic they closed; and
what somebody asks who works with a family.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import Person
from naast.support.models import Enquiry, Match, Note, NoteReply
from naast.support.selectors.consents import closed_in
from naast.support.selectors.today_item import Item, since_days

CALLS_WITHIN: Final = timedelta(days=14)
"""How long a topic that a family closed stands on Today; on the path it stays."""


def from_replies(actor: Person, on: date) -> Iterator[Item]:
    """Answers of families that no coordinator has read yet, one line per note."""
    mine = Note.objects.visible_to(actor).filter(
        household__organisation__in=actor.organisations_coordinated()
    )
    unread = NoteReply.objects.filter(read_at=None, note__in=mine)
    found: dict[int, list[NoteReply]] = {}
    for reply in unread.select_related("note__household").order_by("written_at", "pk"):
        found.setdefault(reply.note_id, []).append(reply)
    for replies in found.values():
        yield _reply(replies, on)


def _reply(replies: list[NoteReply], on: date) -> Item:
    note, since = replies[0].note, timezone.localdate(replies[0].written_at)
    asks = any(reply.asks_correction for reply in replies)
    name = {"family": note.household.name}
    url = reverse("support:note", args=[note.pk])
    return Item(
        key="note_correction" if asks else "note_answer",
        since=since,
        when=since_days(since, on),
        title=(_("%(family)s asks to correct a note") if asks else _("%(family)s answered a note"))
        % name,
        detail=_("What they wrote stands beside the note."),
        action=_("Read it"),
        url=url,
        about=url,
        yours=True,
        households=[note.household_id],
    )


def from_enquiries(actor: Person, on: date) -> Iterator[Item]:
    """Questions of professionals to the coordinator that nobody answered, one line for each of
    them.
    """
    asked = (
        Enquiry.objects.visible_to(actor)
        .waiting()
        .with_coordinator(on)
        .filter(household__organisation__in=actor.organisations_coordinated())
    )
    found: dict[int, Enquiry] = {}
    for enquiry in asked.select_related("household"):
        found.setdefault(enquiry.professional_id, enquiry)
    for enquiry in found.values():
        since = timezone.localdate(enquiry.asked_at)
        url = reverse("support:professional", args=[enquiry.professional_id])
        yield Item(
            key="enquiry",
            since=since,
            when=since_days(since, on),
            title=_("Somebody who works with %(family)s asks you something")
            % {"family": enquiry.household.name},
            detail=_("The family reads the question and your answer."),
            action=_("Read and answer"),
            url=url,
            about=url,
            yours=True,
            households=[enquiry.household_id],
        )


def from_closed(matches: Iterable[Match], on: date) -> Iterator[Item]:
    """Topics that a family closed lately to the family across, so that somebody calls."""
    for closed in closed_in(matches):
        if on - closed.on > CALLS_WITHIN:
            continue
        url = reverse("support:path", args=[closed.match.pk])
        what = {"family": closed.family, "what": closed.words}
        yield Item(
            key="topic_closed",
            since=closed.on,
            when=since_days(closed.on, on),
            title=_("%(family)s closed something to the other family") % what,
            detail=_("The other family no longer reads: %(what)s. Call and ask how it goes.")
            % what,
            action=_("Look"),
            url=url,
            about=url,
            yours=True,
            households=closed.match.households(),
        )
