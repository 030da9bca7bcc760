"""What changes on the way: times that are moved, ends that are put off, what there is for who
waits, and outings.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from naast.demo.region.chronicle import DAYTIME, Act, chance_of
from naast.demo.region.tables import read
from naast.demo.region.town import Town
from naast.kernel.clock import add_months
from naast.people.models import Offering, Organisation, Person
from naast.support import trajectory
from naast.support.models import Bridge, Match, Outing
from naast.support.rhythm import Occurrence, occurrences
from naast.support.services import appointments, ending, outings, waiting
from naast.support.services.appointments import When, Which

AHEAD = timedelta(days=60)
SEATS = 12


def let_change(town: Town) -> None:
    """Put all of it in the chronicle."""
    told = read("changes")
    for each in told["time"]:
        _at(town, each["ago"], f"time of {each['asking']}", partial(_change_time, town, each))
    for longer in told["longer"]:
        _go_on_longer(town, longer)
    for bridge in told["bridge"]:
        _bridge(town, bridge)
    for outing in told["outing"]:
        _outing(town, outing)


def _at(town: Town, ago: int, subject: str, act: Act) -> None:
    chance = chance_of(f"{subject} {ago} days ago")
    town.chronicle.at(town.chronicle.moment(ago, chance, DAYTIME), act)


def _match(town: Town, asking: str) -> Match:
    return Match.objects.live().with_families().get(request=town.requests[asking])


def _who(town: Town, match: Match, asking: str, side: str) -> Person:
    """Who speaks for this side of the match."""
    return town.people[asking] if side == "asking" else match.supporter.household.people()[0]


# Times together.


def _change_time(town: Town, told: Mapping[str, Any], now: datetime) -> None:
    match, today = _match(town, told["asking"]), timezone.localdate(now)
    actor = _who(town, match, told["asking"], told.get("by", "asking"))
    days = timedelta(days=told.get("days", 0))
    if told["what"] == "extra":
        appointments.plan_extra(
            actor=actor, match_id=match.pk, minutes=120, now=now,
            when=When(_free(match, today + days), time(told["hour"])),
        )  # fmt: skip
        return
    coming = occurrences(match, today + timedelta(days=1), today + AHEAD)
    first = next(each for each in coming if not each.cancelled and each.rhythm_day is not None)
    if told["what"] == "moved":
        to = When(_free(match, first.day + days), first.starts_at)
        appointments.move_appointment(actor=actor, which=_which(match, first), to=to, now=now)
    elif told["what"] == "cancelled":
        appointments.cancel_appointment(actor=actor, which=_which(match, first), now=now)
    else:
        other = next(each for each in coming if each.rhythm_day is None)
        appointments.swap_appointments(
            actor=actor, one=_which(match, first), other=_which(match, other), now=now
        )


def _free(match: Match, day: date) -> date:
    """That day, or the first after it on which they do not see each other yet."""
    while any(not each.cancelled for each in occurrences(match, day, day)):
        day += timedelta(days=1)
    return day


def _which(match: Match, found: Occurrence) -> Which:
    return Which(match.pk, found.key, found.version)


# Going on longer.


def _go_on_longer(town: Town, told: Mapping[str, Any]) -> None:
    asking, side = told["asking"], told.get("by", "asking")
    across = "asking" if side == "supporting" else "supporting"

    def propose(now: datetime) -> None:
        match = _match(town, asking)
        step = trajectory.current_step(match)
        assert step is not None
        assert step.due_on is not None
        ending.propose_extension(
            actor=_who(town, match, asking, side), match_id=match.pk,
            until=add_months(step.due_on, told["months"]), now=now,
        )  # fmt: skip

    def answer(now: datetime) -> None:
        match = _match(town, asking)
        ending.answer_extension(
            actor=_who(town, match, asking, across), match_id=match.pk, agrees=told["agrees"],
            now=now,
        )  # fmt: skip

    def decide(now: datetime) -> None:
        match = _match(town, asking)
        ending.decide_extension(
            actor=match.guide, match_id=match.pk, grants=told["grants"], reason=told["reason"],
            now=now,
        )  # fmt: skip

    _at(town, told["ago"], f"longer {asking}", propose)
    if "answered" in told:
        _at(town, told["answered"], f"longer {asking}", answer)
    if "decided" in told:
        _at(town, told["decided"], f"longer {asking}", decide)


# While one waits.


def _offering(told: Mapping[str, Any]) -> Offering:
    office = Organisation.objects.get(name=told["office"])
    return office.offerings.select_related("organisation").get(programme=told["programme"])


def _bridge(town: Town, told: Mapping[str, Any]) -> None:
    offering, made = _offering(told), list[Bridge]()
    worker = town.host_of(offering.organisation)

    def write(now: datetime) -> None:
        bridge = waiting.write_bridge(
            actor=worker, offering_id=offering.pk, title=told["title"], about=told["about"],
            link="", phone=told.get("phone", ""), now=now,
        )  # fmt: skip
        made.append(bridge)

    def fits(home: str, now: datetime) -> None:
        waiting.say_it_fits(
            actor=town.people[home], request_id=town.requests[home].pk, bridge_id=made[0].pk,
            fits=True, now=now,
        )  # fmt: skip

    def close(now: datetime) -> None:
        waiting.close_bridge(actor=worker, bridge_id=made[0].pk, now=now)

    _at(town, told["ago"], told["title"], write)
    for home, ago in told.get("fits", {}).items():
        _at(town, ago, told["title"], partial(fits, home))
    if "closed" in told:
        _at(town, told["closed"], told["title"], close)


# Outings.


def _outing(town: Town, told: Mapping[str, Any]) -> None:
    office = Organisation.objects.get(offerings__programme="maatjesproject")
    offering, made = office.offerings.get(programme="maatjesproject"), list[Outing]()
    worker, day = town.host_of(office), town.chronicle.day(told["day"])

    def plan(now: datetime) -> None:
        outing = outings.plan_outing(
            actor=worker, offering_id=offering.pk, title=told["title"], about=told["about"],
            place=told["place"], seats=SEATS, now=now,
            starts_at=timezone.make_aware(datetime.combine(day, time(14))),
        )  # fmt: skip
        made.append(outing)

    def say(home: str, comes: bool, now: datetime) -> None:
        outings.answer_outing(
            actor=town.people[home], match_id=_match(town, home).pk, outing_id=made[0].pk,
            comes=comes, now=now,
        )  # fmt: skip

    def call_off(now: datetime) -> None:
        outings.call_off_outing(actor=worker, outing_id=made[0].pk, now=now)

    _at(town, told["planned"], told["title"], plan)
    for key, comes in (("comes", True), ("stays", False)):
        for home, ago in told.get(key, {}).items():
            _at(town, ago, told["title"], partial(say, home, comes))
    if "off" in told:
        _at(town, told["off"], told["title"], call_off)
