"""The lines of Today, and of whoever looks along, that are about safety."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.people.models import NeverAgain, Person, Supporter
from naast.people.services.never_again import barred
from naast.people.services.two_people import who_said_yes
from naast.support import policies
from naast.support.models import Alarm, BrokenGlass, Companion, Match
from naast.support.second_yes import (
    asked_to_come,
    let_know,
    said_yes,
    said_yes_to,
    stands_before_child,
    waits_for_second,
)
from naast.support.selectors.safety import COMPANION_IN_ADDRESS
from naast.support.selectors.today_item import Item, since_days
from naast.support.selectors.turns import beside_title


def items(actor: Person, running: Iterable[Match], *, now: datetime) -> Iterator[Item]:
    """Everything in which `actor` is one of two.

    Args: running: live matches of the organisations the actor watches (`whole`, `let_know`).
    """
    on = timezone.localdate(now)
    for match in running:
        if stands_before_child(match) and not match.contact_rests:
            yield from _second_yes(match, actor, on)
        for asked in asked_to_come(match):
            if waits_for_second(asked, on) and not match.contact_rests:
                yield from _second_yes_to(asked, match, actor, on)
    yield from _alarms(actor, on)
    yield from _glasses(actor, now)
    yield from _register(actor, on)


def watching(actor: Person, *, now: datetime) -> list[Item]:
    """The same for who looks along with organisations without coordinating there."""
    running = list(Match.objects.watched_by(actor).live().whole())
    let_know(running, timezone.localdate(now))
    return sorted(
        items(actor, running, now=now), key=lambda item: (not item.before_all, item.since)
    )


def _item(key: str, since: date, on: date, *, title: str, detail: str, action: str, url: str,
          households: Iterable[int], before_all: bool = False) -> Item:  # fmt: skip
    return Item(
        key=key, since=since, when=since_days(since, on), title=title, detail=detail,
        action=action, url=url, about=url, yours=True, households=list(households),
        first=before_all, before_all=before_all,
    )  # fmt: skip


def _second_yes(match: Match, actor: Person, on: date) -> Iterator[Item]:
    """Only for who did not say it, and does not live in one of the two homes."""
    said = said_yes(match, on)
    if match.side_of(actor) is not None or any(person.pk == actor.pk for person in said):
        return
    step = next(step for step in match.steps.all() if step.completed_on is None)
    yield _item(
        "second_yes", step.started_on, on,
        title=beside_title(match),
        detail=_("%(name)s asks you to look along before a child goes along.")
        % {"name": match.proposed_by.first_name},
        action=_("Look along"),
        url=reverse("support:second_yes", args=[match.pk]),
        households=match.households(),
    )  # fmt: skip


def _second_yes_to(asked: Companion, match: Match, actor: Person, on: date) -> Iterator[Item]:
    """The same for who was asked to come beside a family as well."""
    said = said_yes_to(asked, on)
    if not policies.companions.may(actor, "say_second_yes", asked) or actor in said:
        return
    names = {"supporter": asked.supporter.household.name, "family": match.request.household.name}
    address = reverse("support:second_yes", args=[match.pk])
    yield _item(
        "second_yes", timezone.localdate(asked.asked_at), on,
        title=_("%(supporter)s beside %(family)s") % names,
        detail=_("%(name)s asks you to look along before a child goes along.")
        % {"name": asked.asked_by.first_name},
        action=_("Look along"),
        url=f"{address}?{COMPANION_IN_ADDRESS}={asked.pk}",
        households=[match.request.household_id, asked.supporter.household_id],
    )  # fmt: skip


def _alarms(actor: Person, on: date) -> Iterator[Item]:
    open_ones = list(Alarm.objects.watched_by(actor).open().whole())
    said = who_said_yes([alarm.about for alarm in open_ones], on)
    for alarm in open_ones:
        if any(person.pk == actor.pk for person in said[alarm.about]):
            continue
        safety = alarm.kind == Alarm.Kind.SAFETY
        detail = _("Somebody told us that something is not right. Call today.")
        if alarm.match_id:
            detail = _("Somebody told us that something is not right. Contact rests. Call today.")
        yield _item(
            f"alarm:{alarm.kind}", timezone.localdate(alarm.raised_at), on,
            title=beside_title(alarm.match) if alarm.match else alarm.household.name,
            detail=detail if safety else _("Asks why somebody looked."),
            action=_("Read it"),
            url=reverse("support:alarm", args=[alarm.pk]),
            households=[alarm.household_id, *alarm.households()],
            before_all=safety,
        )  # fmt: skip


def _glasses(actor: Person, now: datetime) -> Iterator[Item]:
    """Glasses others broke here in the last days, and one's own that still wants explaining."""
    on = timezone.localdate(now)
    unexplained = BrokenGlass.objects.visible_to(actor).filter(explained_at=None).whole()
    for glass in unexplained:
        own, state = glass.person_id == actor.pk, glass.state(now)
        watches = glass.household.organisation_id in actor.organisations_watched()
        if state == BrokenGlass.State.ASKED and own:
            continue
        detail = _("%(name)s opens this family in an emergency.")
        if own:
            detail = _("Tell the family afterwards why you looked.")
        elif state == BrokenGlass.State.CLOSED:
            detail = _("%(name)s opened this family in an emergency and still has to tell why.")
        yield _item(
            "glass", timezone.localdate(glass.asked_at), on,
            title=glass.household.name
            if watches
            else _("Family number %(number)s") % {"number": glass.household_id},
            detail=detail % {"name": glass.person.full_name},
            action=_("Tell why") if own and state == BrokenGlass.State.CLOSED else _("Look"),
            url=reverse("support:glass", args=[glass.pk]),
            households=[glass.household_id] if watches else [],
            before_all=state != BrokenGlass.State.CLOSED,
        )  # fmt: skip


def _register(actor: Person, on: date) -> Iterator[Item]:
    waiting = list(NeverAgain.objects.watched_by(actor).waiting())
    said = who_said_yes([entry.about for entry in waiting], on)
    for entry in waiting:
        if any(person.pk == actor.pk for person in said[entry.about]):
            continue
        yield _item(
            "never_again", timezone.localdate(entry.asked_at), on,
            title=_("A colleague asks you to look along"),
            detail=_("About somebody who may never come near a child through us."),
            action=_("Look along"),
            url=reverse("support:register_entry", args=[entry.pk]),
            households=[],
        )  # fmt: skip
    yield from _barred(actor, on)


def _barred(actor: Person, on: date) -> Iterator[Item]:
    """Supporting families of which somebody stands in the register, whoever wrote it there."""
    if not NeverAgain.objects.in_force().exists():
        return
    watched = Supporter.objects.watched_by(actor)
    here = list(watched.exclude(status=Supporter.Status.LEFT).whole())
    stopped = barred(here)
    for supporter in here:
        if supporter.pk not in stopped:
            continue
        yield _item(
            "barred", timezone.localdate(supporter.registered_at), on,
            title=supporter.household.name,
            detail=_("Somebody here stands in the register. Call a colleague; nobody is proposed."),
            action=_("Look"),
            url=reverse("people:supporter", args=[supporter.pk])
            if actor.coordinates(supporter.organisation_id)
            else reverse("support:watch"),
            households=[supporter.household_id],
        )  # fmt: skip
