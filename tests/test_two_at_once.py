"""Two people who change the same thing at once: nobody's words are lost, nobody writes over what
they did not see.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.support.models import HouseRules, Match, Note
from naast.support.services import notes, path
from tests.cast import Cast
from tests.plugin_trust import Promise, shared, size

WHO: Final = ("coordinator", "second_coordinator", "parent", "supporting_parent")
DESK: Final = ("coordinator", "second_coordinator")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that several people change: who, how one sees it, and how one writes it."""

    by: Sequence[str]
    versions: Callable[[Cast, Match], list[str]]
    write: Callable[[Cast, Match, Person, int, str], object]


def _rules(cast: Cast, match: Match) -> list[str]:
    return [version.rules[0] for version in HouseRules.objects.filter(match=match)]


def _write_rules(cast: Cast, match: Match, who: Person, seen: int, words: str) -> object:
    return path.write_house_rules(
        actor=who, match_id=match.pk, rules=[words], replaces=seen, now=cast.now
    )


def _notes(cast: Cast, match: Match) -> list[str]:
    written = Note.objects.filter(household=cast.asking).order_by("pk")
    return [note.words for note in written][1:]


def _write_note(cast: Cast, match: Match, who: Person, seen: int, words: str) -> object:
    versions = list(Note.objects.filter(household=cast.asking).order_by("pk"))
    return notes.correct_note(actor=who, note_id=versions[seen].pk, words=words, now=cast.now)


THINGS: Final = {
    "house rules": Thing(WHO, _rules, _write_rules),
    "a note": Thing(DESK, _notes, _write_note),
}


class AtOnce(RuleBasedStateMachine):
    """People look, and save what they changed in what they saw."""

    cast: ClassVar[Cast]
    match: ClassVar[Match]
    saves: ClassVar[int] = 0
    lost: ClassVar[int] = 0

    @initialize()
    def everybody_starts_with_the_same(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.seen: dict[tuple[str, str], int] = defaultdict(int)
        self.history: dict[str, list[str]] = {name: [] for name in THINGS}

    @rule(who=st.sampled_from(WHO), name=st.sampled_from(sorted(THINGS)))
    def look(self, who: str, name: str) -> None:
        self.seen[who, name] = len(THINGS[name].versions(self.cast, self.match))

    @rule(who=st.sampled_from(WHO), name=st.sampled_from(sorted(THINGS)))
    def save(self, who: str, name: str) -> None:
        thing, before = THINGS[name], self.seen[who, name]
        if who not in thing.by:
            return
        words, newest = f"{who} {len(self.history[name])}", len(self.history[name])
        try:
            with transaction.atomic():
                thing.write(self.cast, self.match, self.cast.by_name(who), before, words)
        except DomainError:
            taken = False
        else:
            taken = True
            self.history[name].append(words)
            self.seen[who, name] = newest + 1
        AtOnce.saves += 1
        AtOnce.lost += taken is not (before == newest)

    @invariant()
    def every_word_that_was_saved_is_there(self) -> None:
        for name, thing in THINGS.items():
            AtOnce.lost += thing.versions(self.cast, self.match) != self.history[name]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)


@pytest.mark.trust
def test_no_update_is_lost_whoever_saves_when(cast: Cast, promise: Promise) -> None:
    AtOnce.cast, AtOnce.match = cast, cast.to_coupling()
    AtOnce.saves = AtOnce.lost = 0
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Gebeld.", now=cast.now
    )
    run_state_machine_as_test(
        AtOnce,
        settings=settings(
            max_examples=shared(200, 200), stateful_step_count=size(14, 24), deadline=None,
            database=None, suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    promise.kept(
        "P20", "opslaan terwijl een ander opslaat", count=AtOnce.saves, broken=AtOnce.lost,
        floor=shared(400, 400),
    )  # fmt: skip
