"""The logbook in plain words, for the family and its coordinator."""

import re
from datetime import timedelta
from pathlib import Path

import naast
from naast.support.models import Acceptance, Answer
from naast.support.selectors.logbook import SENTENCES, logbook_lines
from naast.support.services import matches, requests
from tests.cast import Cast

ROOT = Path(naast.__file__).parent


def sentences(cast: Cast, home: str, reader: str) -> list[str]:
    household = cast.asking if home == "asking" else cast.supporting
    return [line.sentence for line in logbook_lines(household, cast.by_name(reader))]


def test_every_action_of_the_services_has_its_sentence() -> None:
    named: set[str] = set()
    for path in ROOT.glob("*/services/*.py"):
        named |= set(re.findall(r'"((?:people|support)\.\w+\.\w+)"', path.read_text("utf-8")))
    named |= {f"support.{question}.answered" for question in Answer.Question}
    named |= {f"support.{paper}.accepted" for paper in Acceptance.Paper}
    assert len(named) >= 26
    assert named <= set(SENTENCES)


def test_the_family_reads_who_did_what_newest_first(cast: Cast) -> None:
    requests.plan_talk(
        actor=cast.coordinator, request_id=cast.request.pk,
        planned_at=cast.now + timedelta(days=1), now=cast.now,
    )  # fmt: skip
    newest, *_rest, oldest = logbook_lines(cast.asking, cast.parent)
    assert (newest.who, newest.role, newest.sentence) == (
        "Noor",
        "coördinator",
        "plande een gesprek",
    )
    assert (oldest.who, oldest.sentence) == ("Samira", "stelde de vraag")


def test_nobody_else_reads_a_line(cast: Cast) -> None:
    cast.to_trial()
    for reader in ("stranger", "far_coordinator", "municipality", "other_parent",
                   "supporting_parent"):  # fmt: skip
        assert sentences(cast, "asking", reader) == [], reader


def test_a_supporting_family_does_not_read_of_a_proposal_that_is_not_theirs_yet(
    cast: Cast,
) -> None:
    match = cast.propose()
    assert sentences(cast, "supporting", "supporting_parent") == []
    assert "deed een voorstel" in sentences(cast, "supporting", "coordinator")
    cast.say(match, cast.parent, Answer.Question.PROPOSAL)
    assert "deed een voorstel" in sentences(cast, "supporting", "supporting_parent")


def test_a_no_before_their_turn_is_never_told(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, Answer.Question.PROPOSAL, "no")
    assert sentences(cast, "supporting", "supporting_parent") == []
    assert "gaf antwoord op het voorstel" in sentences(cast, "asking", "parent")


def test_lines_of_a_match_stay_after_it_ended_without_the_names_of_the_others(cast: Cast) -> None:
    match = cast.to_trial()
    assert "Samira" in {line.who for line in logbook_lines(cast.supporting, cast.supporting_parent)}
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    newest = logbook_lines(cast.supporting, cast.supporting_parent)[0]
    assert (newest.who, newest.sentence) == ("De andere kant", "beëindigde de koppeling")
    names = {line.who for line in logbook_lines(cast.supporting, cast.supporting_parent)}
    assert names == {"Noor", "Pim", "Anke", "De andere kant"}


def test_somebody_of_the_own_home_stays_named(cast: Cast) -> None:
    cast.ended_with_former_supporter()
    names = {line.who for line in logbook_lines(cast.asking, cast.parent)}
    assert names == {"Noor", "Samira", "De andere kant"}
