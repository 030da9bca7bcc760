"""No family, group or neighbourhood hangs on one person, and a new face is a warm one."""

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Absence, HouseholdMember, Person, Role
from naast.people.services import standing_in
from naast.support.guiding import faces_of
from naast.support.models import Handover, Match
from naast.support.selectors.guides import areas_of
from naast.support.selectors.today import today
from naast.support.services.handing_over import hand_over
from tests.cast import Cast

WORDS = "Pim neemt het van mij over. Pim belt jullie deze week."


def give(cast: Cast, match: Match, to: Person, by: Person | None = None) -> list[Handover]:
    match = Match.objects.get(pk=match.pk)
    return hand_over(
        actor=by or cast.coordinator, chosen={match.pk: match.guide.pk}, to_id=to.pk, words=WORDS,
        now=cast.now,
    )  # fmt: skip


def keys(cast: Cast, who: Person | None = None) -> list[str]:
    return [item.key for item in today(who or cast.coordinator, now=cast.now).yours]


@pytest.mark.requirement("X-05", "DC-08", "SC-08")
def test_both_families_read_who_comes_and_who_was_there(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    Role.objects.filter(person=cast.second_coordinator).update(phone="06 11 22 33 44")
    give(cast, match, cast.second_coordinator)
    path = reverse("support:path", args=[match.pk])
    for who in (cast.parent, cast.supporting_parent):
        page = unescape(sign_in(who).get(path).content.decode())
        assert WORDS in page
        assert "06 11 22 33 44" in page
        assert "Pim is nu jullie coördinator" in page
        assert "Noor" in page
    for household in match.households():
        lines = LogEntry.objects.about_household(household)
        assert lines.filter(action="support.match.handed_over").exists()
    match = Match.objects.get(pk=match.pk)
    faces = faces_of(match, cast.now.date())
    assert (match.guide, faces.changes, faces.since) == (
        cast.second_coordinator, 1, cast.now.date(),
    )  # fmt: skip


@pytest.mark.requirement("X-05")
def test_after_the_overlap_only_the_new_face_is_left(cast: Cast) -> None:
    match = cast.to_trial()
    (handed,) = give(cast, match, cast.second_coordinator)
    match = Match.objects.get(pk=match.pk)
    assert faces_of(match, handed.both_until).people == [
        cast.second_coordinator, cast.coordinator,
    ]  # fmt: skip
    after = faces_of(match, handed.both_until + timedelta(days=1))
    assert after.people == [cast.second_coordinator]


def test_a_proposal_that_was_not_opened_stays_unknown(
    cast: Cast, sign_in: SignIn, mailoutbox: list[object]
) -> None:
    match = cast.propose()
    give(cast, match, cast.second_coordinator)
    page = sign_in(cast.supporting_parent).get(reverse("home:support")).content.decode()
    assert "een andere coördinator" not in unescape(page)
    assert "Samira" not in page


@pytest.mark.requirement("X-05")
def test_two_who_hand_over_at_once_lose_nothing(cast: Cast) -> None:
    match = cast.to_trial()
    seen = {match.pk: cast.coordinator.pk}
    third = cast.introduce("third", "Lies")
    Role.objects.create(
        person=third, organisation=cast.organisation, kind="coordinator", since=date(2024, 1, 1)
    )
    give(cast, match, cast.second_coordinator)
    with pytest.raises(DomainError, match="intussen overgedragen aan Pim"):
        hand_over(
            actor=cast.second_coordinator, chosen=seen, to_id=third.pk, words=WORDS, now=cast.now
        )
    assert Handover.objects.count() == 1


def test_not_to_oneself_nor_to_who_has_no_role(cast: Cast) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError, match="begeleidt"):
        give(cast, match, cast.coordinator)
    for who in (cast.regional, cast.stranger, cast.far_coordinator):
        with pytest.raises(DomainError, match="coördineert"):
            give(cast, match, who)
    assert not Handover.objects.exists()


def test_not_to_who_lives_in_one_of_the_homes(cast: Cast) -> None:
    match = cast.to_trial()
    HouseholdMember.objects.create(
        household=cast.supporting, person=cast.second_coordinator, kind="adult", name="Pim"
    )
    with pytest.raises(DomainError, match="woont"):
        give(cast, match, cast.second_coordinator)


def test_all_or_nothing(cast: Cast) -> None:
    match = cast.to_trial()
    with pytest.raises(DomainError, match="geëindigd"):
        hand_over(
            actor=cast.coordinator, chosen={match.pk: cast.coordinator.pk, 987_654: 1},
            to_id=cast.second_coordinator.pk, words=WORDS, now=cast.now,
        )  # fmt: skip
    assert not Handover.objects.exists()


def test_handing_over_in_the_page(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    client, address = sign_in(cast.coordinator), reverse("support:hand_over")
    page = client.get(f"{address}?van={cast.coordinator.pk}").content.decode()
    assert f'value="{match.pk}:{cast.coordinator.pk}"' in page
    typed = {
        "chosen": [f"{match.pk}:{cast.coordinator.pk}"], "to": str(cast.second_coordinator.pk),
    }  # fmt: skip
    assert "error-summary" in client.post(address, typed).content.decode()
    assert client.post(address, {**typed, "words": WORDS}).status_code == 302
    assert Match.objects.get(pk=match.pk).guide == cast.second_coordinator
    assert sign_in(cast.parent).get(address).status_code == 404


@pytest.mark.requirement("DC-08", "X-05")
def test_today_warns_when_all_hangs_on_one(cast: Cast) -> None:
    cast.to_trial()
    assert "hangs_on_one" not in keys(cast)
    Role.objects.filter(person=cast.second_coordinator).delete()
    assert "hangs_on_one" in keys(cast)


@pytest.mark.requirement("X-05")
@pytest.mark.parametrize(("days", "warned"), [(60, True), (61, False)])
def test_today_warns_before_somebody_stops(cast: Cast, days: int, warned: bool) -> None:
    match = cast.to_trial()
    last = cast.now.date() + timedelta(days=days)
    Role.objects.filter(person=cast.coordinator).update(until=last)
    assert ("hangs_on_one" in keys(cast, cast.second_coordinator)) is warned
    give(cast, match, cast.second_coordinator)
    assert "hangs_on_one" not in keys(cast, cast.second_coordinator)


@pytest.mark.requirement("X-05")
def test_whose_role_ended_still_stands_there_to_be_taken_over(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    Role.objects.filter(person=cast.coordinator).update(until=cast.now.date() - timedelta(days=1))
    (area,) = areas_of(cast.second_coordinator, now=cast.now)
    assert area.rows[0].warnings
    path = reverse("support:path", args=[match.pk])
    page = unescape(sign_in(cast.parent).get(path).content.decode())
    assert "Je belt nu Pim" in page
    give(cast, match, cast.second_coordinator, by=cast.second_coordinator)


@pytest.mark.requirement("X-05")
def test_families_read_whom_to_call_in_a_holiday(
    cast: Cast, sign_in: SignIn, clock: time_machine.Traveller
) -> None:
    match = cast.to_trial()
    first = cast.now.date() + timedelta(days=3)
    client = sign_in(cast.coordinator)
    address = reverse("support:standing_in", args=[cast.organisation.pk, cast.coordinator.pk])
    typed = {"away": "1", "backup": str(cast.second_coordinator.pk)}
    wrong = client.post(address, {**typed, "since": "2026-11-20", "until": "2026-11-10"})
    assert "error-summary" in wrong.content.decode()
    client.post(address, {**typed, "since": first.isoformat(), "until": "2026-11-15"})
    path = reverse("support:path", args=[match.pk])
    assert "is er niet tot en met" not in sign_in(cast.parent).get(path).content.decode()
    clock.shift(timedelta(days=3))
    page = unescape(sign_in(cast.parent).get(path).content.decode())
    assert "Noor is er niet tot en met zo 15 november 2026" in page
    assert "bel je Pim" in page
    sign_in(cast.second_coordinator).post(
        reverse("support:drop_absence", args=[Absence.objects.get().pk])
    )
    assert "bel je Pim" not in unescape(sign_in(cast.parent).get(path).content.decode())


def test_who_stands_in_is_a_colleague_who_is_there(cast: Cast) -> None:
    def away(who: Person, backup: Person, by: Person | None = None) -> None:
        standing_in.note_absence(
            actor=by or cast.coordinator, organisation_id=cast.organisation.pk, person_id=who.pk,
            since=cast.now.date(), until=cast.now.date(), backup_id=backup.pk, now=cast.now,
        )  # fmt: skip

    for backup in (cast.coordinator, cast.stranger, cast.far_coordinator):
        with pytest.raises(DomainError):
            away(cast.coordinator, backup)
    with pytest.raises(Refused):
        away(cast.coordinator, cast.second_coordinator, by=cast.far_coordinator)
    away(cast.coordinator, cast.second_coordinator)
    with pytest.raises(DomainError, match="is er dan ook niet"):
        away(cast.second_coordinator, cast.coordinator)
    with pytest.raises(DomainError):
        away(cast.coordinator, cast.second_coordinator)


def test_a_backup_is_chosen_and_left_open_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    address = reverse("support:standing_in", args=[cast.organisation.pk, cast.coordinator.pk])
    client.post(address, {"choose": "1", "backup": str(cast.second_coordinator.pk)})
    role = Role.objects.get(person=cast.coordinator)
    assert role.backup == cast.second_coordinator
    client.post(address, {"choose": "1", "backup": ""})
    role.refresh_from_db()
    assert role.backup is None


def test_the_page_costs_the_same_with_more_matches(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            areas_of(Person.objects.get(pk=cast.coordinator.pk), now=cast.now)
        return len(queries)

    before = cost()
    cast.to_trial()
    assert cost() == before
