"""Two sides agree on a rhythm, and change it: the other side says yes before anything changes."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from conftest import Postman
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Person
from naast.support import rhythm
from naast.support.models import Match, Rhythm
from naast.support.rhythm_words import rhythm_words
from naast.support.services import alarms, matches
from naast.support.services import rhythm as services
from naast.support.services.rhythm import Plan
from tests.cast import Cast

SATURDAYS = rhythm.weekly(2, [5])
TUESDAYS = rhythm.weekly(1, [1])
TODAY = date(2026, 11, 2)


def plan(rule: str = SATURDAYS, at_least: int | None = None, **more: object) -> Plan:
    values: dict[str, object] = {"starts_on": date(2026, 11, 5), "day_part": "afternoon", **more}
    return Plan(rule, at_least, **values)  # type: ignore[arg-type]


def write(cast: Cast, match: Match, who: Person, what: Plan | None = None) -> Rhythm:
    return services.write_rhythm(
        actor=who, match_id=match.pk, plan=what or plan(), now=timezone.now()
    )


def accept(cast: Cast, match: Match, who: Person, version: int = 1) -> Rhythm:
    return services.accept_rhythm(actor=who, match_id=match.pk, version=version, now=timezone.now())


def agree(cast: Cast, match: Match, what: Plan | None = None) -> Rhythm:
    """Samira writes it and Anke says yes."""
    written = write(cast, match, cast.parent, what)
    return accept(cast, match, cast.supporting_parent, written.version)


def days(match: Match, weeks: int = 6) -> list[date]:
    fresh = Match.objects.get(pk=match.pk)
    found = rhythm.occurrences(fresh, TODAY, TODAY + timedelta(weeks=weeks))
    return [each.day for each in found if not each.cancelled]


@pytest.mark.requirement("BG-09")
def test_a_rhythm_holds_when_both_sides_said_yes(cast: Cast, postman: Postman) -> None:
    match = cast.to_trial()
    postman()
    write(cast, match, cast.parent)
    assert [mail.to for mail in postman()] == [["supporting_parent@voorbeeld.test"]]
    assert days(match) == []
    accept(cast, match, cast.supporting_parent)
    assert days(match) == [date(2026, 11, 7), date(2026, 11, 21), date(2026, 12, 5)]


@pytest.mark.requirement("HS-03")
def test_two_and_a_half_hours_every_tuesday(cast: Cast) -> None:
    match = cast.to_trial()
    agreed = agree(cast, match, plan(TUESDAYS, day_part="", starts_at=time(14), minutes=150))
    assert rhythm_words(agreed) == "Elke week op dinsdag, om 14.00 uur, 2½ uur"
    found = rhythm.occurrences(Match.objects.get(pk=match.pk), TODAY, TODAY + timedelta(days=10))
    assert [(each.day, each.starts_at, each.minutes) for each in found] == [
        (date(2026, 11, 10), time(14), 150)
    ]


@pytest.mark.requirement("MM-03")
def test_at_least_once_a_month_has_no_fixed_day(cast: Cast) -> None:
    match = cast.to_trial()
    agreed = agree(cast, match, plan(rhythm.PER_MONTH, 1, day_part=""))
    assert rhythm_words(agreed) == "Minstens één keer per maand"
    assert days(match) == []


def test_words_of_a_day_with_a_part(cast: Cast) -> None:
    match = cast.to_trial()
    assert rhythm_words(agree(cast, match)) == "Elke twee weken op zaterdagmiddag"


def test_until_the_other_side_says_yes_the_old_one_holds(cast: Cast) -> None:
    match = cast.to_trial()
    agree(cast, match)
    write(cast, match, cast.supporting_parent, plan(TUESDAYS, starts_on=date(2026, 11, 17)))
    assert days(match, 3) == [date(2026, 11, 7), date(2026, 11, 21)]
    accept(cast, match, cast.parent, 2)
    assert days(match, 3) == [date(2026, 11, 7), date(2026, 11, 17)]
    assert list(match.rhythms.values_list("version", flat=True)) == [1, 2]


def test_rather_not_leaves_everything_as_it_was(cast: Cast) -> None:
    match = cast.to_trial()
    agree(cast, match)
    write(cast, match, cast.supporting_parent, plan(TUESDAYS))
    services.decline_rhythm(actor=cast.parent, match_id=match.pk, version=2, now=cast.now)
    assert days(match, 3) == [date(2026, 11, 7), date(2026, 11, 21)]
    with pytest.raises(DomainError):
        accept(cast, match, cast.parent, 2)


def test_a_yes_that_comes_late_changes_nothing_that_was(cast: Cast) -> None:
    match = cast.to_trial()
    agree(cast, match)
    write(cast, match, cast.parent, plan(rhythm.weekly(1, [5])))
    with time_machine.travel(datetime(2026, 11, 18, 9, tzinfo=cast.now.tzinfo), tick=False):
        accept(cast, match, cast.supporting_parent, 2)
    assert days(match, 4) == [date(2026, 11, 7), date(2026, 11, 21), date(2026, 11, 28)]


def test_who_coordinates_writes_it_and_notes_a_yes_by_telephone(cast: Cast) -> None:
    match = cast.to_trial()
    write(cast, match, cast.coordinator)
    accept(cast, match, cast.parent)
    assert days(match) == []
    services.note_rhythm_yes(
        actor=cast.coordinator, match_id=match.pk, version=1, member_id=cast.joost.pk, now=cast.now
    )
    assert days(match)


def test_two_who_write_at_once_lose_nothing(cast: Cast) -> None:
    match = cast.to_trial()
    for who, expected in ((cast.parent, None), (cast.supporting_parent, DomainError)):
        try:
            services.write_rhythm(
                actor=who, match_id=match.pk, plan=plan(), now=cast.now, replaces=0
            )
        except DomainError:
            assert expected is DomainError
        else:
            assert expected is None
    assert match.rhythms.get().written_by == cast.parent


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": date(2026, 11, 1)}, "al geweest"),
        ({"starts_on": date(2026, 11, 9), "ends_on": date(2026, 11, 8)}, "laatste dag"),
        ({"starts_on": date(2026, 11, 9), "ends_on": date(2026, 11, 10)}, "geen keer"),
        ({"starts_on": date(2028, 1, 1)}, "binnen een jaar"),
    ],
)
def test_days_that_make_no_sense_get_a_clear_answer(
    cast: Cast, wrong: dict[str, Any], said: str
) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError, match=said):
        write(cast, match, cast.parent, plan(**wrong))


def test_no_rhythm_before_the_path_comes_there(cast: Cast) -> None:
    match = cast.to_rules()
    with pytest.raises(DomainError, match="Dat komt later"):
        write(cast, match, cast.parent)


def test_nothing_is_agreed_while_contact_rests_or_after_the_end(cast: Cast) -> None:
    match = cast.to_trial()
    alarms.raise_alarm(
        actor=cast.parent, kind="safety", household_id=cast.asking.pk, match_id=match.pk,
        now=cast.now,
    )  # fmt: skip
    with pytest.raises(DomainError):
        write(cast, match, cast.parent)


def test_after_the_end_there_is_nothing_to_come(cast: Cast) -> None:
    match = cast.to_trial()
    agree(cast, match)
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert days(match) == []
    with pytest.raises(Match.DoesNotExist):
        write(cast, match, cast.parent)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("parent", True),
        ("supporting_parent", True),
        ("coordinator", True),
        ("other_parent", False),
        ("former_supporter", False),
        ("far_coordinator", False),
        ("regional", False),
        ("stranger", False),
    ],
)
def test_who_may_write_a_rhythm(cast: Cast, who: str, may: bool) -> None:
    match = cast.to_trial()
    if may:
        assert write(cast, match, cast.by_name(who)).version == 1
    else:
        with pytest.raises((Match.DoesNotExist, Refused)):
            write(cast, match, cast.by_name(who))
