"""How families asked and offered: their questions, talks, notes and trust files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from naast.demo.region.chronicle import DAYTIME, chance_of
from naast.demo.region.tables import Asking, Home, Supporting
from naast.demo.region.town import Town
from naast.kernel.clock import add_months
from naast.people.services import supporters
from naast.people.trust import needed_trust_steps
from naast.programmes import find
from naast.programmes.vocabulary import Gate
from naast.support.services import notes, requests


@dataclass(frozen=True, slots=True)
class Team:
    """A teacher or team, as it stands in the logbook."""

    log_name: str
    pk: int | None = None
    log_role: str = "team"


def let_ask(town: Town, family: Asking, *, asked: int) -> None:
    """Write down how a family asked, `asked` days ago, and what came of that at once."""
    chance, chronicle = chance_of(f"asking {family.key}"), town.chronicle

    def ask(now: datetime) -> None:
        household = town.register(family, now, chance=chance)
        town.requests[family.key] = requests.ask_for_support(
            actor=Team(family.team) if family.team else town.people[family.key],
            household=household,
            programme=family.programme,
            question=requests.Question(family.words, family.when, family.likes, family.wants),
            now=now,
            asked_with=family.team,
        )

    def confirm(now: datetime) -> None:
        requests.confirm_request(
            actor=town.people[family.key], request_id=town.requests[family.key].pk, now=now
        )

    def close(now: datetime) -> None:
        requests.close_request(
            actor=town.people[family.key], request_id=town.requests[family.key].pk, now=now
        )

    chronicle.at(chronicle.moment(asked, chance), ask)
    if family.team and family.confirmed:
        chronicle.at(chronicle.moment(asked - 1, chance), confirm)
    _let_talk(town, family, asked=asked, chance=chance)
    if family.closed is not None:
        chronicle.at(chronicle.moment(family.closed, chance), close)
    let_note(town, family)


DAYS_UNTIL_TALK = (6, 14)


def _let_talk(town: Town, family: Asking, *, asked: int, chance: Random) -> None:
    """The coordinator plans the acquaintance talk, and notes it when it took place."""
    if family.talk == "open":
        return
    chronicle = town.chronicle
    ago = -family.talk_in if family.talk == "planned" else asked - chance.randint(*DAYS_UNTIL_TALK)
    talk_at = chronicle.at_work(ago, chance)
    planned = max(1, asked - chance.randint(1, 3))

    def plan(now: datetime) -> None:
        asked_for = town.requests[family.key]
        actor = town.coordinator_for(asked_for.household)
        requests.plan_talk(actor=actor, request_id=asked_for.pk, planned_at=talk_at, now=now)

    def note(now: datetime) -> None:
        asked_for = town.requests[family.key]
        actor = town.coordinator_for(asked_for.household)
        held_on = timezone.localdate(now)
        requests.note_talk(actor=actor, request_id=asked_for.pk, held_on=held_on, now=now)
        if _asks_whether_it_suits(family.programme):
            requests.decide_fit(actor=actor, request_id=asked_for.pk, suits=True, now=now)

    chronicle.at(chronicle.at_work(planned, chance), plan)
    if family.talk == "held":
        chronicle.at(talk_at + timedelta(hours=2), note)


def _asks_whether_it_suits(programme: str) -> bool:
    return any(Gate.FIT_DECIDED in phase.gates for phase in find(programme).phases)


def let_note(town: Town, home: Home) -> None:
    """Write down the coordinator's notes about a household."""
    chance = chance_of(f"notes {home.key}")
    for remark in home.notes:

        def write(now: datetime, words: str = remark.words) -> None:
            household = town.households[home.key]
            actor = town.coordinator_for(household)
            notes.write_note(actor=actor, household_id=household.pk, words=words, now=now)

        town.chronicle.at(town.chronicle.at_work(remark.ago, chance), write)


def let_offer(town: Town, home: Supporting, *, since: int) -> None:
    """Write down how a household offered support, `since` days ago, and its trust file."""
    chance, chronicle = chance_of(f"supporting {home.key}"), town.chronicle

    def offer(now: datetime) -> None:
        key = home.same_home or home.key
        household = town.households.get(key) or town.register(home, now, chance=chance)
        town.households[home.key], town.people[home.key] = household, town.people[key]
        youngest, oldest = home.ages
        town.supporters[home.key] = supporters.offer_support(
            actor=town.people[key],
            household=household,
            programme=home.programme,
            offer=supporters.Offer(
                home.kind, home.words, home.when, home.likes, youngest, oldest, home.places
            ),
            now=now,
        )

    def pause(now: datetime) -> None:
        supporters.set_pause(
            actor=town.people[home.key],
            supporter_id=town.supporters[home.key].pk,
            paused=True,
            now=now,
        )

    chronicle.at(chronicle.moment(since, chance), offer)
    _let_trust_grow(town, home, since=since, chance=chance)
    if home.paused is not None:
        chronicle.at(chronicle.moment(home.paused, chance), pause)
    let_note(town, home)


STEP_DAYS = {
    "acquaintance_talk": 7,
    "reference_1": 11,
    "reference_2": 13,
    "home_visit": 19,
    "training": 21,
}
"""How many days after registering each step is taken, when it goes smoothly."""
EVENING_DAYS = 20
"""After how many days the evenings of a training begin."""
VOG_DAYS = 23


def _let_trust_grow(town: Town, home: Supporting, *, since: int, chance: Random) -> None:
    chronicle = town.chronicle
    asked = [step for step in needed_trust_steps(find(home.programme)) if not step.told]
    told = [step.key for step in needed_trust_steps(find(home.programme)) if step.told]
    taken = [step.key for step in asked] if home.trust is None else home.trust
    for number, step in enumerate(taken):
        ago = max(1, since - STEP_DAYS.get(step, EVENING_DAYS + number) - chance.randint(0, 3))

        def note_step(now: datetime, step: str = step) -> None:
            supporter = town.supporters[home.key]
            supporters.note_trust_step(
                actor=town.coordinator_for(supporter.household),
                supporter_id=supporter.pk,
                step=step,
                done_on=timezone.localdate(now),
                now=now,
            )

        chronicle.at(chronicle.at_work(ago, chance), note_step)

    def tell(now: datetime) -> None:
        for step in told:
            supporters.tell_step(
                actor=town.people[home.key], supporter_id=town.supporters[home.key].pk, step=step,
                now=now,
            )  # fmt: skip

    chronicle.at(chronicle.moment(max(1, since - 1), chance), tell)
    if "all" not in home.no_vog_for:
        _let_vog_be_seen(town, home, since=since, chance=chance)


def _let_vog_be_seen(town: Town, home: Supporting, *, since: int, chance: Random) -> None:
    chronicle = town.chronicle

    def see(now: datetime) -> None:
        supporter = town.supporters[home.key]
        for adult in supporter.household.adults_at_home():
            if adult.name not in home.no_vog_for:
                supporters.note_vog(
                    actor=town.coordinator_for(supporter.household),
                    supporter_id=supporter.pk,
                    member_id=adult.pk,
                    seen_on=timezone.localdate(now),
                    profile_ok=True,
                    now=now,
                )

    for ago in _vog_seen_days_ago(home, since=since, on=chronicle.on):
        chronicle.at(chronicle.moment(ago, chance, DAYTIME), see)


def _vog_seen_days_ago(home: Supporting, *, since: int, on: date) -> Sequence[int]:
    if home.vog_ends_in is not None:
        last_day = on + timedelta(days=home.vog_ends_in)
        vog_months = int(find(home.programme).matching.vog_valid_months)
        return [(on - add_months(last_day, -vog_months)).days]
    return home.vog or [max(1, since - VOG_DAYS)]
