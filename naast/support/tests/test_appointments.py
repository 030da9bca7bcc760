"""A time together is moved, swapped, cancelled or planned extra; the other side hears it."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Postman
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import Person
from naast.support import rhythm
from naast.support.models import Appointment, Match
from naast.support.rhythm import Occurrence
from naast.support.services import appointments as services
from naast.support.services.appointments import When, Which
from naast.support.tests.test_rhythm import TODAY, agree, plan
from tests.cast import Cast

pytestmark = pytest.mark.requirement("BG-09")

SATURDAY = date(2026, 11, 7)
LATER = date(2026, 11, 21)


@pytest.fixture
def match(cast: Cast) -> Match:
    """Anke and Joost beside Samira, every other Saturday at two."""
    found = cast.to_trial()
    agree(cast, found, plan(day_part="", starts_at=time(14), minutes=180))
    return found


def times(match: Match, weeks: int = 6) -> list[Occurrence]:
    fresh = Match.objects.get(pk=match.pk)
    return rhythm.occurrences(fresh, TODAY, TODAY + timedelta(weeks=weeks))


def going_on(match: Match) -> list[date]:
    return [each.day for each in times(match) if not each.cancelled]


def which(match: Match, day: date = SATURDAY, version: int = 0) -> Which:
    return Which(match.pk, day.isoformat(), version)


def move(cast: Cast, who: Person, what: Which, day: date) -> Match:
    return services.move_appointment(actor=who, which=what, to=When(day, time(10)), now=cast.now)


def test_either_side_moves_a_time_and_the_other_hears_it(
    cast: Cast, match: Match, postman: Postman
) -> None:
    postman()
    move(cast, cast.parent, which(match), date(2026, 11, 8))
    assert going_on(match) == [date(2026, 11, 8), LATER, date(2026, 12, 5)]
    (letter,) = postman()
    assert letter.to == ["supporting_parent@voorbeeld.test"]
    assert "Samira" not in letter.body
    move(cast, cast.supporting_parent, which(match, version=1), date(2026, 11, 9))
    assert [mail.to for mail in postman()] == [["parent@voorbeeld.test"]]
    assert going_on(match)[0] == date(2026, 11, 9)


def test_cancelling_needs_no_reason_and_can_be_taken_back(cast: Cast, match: Match) -> None:
    services.cancel_appointment(actor=cast.parent, which=which(match), now=cast.now)
    assert going_on(match) == [LATER, date(2026, 12, 5)]
    services.restore_appointment(
        actor=cast.supporting_parent, which=which(match, version=1), now=cast.now
    )
    assert going_on(match) == [SATURDAY, LATER, date(2026, 12, 5)]


def test_two_times_change_places(cast: Cast, match: Match) -> None:
    extra = services.plan_extra(
        actor=cast.parent, match_id=match.pk, when=When(date(2026, 11, 11), time(9)), minutes=60,
        now=cast.now,
    )  # fmt: skip
    services.swap_appointments(
        actor=cast.parent, one=which(match), other=Which(match.pk, f"extra-{extra.pk}", 1),
        now=cast.now,
    )  # fmt: skip
    second, first, *_rest = times(match)
    assert (first.day, first.starts_at, first.minutes) == (date(2026, 11, 11), time(9), 180)
    assert (second.day, second.starts_at, second.minutes) == (SATURDAY, time(14), 60)


def test_two_who_move_the_same_time_at_once(cast: Cast, match: Match) -> None:
    move(cast, cast.parent, which(match), date(2026, 11, 8))
    with pytest.raises(DomainError, match="Samira veranderde deze net"):
        move(cast, cast.supporting_parent, which(match), date(2026, 11, 9))
    assert going_on(match)[0] == date(2026, 11, 8)
    assert Appointment.objects.get().version == 1


def test_a_double_click_plans_one_extra_time(cast: Cast, match: Match) -> None:
    def click() -> None:
        services.plan_extra(
            actor=cast.parent, match_id=match.pk, when=When(date(2026, 11, 12), time(9)),
            minutes=60, now=cast.now,
        )  # fmt: skip

    click()
    with pytest.raises(DomainError, match="zien jullie elkaar al"):
        click()
    assert going_on(match).count(date(2026, 11, 12)) == 1


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 1), "al geweest"),
        (LATER, "zien jullie elkaar al"),
        (date(2028, 1, 1), "binnen een jaar"),
    ],
)
def test_a_day_that_cannot_be_gets_a_clear_answer(
    cast: Cast, match: Match, day: date, said: str
) -> None:
    with pytest.raises(DomainError, match=said):
        move(cast, cast.parent, which(match), day)
    assert going_on(match)[0] == SATURDAY


def test_what_the_rhythm_does_not_plan_cannot_be_moved(cast: Cast, match: Match) -> None:
    with pytest.raises(DomainError, match="niet meer gepland"):
        move(cast, cast.parent, which(match, date(2026, 11, 10)), date(2026, 11, 12))


def test_the_logbook_says_what_was_moved(cast: Cast, match: Match) -> None:
    move(cast, cast.parent, which(match), date(2026, 11, 8))
    lines = LogEntry.objects.filter(action="support.appointment.moved")
    assert {line.household_id for line in lines} == {cast.asking.pk, cast.supporting.pk}


@pytest.mark.parametrize("who", ["other_parent", "former_supporter", "far_coordinator", "stranger"])
def test_nobody_else_changes_a_time(cast: Cast, match: Match, who: str) -> None:
    with pytest.raises(Match.DoesNotExist):
        services.cancel_appointment(actor=cast.by_name(who), which=which(match), now=cast.now)


def test_who_coordinates_moves_it_for_them_and_both_hear_it(
    cast: Cast, match: Match, postman: Postman
) -> None:
    postman()
    move(cast, cast.coordinator, which(match), date(2026, 11, 8))
    assert len(postman()) == 2


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["parent", "supporting_parent"]),
        st.sampled_from(["look", "move", "cancel", "restore"]),
        st.integers(0, 12),
    ),
    max_size=10,
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_two_people_never_overwrite_each_other(
    cast: Cast, match: Match, steps: list[tuple[str, str, int]]
) -> None:
    """Each acts on what they last saw. What was seen too long ago changes nothing."""
    with transaction.atomic():
        seen = {"parent": 0, "supporting_parent": 0}
        stands = (SATURDAY, False, 0)
        for who, act, ahead in steps:
            day, cancelled, version = stands
            if act == "look":
                seen[who] = version
                continue
            stale = seen[who] != version
            try:
                with transaction.atomic():
                    _act(cast, match, who, act, seen[who], date(2026, 11, 8 + ahead))
            except DomainError:
                assert stale
            else:
                assert not stale
                if act == "move":
                    stands = (date(2026, 11, 8 + ahead), False, version + 1)
                elif (act == "cancel") != cancelled:
                    stands = (day, act == "cancel", version + 1)
            found = rhythm.find(Match.objects.get(pk=match.pk), SATURDAY.isoformat())
            assert found is not None
            assert (found.day, found.cancelled, found.version) == stands
        transaction.set_rollback(True)


def _act(cast: Cast, match: Match, who: str, act: str, version: int, day: date) -> None:
    what = which(match, version=version)
    if act == "move":
        move(cast, cast.by_name(who), what, day)
    elif act == "cancel":
        services.cancel_appointment(actor=cast.by_name(who), which=what, now=cast.now)
    else:
        services.restore_appointment(actor=cast.by_name(who), which=what, now=cast.now)
