"""The lines of Today that come from matches, by the gate each of them stands before."""

from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.programmes.vocabulary import Gate
from naast.support import young
from naast.support.selectors.today_item import Item, since_days, spoken_day, until_days
from naast.support.selectors.turns import ENDS_SOON, TIMED, Standing, listed

REMIND_AFTER = timedelta(days=7)
"""When nothing happened for this long, a family may like a reminder."""
EXPIRES_SOON = timedelta(days=3)

ELSEWHERE = frozenset({Gate.VOG_VALID, Gate.TRUST_FILE_COMPLETE, Gate.SECOND_YES})
"""Gates that already stand on the list: with the supporter, or as a question to a colleague."""

ACTIONS: Final[dict[Gate, Promise]] = {
    Gate.MEETING_HELD: gettext_lazy("Plan the meeting"),
    Gate.RULES_ACCEPTED_BY_ALL: gettext_lazy("Write house rules"),
    Gate.TRIAL_EVALUATED: gettext_lazy("Talk it over"),
    Gate.TRIAL_DECIDED: gettext_lazy("Decide together"),
    Gate.AGREEMENT_ACCEPTED_BY_ALL: gettext_lazy("Write agreements"),
    Gate.TERM_REACHED: gettext_lazy("Decide along"),
    Gate.FAREWELL_DONE: gettext_lazy("Round it off"),
}
PAGES: Final[dict[Gate, str]] = {
    Gate.MEETING_HELD: "support:plan_meeting",
    Gate.RULES_ACCEPTED_BY_ALL: "support:house_rules",
    Gate.AGREEMENT_ACCEPTED_BY_ALL: "support:agreement",
    Gate.TERM_REACHED: "support:decide_longer",
}
"""Where the coordinator does what a gate asks, when that is not the page of the path itself."""


def item(at: Standing, now: datetime) -> Item | None:
    """The line of one match, or None when nothing needs doing now."""
    on = timezone.localdate(now)
    if at.gate is None or at.step is None or at.gate in ELSEWHERE or at.match.contact_rests:
        return None
    if at.coordinators:
        return _for_the_coordinator(at, at.gate, now)
    if at.gate == Gate.TERM_REACHED and not at.families:
        return None  # its goodbye stands on the list (`today_ending`)
    if at.gate in TIMED:
        return _near_its_date(at, on)
    return _for_the_families(at, at.gate, now)


def _path(at: Standing) -> str:
    return reverse("support:path", args=[at.match.pk])


def _for_the_coordinator(at: Standing, gate: Gate, now: datetime) -> Item | None:
    planned = [meeting for meeting in at.match.meetings.all() if meeting.held_on is None]
    if gate == Gate.MEETING_HELD and planned:
        return _after_the_meeting(at, planned[-1].planned_at, now)
    since = at.last_stir(now)
    on = timezone.localdate(now)
    children = gate == Gate.MEETING_HELD and young.waited_for(at.match, on)
    return Item(
        key=f"coordinator:{gate}",
        since=since,
        when=since_days(since, on),
        title=at.title,
        detail=at.what,
        action=_("Look") if children else str(ACTIONS.get(gate, _("Look"))),
        url=_path(at) if children else reverse(PAGES.get(gate, "support:path"), args=[at.match.pk]),
        about=_path(at),
        yours=True,
        households=at.match.households(),
        first=True,
    )


def _after_the_meeting(at: Standing, planned_at: datetime, now: datetime) -> Item | None:
    """A meeting that is still to come stands among the appointments, not here."""
    on, planned_on = timezone.localdate(now), timezone.localdate(planned_at)
    if planned_on > on:
        return None
    return Item(
        key="note_meeting",
        since=planned_on,
        when=since_days(planned_on, on),
        title=at.title,
        detail=_("Their first meeting. Note that it took place; then both are asked how to go on."),
        action=_("Note the meeting"),
        url=reverse("support:note_meeting", args=[at.match.pk]),
        about=_path(at),
        yours=True,
        households=at.match.households(),
        first=True,
    )


def _near_its_date(at: Standing, on: date) -> Item | None:
    """A trial, or the time together, that ends soon or should have ended."""
    due_on = at.step.due_on if at.step else None
    if due_on is None or at.resting(on):
        return None
    over = due_on < on
    ends = _("the end was %(day)s") if over else _("ends %(day)s")
    phase = str(at.phase.title) if at.phase else ""
    last_day = f"{phase}: {ends % {'day': spoken_day(due_on)}}"
    return Item(
        key=f"ends:{at.gate}",
        since=due_on - ENDS_SOON,
        when=until_days(due_on, on),
        title=at.title,
        detail=f"{last_day}. {at.what}" if at.families else last_day,
        action=_("Ask them") if at.families else _("Look"),
        url=_path(at),
        about=_path(at),
        yours=True,
        households=at.match.households(),
    )


def _for_the_families(at: Standing, gate: Gate, now: datetime) -> Item:
    """Something that waits for a family; after a while of silence it becomes a reminder."""
    on, since = timezone.localdate(now), at.last_stir(now)
    proposal = gate == Gate.BOTH_SAID_YES
    expires_on = at.match.expires_on
    remind = on - since >= REMIND_AFTER or (proposal and expires_on - on <= EXPIRES_SOON)
    detail = at.what
    if proposal:
        detail = f"{detail}. " + _("Until %(day)s") % {"day": spoken_day(expires_on)}
    return Item(
        key=f"family:{gate}",
        since=since,
        when=since_days(since, on),
        title=at.title,
        detail=detail,
        action=_("Ask %(who)s") % {"who": listed(at.families)} if remind else _("Look"),
        url=_path(at),
        about=_path(at),
        yours=remind,
        households=at.match.households(),
    )
