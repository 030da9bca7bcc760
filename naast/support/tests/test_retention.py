"""Clocks: at the last second everything is there, at the next nothing is; and a proof of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from naast.common.belongings import ELSEWHERE, hands
from naast.common.logbook import chain
from naast.common.models import Draft, Key, LogEntry
from naast.common.processing import record
from naast.common.signing import read_signed
from naast.people.models import (
    Grant,
    Household,
    NeverAgain,
    Person,
    Role,
    Supporter,
    VogSighting,
)
from naast.support.models import (
    Evaluation,
    HouseRules,
    Match,
    Note,
    Professional,
    SupportRequest,
    YoungMeasureAnswer,
)
from naast.support.services import erasing, matches, notes, requests
from naast.support.services.retention import certify, keep_clocks
from tests.canary_rows import everything
from tests.cast import NOW, Cast
from tests.clocks import last_second
from tests.plugin_trust import Promise


@dataclass(frozen=True)
class Aged:
    """What a clock keeps: `there` says whether it still is, `words` stand nowhere afterwards."""

    began: datetime
    there: Callable[[], bool]
    words: tuple[str, ...] = ()


def a_draft(cast: Cast) -> Aged:
    Draft.objects.create(
        kind="asking", answers={"a": ["Halverwege"]}, created_at=cast.now, updated_at=cast.now
    )
    return Aged(cast.now, Draft.objects.exists, ("Halverwege",))


def a_visit(cast: Cast) -> Aged:
    session = SessionStore()
    session["draft:asking"] = "Bezoek"
    session.save()
    Session.objects.update(expire_date=cast.now)
    return Aged(cast.now, Session.objects.exists)


def a_question(cast: Cast) -> Aged:
    requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)
    return Aged(cast.now, SupportRequest.objects.exists, ("een boek lezen",))


def a_match(cast: Cast) -> Aged:
    match = cast.to_trial()
    cast.evaluate(match, cast.parent)
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)

    def there() -> bool:
        kept = [
            HouseRules.objects.exists(),
            Key.objects.filter(owner=f"match:{match.pk}").exists(),
            Evaluation.objects.get().went_well != "",
            SupportRequest.objects.get().question != "",
            Match.objects.get().anonymised_at is None,
        ]
        assert len(set(kept)) == 1, kept
        return bool(kept[0])

    words = ("We bellen als het anders loopt", "Samen pannenkoeken", "Buurthuis", "een boek lezen")
    return Aged(cast.now, there, words)


def a_grant(cast: Cast) -> Aged:
    match = cast.to_trial()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert Grant.objects.count() >= 4
    return Aged(cast.now, Grant.objects.exists)


def a_family(cast: Cast) -> Aged:
    """Samira closed her question long after she registered, a note was written about her."""
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words="Bracht soep.", now=cast.now
    )
    requests.close_request(actor=cast.parent, request_id=cast.request.pk, now=cast.now)
    return Aged(
        cast.now,
        lambda: Household.objects.get(pk=cast.asking.pk).erased_at is None,
        ("'Samira'", "El-Voorbeeld", "'Yara'", "Bracht soep", "'parent@voorbeeld.test'"),
    )


def a_family_that_left(cast: Cast) -> Aged:
    """Ria stopped supporting."""
    Supporter.objects.filter(pk=cast.former.pk).update(status="left", left_at=cast.now)
    home = cast.former_household.pk
    return Aged(
        cast.now,
        lambda: Household.objects.get(pk=home).erased_at is None,
        ("'Ria'", "former_supporter@voorbeeld.test"),
    )


def a_vog(cast: Cast) -> Aged:
    """Ria stopped supporting, and asks for support herself."""
    Supporter.objects.filter(pk=cast.former.pk).update(status="left", left_at=cast.now)
    requests.ask_for_support(
        actor=cast.former_supporter, household=cast.former_household, programme="buurtgezinnen",
        question=requests.Question("Even lucht.", ["za-middag"], [], []), now=cast.now,
    )  # fmt: skip
    mine = VogSighting.objects.filter(member__household=cast.former_household)
    return Aged(cast.now, mine.exists)


def a_role(cast: Cast) -> Aged:
    mine = Role.objects.filter(person=cast.far_coordinator)
    mine.update(until=timezone.localdate(cast.now))
    return Aged(cast.now, mine.exists, ("Femke", "far_coordinator@voorbeeld.test"))


def a_stranger(cast: Cast) -> Aged:
    person = Person.objects.filter(pk=cast.stranger.pk)
    person.update(created_at=cast.now - timedelta(days=900))
    cast.stranger.account.last_login = cast.now
    cast.stranger.account.save()
    return Aged(cast.now, lambda: person.get().erased_at is None, ("Sjors", "stranger@"))


def a_name(cast: Cast) -> Aged:
    """Noor named a teacher, and Samira never answered; to another one she said yes."""
    for name, waits in (("Juf Els", True), ("Meester Bo", False)):
        Professional.objects.create(
            household=cast.asking, request=cast.request, name=name, email="els@school.test",
            named_by=cast.coordinator, named_at=cast.now, waits_for_yes=waits,
        )  # fmt: skip

    def there() -> bool:
        names = [each.name for each in Professional.objects.all()]
        assert "Meester Bo" in names
        return "Juf Els" in names

    return Aged(cast.now, there, ("Juf Els",))


def an_entry(cast: Cast) -> Aged:
    """Two people wrote in the register that somebody may never come back."""
    entry = NeverAgain.objects.create(
        organisation=cast.organisation, email="f" * 64, asked_at=cast.now, in_force_at=cast.now
    )
    return Aged(cast.now, NeverAgain.objects.filter(pk=entry.pk).exists)


AGED: dict[str, list[Callable[[Cast], Aged]]] = {
    "draft": [a_draft],
    "visit": [a_visit],
    "question": [a_question],
    "match": [a_match],
    "grant": [a_grant],
    "family": [a_family, a_family_that_left],
    "named": [a_name],
    "vog": [a_vog],
    "never_again": [an_entry],
    "role": [a_role],
    "alone": [a_stranger],
}
NOT_HERE = {
    "logbook",
    "demo",
    "contact_person",
    "contact_unanswered",
    "submission",
    "reading_along",
    "picture",
}
"""Counted only, below; and tried in their own rooms."""


def test_every_clock_is_tried() -> None:
    assert set(AGED) | NOT_HERE | set(ELSEWHERE) == set(record().clocks)


@pytest.mark.trust
@pytest.mark.parametrize(
    ("clock", "grow_old"), [(clock, each) for clock, all_ in AGED.items() for each in all_]
)
def test_a_clock_to_the_second(
    cast: Cast, promise: Promise, clock: str, grow_old: Callable[[Cast], Aged]
) -> None:
    Household.objects.update(created_at=cast.now - timedelta(days=900))
    aged = grow_old(cast)
    before, text = last_second(clock, aged.began), everything()
    assert all(word in text for word in aged.words)
    broken = 0
    for seconds, expected in ((0, True), (1, False), (2, False)):
        hands()[clock](record().clocks[clock], before + timedelta(seconds=seconds))
        broken += aged.there() is not expected
    text = everything()
    left = [word for word in aged.words if word in text]
    assert chain.verify() == []
    promise.kept("P17", f"klok {clock}: −1 s er nog, 0 en +1 s weg, woorden nergens",
                 count=3 + len(aged.words), broken=broken + len(left), floor=3)  # fmt: skip


def test_lines_of_the_logbook_are_counted_to_the_second(cast: Cast) -> None:
    lines = LogEntry.objects.count()
    last = last_second("logbook", LogEntry.objects.latest("at").at)
    clock = record().clocks["logbook"]
    assert lines
    assert hands()["logbook"](clock, last + timedelta(seconds=1)) == lines
    assert LogEntry.objects.count() == lines


def test_who_takes_part_stays_however_long_ago_it_began(cast: Cast) -> None:
    cast.to_under_way()
    Household.objects.update(created_at=cast.now - timedelta(days=4000))
    done = keep_clocks(now=cast.now + timedelta(days=800))
    gone = {due.clock.key: due.count for due in done.due}
    assert (gone["family"], gone["match"], gone["question"], gone["vog"]) == (0, 0, 0, 0)
    assert Note.objects.count() == 0
    assert Household.objects.filter(erased_at=None).count() == 3


def test_what_a_child_answered_at_the_beginning_goes_with_the_last_match(cast: Cast) -> None:
    match = cast.to_trial()
    YoungMeasureAnswer.objects.create(
        person=cast.parent, household=cast.asking, request=match.request, measure="fun",
        moment="before", words="Ik ben benieuwd.", given_at=cast.now,
    )  # fmt: skip
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    requests.close_request(actor=cast.parent, request_id=match.request_id, now=cast.now)
    last = last_second("match", cast.now)
    hands()["match"](record().clocks["match"], last)
    assert YoungMeasureAnswer.objects.exists()
    hands()["match"](record().clocks["match"], last + timedelta(seconds=1))
    assert not YoungMeasureAnswer.objects.exists()


def test_a_dry_run_tells_what_would_go_and_takes_nothing(cast: Cast) -> None:
    aged = a_question(cast)
    later = last_second("question", aged.began) + timedelta(seconds=1)
    told = keep_clocks(now=later, dry_run=True)
    assert aged.there()
    done = keep_clocks(now=later)
    assert not aged.there()
    assert [(due.clock.key, due.count) for due in told.due] == [
        (due.clock.key, due.count) for due in done.due
    ]
    assert sum(due.count for due in done.due if due.clock.key == "question") == 1


def test_a_second_run_finds_nothing_more(cast: Cast) -> None:
    a_match(cast)
    later = cast.now + timedelta(days=500)
    keep_clocks(now=later)
    again = keep_clocks(now=later)
    assert {due.count for due in again.due if not due.counted_only} == {0}


def test_the_certificate_says_how_much_and_why_and_whose_hand_it_is_in(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.NAAST_HOME = tmp_path
    a_question(cast)
    path = certify(keep_clocks(now=NOW + timedelta(days=60)))
    told = read_signed(path)
    counts = {row["clock"]: row["count"] for row in told["clocks"]}
    assert counts["question"] == 1
    assert all(row["reason"] for row in told["clocks"])
    assert "Samira" not in path.read_text()
    path.write_text(path.read_text().replace('"count": 1', '"count": 0'))
    with pytest.raises(ValueError, match="handtekening"):
        read_signed(path)


def test_every_night_it_runs_by_itself(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.NAAST_HOME = tmp_path
    call_command("keep_time", verbosity=0)
    assert len(list((tmp_path / "retention").glob("*.json"))) == 1


def test_who_was_erased_and_came_back_is_erased_again(cast: Cast) -> None:
    erasing.erase_myself(actor=cast.parent, now=cast.now)
    key = Key(owner=f"household:{cast.asking.pk}", organisation_id=cast.organisation.pk)
    key.wrapped = "x"
    key.save()
    assert keep_clocks(now=cast.now).again == 1
    assert not Key.objects.filter(owner=key.owner).exists()
