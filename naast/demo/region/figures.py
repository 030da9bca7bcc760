"""What stands in reports: targets, sentences of families, quarters that were counted, light contact
and the codes people followed.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, Final

from django.utils import timezone

from naast.demo.region.chronicle import DAYTIME, Act, chance_of
from naast.demo.region.tables import read
from naast.demo.region.town import Town
from naast.impact import services as reports
from naast.people.models import Offering, Organisation, Person
from naast.support.services import tally
from naast.toolkit import services as toolkit
from naast.toolkit.addresses import Trail

QUARTERS: Final = 16
"""So many quarters back something may have happened first."""
COUNTED_AFTER: Final = timedelta(days=15)
"""The first night on which a quarter that is over may be counted."""
MONTHS: Final = 18
"""So long material has been around."""
AGREED_ON: Final = (1, 12)
"""Month and day on which a target for the year is written down."""


def let_count(town: Town) -> None:
    """Put all of it in the chronicle."""
    told = read("figures")
    for target in told["target"]:
        _agree(town, target)
    for quote in told["quote"]:
        _quote(town, quote)
    _close_quarters(town)
    _tally(town, told["tally"])
    for reach in told["reach"]:
        _follow(town, reach)


def _at(town: Town, ago: int, subject: str, act: Act) -> None:
    if ago > 0:
        moment = town.chronicle.moment(ago, chance_of(subject), DAYTIME)
        town.chronicle.at(moment, act)


def _agree(town: Town, told: Mapping[str, Any]) -> None:
    office = Organisation.objects.get(name=told["office"])
    worker = town.host_of(office)
    for offset, number in told["years"].items():
        year = town.chronicle.on.year + int(offset)
        ago = (town.chronicle.on - date(year, *AGREED_ON)).days

        def agree(now: datetime, year: int = year, number: int = number) -> None:
            reports.set_target(
                actor=worker, organisation_id=office.pk, programme=told["programme"],
                municipality="", year=year, number=number, now=now,
            )  # fmt: skip

        _at(town, ago, f"target {office} {year}", agree)


def _quote(town: Town, told: Mapping[str, Any]) -> None:
    home, side = told["home"], told.get("side", "asking")
    given: list[int] = []

    def offer(now: datetime) -> None:
        there = town.requests if side == "asking" else town.supporters
        quote = reports.offer_quote(
            actor=town.people[home], household_id=town.households[home].pk,
            programme=there[home].programme, side=side, words=told["words"], now=now,
        )  # fmt: skip
        given.append(quote.pk)

    def withdraw(now: datetime) -> None:
        reports.withdraw_quote(actor=town.people[home], quote_id=given[0], now=now)

    _at(town, told["ago"], f"quote {home}", offer)
    if "withdrawn" in told:
        _at(town, told["withdrawn"], f"quote {home} back", withdraw)


def _close_quarters(town: Town) -> None:
    """As every installation does at night: a quarter is counted two weeks after it."""
    for _first, last in town.chronicle.quarters(QUARTERS):
        night = last + COUNTED_AFTER
        if night < town.chronicle.on:
            moment = timezone.make_aware(datetime.combine(night, time(3)))
            town.chronicle.at(moment, lambda now: reports.close_quarters(now=now))


def _tally(town: Town, told: Mapping[str, Any]) -> None:
    office = Organisation.objects.get(name=told["office"])
    offering, worker = office.offerings.get(programme=told["programme"]), town.host_of(office)
    chance = chance_of("light contact")
    for week in range(told["weeks"]):
        for _each in range(chance.randint(told["least"], told["most"])):
            place = chance.choice(told["places"])
            moment = town.chronicle.at_work(7 * week + chance.randint(1, 7), chance)
            town.chronicle.at(moment, partial(_tap, worker, offering, place))


def _tap(worker: Person, offering: Offering, place: str, now: datetime) -> None:
    tally.count_contact(actor=worker, offering_id=offering.pk, place=place, now=now)


def _follow(town: Town, told: Mapping[str, Any]) -> None:
    chance = chance_of(f"who follows {told['subject']} {told['kind']}")
    trail = Trail(told["subject"], told["kind"], "nl", told["place"])
    for month in range(MONTHS):
        often = told["most"] * (MONTHS - month) // MONTHS
        for _time in range(chance.randint(often // 2, often)):
            ago = 30 * month + chance.randint(1, 29)
            town.chronicle.at(
                town.chronicle.moment(ago, chance), lambda now: toolkit.count(trail, now=now)
            )
