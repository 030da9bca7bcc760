"""No path of one login reaches contact with a child, whatever roles it holds at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as shrinking
from hypothesis import strategies as st

from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, HouseholdMember, NeverAgain, Person, Role
from naast.people.services import never_again as register
from naast.people.services import supporters
from naast.programmes.vocabulary import CONTACT_TOPICS
from naast.support import trajectory
from naast.support.models import Alarm, Match
from naast.support.services import (
    alarms,
    clockwork,
    matches,
    never_again,
    path,
    requests,
    second_yes,
)
from tests.cast import Cast
from tests.plugin_trust import Promise, shared

STARTS: Final = (Cast.talk, Cast.propose, Cast.to_meeting, Cast.to_coupling, Cast.to_rules)
"""How far everybody has come honestly, before the one login goes on alone."""

LONGEST: Final = 8


class Alone:
    """Noor, who coordinates and looks along, and may live in one of the two homes. Everything her
    login can do to a match, each as one step.
    """

    def __init__(self, cast: Cast, home: str) -> None:
        self.cast, self.now, self.tried = cast, cast.now, 0
        Role.objects.create(
            person=cast.coordinator, organisation=cast.organisation, kind=Role.Kind.REGIONAL,
            since=cast.now.date(), granted_at=cast.now - timedelta(days=30),
        )  # fmt: skip
        if home:
            HouseholdMember.objects.create(
                household=getattr(cast, home), person=cast.coordinator, kind="adult", name="Noor",
                needs_vog=False,
            )  # fmt: skip

    @property
    def actor(self) -> Person:
        return Person.objects.get(pk=self.cast.coordinator.pk)

    @property
    def match(self) -> int:
        return Match.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def step(self, name: str) -> None:
        """Try one thing; what is refused changes nothing."""
        self.tried += 1
        try:
            with transaction.atomic():
                getattr(self, name)()
        except (DomainError, Refused, ObjectDoesNotExist, KeyError, AttributeError, StopIteration):
            pass

    def propose(self) -> None:
        matches.propose_match(
            actor=self.actor, request_id=self.cast.request.pk, now=self.now,
            supporter_id=self.cast.supporter.pk,
        )  # fmt: skip

    def propose_another(self) -> None:
        matches.propose_match(
            actor=self.actor, request_id=self.cast.request.pk, now=self.now,
            supporter_id=self.cast.former.pk,
        )  # fmt: skip

    def answer_proposal(self) -> None:
        self._answer("proposal")

    def answer_trial(self) -> None:
        self._answer("trial")

    def _answer(self, question: str) -> None:
        matches.answer(
            actor=self.actor, match_id=self.match, question=question, reply="yes", now=self.now
        )

    def plan_meeting(self) -> None:
        path.plan_meeting(
            actor=self.actor, match_id=self.match, planned_at=self.now, place="Hier", now=self.now
        )

    def note_meeting(self) -> None:
        path.note_meeting(
            actor=self.actor, match_id=self.match, held_on=self.now.date(), now=self.now
        )

    def write_rules(self) -> None:
        path.write_house_rules(actor=self.actor, match_id=self.match, rules=["Zo."], now=self.now)

    def sign_for_all(self) -> None:
        match = Match.objects.with_families().get(pk=self.match)
        for member in match.signatories():
            path.note_on_paper(
                actor=self.actor, match_id=match.pk, paper="house_rules", member_id=member.pk,
                version=match.house_rules.count(), now=self.now,
            )  # fmt: skip

    def say_second_yes(self) -> None:
        second_yes.say_yes(actor=self.actor, match_id=self.match, now=self.now)

    def skip(self) -> None:
        path.skip_phase(actor=self.actor, match_id=self.match, reason="Zo.", now=self.now)

    def stop(self) -> None:
        matches.stop_match(actor=self.actor, match_id=self.match, now=self.now)

    def note_vogs(self) -> None:
        for adult in self.cast.supporting.adults_at_home():
            supporters.note_vog(
                actor=self.actor, supporter_id=self.cast.supporter.pk, member_id=adult.pk,
                seen_on=self.now.date(), profile_ok=True, now=self.now,
            )  # fmt: skip

    def ask_anew(self) -> None:
        requests.note_talk(
            actor=self.actor, request_id=self.cast.request.pk, held_on=self.now.date(),
            now=self.now,
        )  # fmt: skip

    def raise_alarm(self) -> None:
        alarms.raise_alarm(
            actor=self.actor, kind="safety", household_id=self.cast.asking.pk,
            match_id=self.match, now=self.now,
        )  # fmt: skip

    def settle_alarm(self) -> None:
        told = Alarm.objects.latest("pk")
        alarms.answer_alarm(actor=self.actor, alarm_id=told.pk, words="Zo.", now=self.now)
        alarms.settle(actor=self.actor, alarm_id=told.pk, now=self.now)

    def bar(self) -> None:
        register.ask_to_register(
            actor=self.actor, supporter_id=self.cast.supporter.pk, now=self.now,
            member_id=self.cast.supporting.adults_at_home()[0].pk,
        )  # fmt: skip
        entry = NeverAgain.objects.latest("pk")
        never_again.say_yes_to_register(actor=self.actor, entry_id=entry.pk, now=self.now)

    def wait(self) -> None:
        self.now += timedelta(days=2)
        clockwork.reach_terms(now=self.now)

    def reaches_a_child(self) -> bool:
        """Whether a child goes along: that phase was begun, or contact stands open."""
        live = Grant.objects.live(self.now).filter(
            topic__in=CONTACT_TOPICS, basis__startswith="match:"
        )
        begun = {
            step.phase for match in Match.objects.live().prefetch_related("steps")
            for step in match.steps.all()
        }  # fmt: skip
        return live.exists() or "trial" in begun


STEPS: Final = tuple(
    name for name, value in vars(Alone).items()
    if callable(value) and not name.startswith("_") and name not in ("step", "reaches_a_child")
)  # fmt: skip


@pytest.mark.trust
def test_one_login_reaches_no_child_in_eight_steps(cast: Cast, promise: Promise) -> None:
    tried = broken = 0

    @shrinking(
        max_examples=shared(80, 3000), deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(
        st.sampled_from(STARTS),
        st.sampled_from(["", "asking", "supporting"]),
        st.lists(st.sampled_from(STEPS), min_size=3, max_size=LONGEST),
    )
    def walk(start: Callable[[Cast], object], home: str, steps: list[str]) -> None:
        nonlocal tried, broken
        with transaction.atomic():
            start(cast)
            alone = Alone(cast, home)
            for name in steps:
                alone.step(name)
                broken += alone.reaches_a_child()
            tried += alone.tried
            transaction.set_rollback(True)
        cast.request.refresh_from_db()

    walk()
    assert len(STEPS) >= 17
    promise.kept(
        "P1",
        "eenpersoonspaden naar een kind",
        count=tried,
        broken=broken,
        floor=shared(240, 12_000),
    )


@pytest.mark.trust
def test_the_straight_road_needs_the_second_person(cast: Cast) -> None:
    alone = Alone(cast, "")
    cast.to_coupling()
    for name in ("write_rules", "sign_for_all", "say_second_yes", "skip", "wait"):
        alone.step(name)
        assert not alone.reaches_a_child(), name
    second_yes.say_yes(actor=cast.second_coordinator, match_id=alone.match, now=alone.now)
    assert alone.reaches_a_child()
    step = trajectory.current_step(Match.objects.whole().get(pk=alone.match))
    assert step is not None
    assert step.phase == "trial"
