"""The trust file of a supporting family: dates, never documents."""

from datetime import date, timedelta

import pytest

from naast.common.models import LogEntry
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError, Refused
from naast.people.models import HouseholdMember, Supporter, TrustStep, VogSighting
from naast.people.services import supporters
from tests.cast import Cast


def fresh(cast: Cast) -> Supporter:
    return Supporter.objects.whole().get(pk=cast.supporter.pk)


def test_the_vog_of_every_adult_counts(cast: Cast) -> None:
    assert fresh(cast).vog_valid(cast.now.date(), 36)
    VogSighting.objects.filter(member=cast.joost).delete()
    assert fresh(cast).vog_seen_on() is None
    assert not fresh(cast).vog_valid(cast.now.date(), 36)


def test_an_adult_who_needs_none_does_not_count(cast: Cast) -> None:
    VogSighting.objects.filter(member=cast.joost).delete()
    HouseholdMember.objects.filter(pk=cast.joost.pk).update(needs_vog=False)
    assert fresh(cast).vog_valid(cast.now.date(), 36)


def test_a_vog_that_does_not_fit_does_not_count(cast: Cast) -> None:
    VogSighting.objects.filter(member=cast.joost).update(profile_ok=False)
    assert fresh(cast).vog_seen_on() is None


@pytest.mark.parametrize(
    ("seen_on", "counts"),
    [
        (date(2023, 11, 2), True),
        (date(2023, 11, 1), False),
        (date(2026, 11, 2), True),
        (date(2026, 11, 3), False),
    ],
)
def test_a_vog_counts_for_36_calendar_months(cast: Cast, seen_on: date, counts: bool) -> None:
    VogSighting.objects.update(seen_on=seen_on)
    assert fresh(cast).vog_valid(cast.now.date(), 36) is counts


def test_the_coordinator_notes_a_vog_and_the_family_can_read_that(cast: Cast) -> None:
    VogSighting.objects.all().delete()
    for adult in cast.supporting.adults_at_home():
        supporters.note_vog(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, member_id=adult.pk,
            seen_on=cast.now.date(), profile_ok=True, now=cast.now,
        )  # fmt: skip
    assert fresh(cast).vog_renew_on(36) == add_months(cast.now.date(), 36)
    lines = LogEntry.objects.about_household(cast.supporting.pk)
    assert lines.filter(action="people.vog.seen").count() == 2


def test_nobody_notes_a_vog_that_is_still_to_come(cast: Cast) -> None:
    with pytest.raises(DomainError):
        supporters.note_vog(
            actor=cast.coordinator, supporter_id=cast.supporter.pk, member_id=cast.joost.pk,
            seen_on=cast.now.date() + timedelta(days=1), profile_ok=True, now=cast.now,
        )  # fmt: skip


def test_nobody_vouches_for_their_own_household(cast: Cast) -> None:
    HouseholdMember.objects.create(
        household=cast.supporting, person=cast.coordinator, name="Noor",
        kind=HouseholdMember.Kind.ADULT,
    )  # fmt: skip
    with pytest.raises(Refused):
        supporters.note_trust_step(
            actor=cast.coordinator, supporter_id=cast.supporter.pk,
            step=TrustStep.Step.TRAINING, done_on=cast.now.date(), now=cast.now,
        )  # fmt: skip


def test_a_coordinator_elsewhere_cannot_reach_the_file(cast: Cast) -> None:
    with pytest.raises(Supporter.DoesNotExist):
        supporters.set_pause(
            actor=cast.far_coordinator, supporter_id=cast.supporter.pk, paused=True, now=cast.now
        )


def test_a_family_takes_a_break_by_itself(cast: Cast) -> None:
    actor = cast.supporting_parent
    supporters.set_pause(actor=actor, supporter_id=cast.supporter.pk, paused=True, now=cast.now)
    assert fresh(cast).status == Supporter.Status.PAUSED
