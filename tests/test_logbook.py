"""The logbook is only ever added to, and whatever is done to it all the same is found."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from naast.common import keys
from naast.common.logbook import chain, look, triggers
from naast.common.logbook.lines import hash_of
from naast.common.models import LogEntry, LogHead
from naast.support.services.notes import write_note
from tests.cast import Cast
from tests.plugin_trust import Promise, size

FIELDS = (
    "at", "kind", "actor_id", "actor_role", "action", "subject", "subject_id", "household_id",
    "basis", "broken_glass", "payload", "previous", "hash", "organisation_id", "seq",
)  # fmt: skip


def lines(cast: Cast, number: int = 12) -> None:
    for count in range(number):
        write_note(
            actor=cast.coordinator, household_id=cast.asking.pk, words=f"Regel {count}.",
            now=cast.now,
        )  # fmt: skip


def test_every_line_holds_on_to_the_one_before_it(cast: Cast) -> None:
    cast.to_trial()
    assert LogEntry.objects.count() > 15
    assert chain.verify() == []


def test_a_line_about_two_families_stands_in_both(cast: Cast) -> None:
    match = cast.propose()
    mine = LogEntry.objects.filter(action="support.match.proposed", subject_id=match.pk)
    assert {line.household_id for line in mine} == {cast.asking.pk, cast.supporting.pk}


def test_a_look_keeps_the_ground_on_which_it_was_open(cast: Cast) -> None:
    look(
        cast.coordinator, "support.request.seen", cast.request, now=cast.now,
        bases={cast.asking.pk: f"organisation:{cast.organisation.pk}"},
    )  # fmt: skip
    line = LogEntry.objects.looks().get()
    assert line.basis == f"organisation:{cast.organisation.pk}"
    assert (line.actor_id, line.household_id) == (cast.coordinator.pk, cast.asking.pk)


@pytest.mark.parametrize("statement", ["UPDATE common_logentry SET action = 'x'",
                                       "DELETE FROM common_logentry"])  # fmt: skip
def test_the_database_refuses_to_change_or_remove_a_line(cast: Cast, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert chain.verify() == []


def test_the_chain_holds_after_a_family_was_erased(cast: Cast) -> None:
    lines(cast)
    keys.destroy(f"household:{cast.asking.pk}")
    assert chain.verify() == []


@dataclass
class Tampering:
    """One way to change the logbook behind our back, by somebody who owns the database."""

    chance: random.Random

    def somewhere(self) -> LogEntry:
        return self.chance.choice(list(LogEntry.objects.order_by("pk")))

    def change(self) -> str:
        """One field of one line gets another value."""
        line, name = self.somewhere(), self.chance.choice(FIELDS)
        before = getattr(line, name)
        setattr(line, name, self.other(name, before))
        line.save()
        return f"change {name}"

    def other(self, name: str, before: Any) -> Any:
        if name == "at":
            return before.replace(microsecond=(before.microsecond + 1) % 1_000_000)
        if isinstance(before, bool):
            return not before
        if isinstance(before, int) or before is None:
            return (before or 0) + self.chance.randint(1_000, 2_000)
        flipped = chr(ord(before[-1]) ^ 1) if before else "x"
        return before[:-1] + flipped

    def drop(self) -> str:
        """One line disappears."""
        self.somewhere().delete()
        return "drop"

    def swap(self) -> str:
        """Two lines of one chain change places."""
        one = self.somewhere()
        others = LogEntry.objects.filter(organisation_id=one.organisation_id).exclude(pk=one.pk)
        other = self.chance.choice(list(others))
        for line, place in ((one, -1), (other, one.seq), (one, other.seq)):
            LogEntry.objects.filter(pk=line.pk).update(seq=place)
        return "swap"

    def cut(self) -> str:
        """The end is cut off, and the head in the database with it."""
        last = LogEntry.objects.filter(organisation_id=self.somewhere().organisation_id)
        ordered = list(last.order_by("-seq"))
        gone = self.chance.randint(1, len(ordered) - 1)
        for line in ordered[:gone]:
            line.delete()
        left = ordered[gone]
        LogHead.objects.filter(organisation_id=left.organisation_id).update(
            seq=left.seq, hash=left.hash
        )
        return "cut"

    def forge(self) -> str:
        """A line is changed and its own hash made to fit."""
        line = self.somewhere()
        line.actor_id = (line.actor_id or 0) + 1
        line.hash = hash_of(line)
        line.save()
        return "forge"


@pytest.mark.trust
def test_whatever_is_changed_is_found(
    cast: Cast, promise: Promise, settings: Settings, tmp_path: Path
) -> None:
    """Changed, dropped, swapped, forged, or cut off with the head: all of it is found."""
    settings.NAAST_HOME = tmp_path
    lines(cast)
    heads = chain.read_heads(chain.export_heads(cast.now))
    assert chain.verify(heads) == []
    tries, missed = size(200, 1_000), []
    tampering = Tampering(random.Random(20261125))
    ways = [tampering.change, tampering.drop, tampering.swap, tampering.cut, tampering.forge]
    triggers.take_off(connection)
    for number in range(tries):
        with transaction.atomic():
            how = ways[number % len(ways)]()
            if not chain.verify(heads):
                missed.append(how)
            transaction.set_rollback(True)
    triggers.put_on(connection)
    assert not missed
    promise.kept(
        "P16", "logboek veranderd, gevonden", count=tries, broken=len(missed),
        floor=size(200, 1_000),
    )  # fmt: skip


def test_a_file_of_heads_that_was_changed_is_refused(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.NAAST_HOME = tmp_path
    path = chain.export_heads(cast.now)
    body = json.loads(path.read_text())
    body["heads"][0]["seq"] += 1
    path.write_text(json.dumps(body))
    with pytest.raises(ValueError, match="handtekening"):
        chain.read_heads(path)
