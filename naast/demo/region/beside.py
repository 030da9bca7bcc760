"""Who came beside a family as well, the plan they share, and who works with a family and asks."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from naast.demo.cast import email_of
from naast.demo.region.chronicle import DAYTIME, chance_of
from naast.demo.region.tables import ApartTold, BesideTold, ErrandTold, TaskTold
from naast.demo.region.town import Town
from naast.people.models import Person
from naast.support.apart import link_of
from naast.support.models import Companion, Match, Professional
from naast.support.services import companions, enquiries, planning, professionals


def let_come_beside(town: Town, told: Sequence[BesideTold]) -> None:
    """Put in the chronicle who came as well, their plan, and who closed its part."""
    for each in told:
        at = _clock(town, f"{each.companion} beside {each.asking}")
        at(each.came, partial(_come, town, each))
        for task in each.tasks:
            at(task.ago, partial(_write, town, each, task))
        for errand in each.errands:
            at(errand.ago, partial(_go_along, town, each, errand))
        if each.closed is not None:
            at(each.closed, partial(_close, town, each))


def let_ask_apart(town: Town, told: Sequence[ApartTold]) -> None:
    """Put in the chronicle who works with a family, what they asked and what was answered."""
    for each in told:
        at = _clock(town, f"who works with {each.asking}")
        at(each.ago, partial(_ask, town, each))
        at(each.answered, partial(_answer, town, each))


def _clock(town: Town, subject: str) -> Callable[[int, Callable[[datetime], None]], None]:
    chance = chance_of(subject)

    def at(ago: int, act: Callable[[datetime], None]) -> None:
        town.chronicle.at(town.chronicle.moment(ago, chance, DAYTIME), act)

    return at


def _match(town: Town, asking: str) -> Match:
    return Match.objects.live().with_families().get(request=town.requests[asking])


def _come(town: Town, told: BesideTold, now: datetime) -> None:
    """The coordinator asks, the family says yes, and then who was asked."""
    asked = companions.ask_companion(
        actor=town.coordinator_for(town.households[told.asking]),
        match_id=_match(town, told.asking).pk, role=told.role,
        supporter_id=town.supporters[told.companion].pk, now=now,
    )  # fmt: skip
    companions.welcome(actor=town.people[told.asking], companion_id=asked.pk, yes=True, now=now)
    companions.agree(actor=town.people[told.companion], companion_id=asked.pk, yes=True, now=now)


def _write(town: Town, told: BesideTold, task: TaskTold, now: datetime) -> None:
    """Who plays the part writes its task, and says how it stands."""
    match, writer = _match(town, told.asking), _who(town, told, task.part)
    written = planning.add_task(
        actor=writer, match_id=match.pk, part=task.part, words=task.words, now=now
    )
    if task.standing:
        planning.say_of_task(actor=writer, task_id=written.pk, standing=task.standing, now=now)


def _who(town: Town, told: BesideTold, part: str) -> Person:
    if part == "asking":
        return town.people[told.asking]
    if part == told.role:
        return town.people[told.companion]
    return _match(town, told.asking).supporter.household.people()[0]


def _go_along(town: Town, told: BesideTold, errand: ErrandTold, now: datetime) -> None:
    """The family plans where somebody goes along, with all its days."""
    first, *others = [town.chronicle.day(ago) for ago in errand.days]
    planned = planning.plan_errand(
        actor=town.people[told.asking], match_id=_match(town, told.asking).pk, what=errand.what,
        together=errand.together, day=first, now=now,
    )  # fmt: skip
    for day in others:
        planning.plan_errand_day(
            actor=town.people[told.asking], errand_id=planned.pk, day=day, now=now
        )


def _close(town: Town, told: BesideTold, now: datetime) -> None:
    stands = Companion.objects.present().get(
        match=_match(town, told.asking), supporter=town.supporters[told.companion]
    )
    companions.close_part(
        actor=town.people[told.companion], companion_id=stands.pk, letter=told.letter,
        comes_back=True, work_done=True, now=now,
    )  # fmt: skip


def _here(path: str) -> str:
    """No mail leaves a region that is being made up, so its links need no host."""
    return path


def _ask(town: Town, told: ApartTold, now: datetime) -> None:
    named = professionals.name_professional(
        actor=town.people[told.asking], household_id=town.households[told.asking].pk,
        name=told.name, email=email_of("hanneke"), now=now, absolute=_here,
    )  # fmt: skip
    enquiries.enquire(token=link_of(named), words=told.asked, to_supporter=False, now=now)


def _answer(town: Town, told: ApartTold, now: datetime) -> None:
    home = town.households[told.asking]
    asked = Professional.objects.get(household=home).enquiries.get()
    enquiries.answer_enquiry(
        actor=town.coordinator_for(home), enquiry_id=asked.pk, words=told.answer, now=now,
        absolute=_here,
    )  # fmt: skip
