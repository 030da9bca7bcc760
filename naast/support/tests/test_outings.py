"""Outings for pairs: planned several times a year, and each pair says whether it comes (JP-09)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Offering
from naast.programmes import find
from naast.support.models import Match, Outing, OutingReply
from naast.support.selectors.outings import invited_to
from naast.support.services import alarms, outings
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def offering(cast: Cast) -> Offering:
    """What the organisation runs, with four outings a year."""
    found = cast.organisation.offerings.get(programme=cast.request.programme)
    found.overrides = {"outings.per_year": 4}
    found.save()
    return Offering.objects.get(pk=found.pk)


def plan(cast: Cast, offering: Offering, seats: int = 10) -> Outing:
    return outings.plan_outing(
        actor=cast.coordinator, offering_id=offering.pk, title="Pannenkoeken bakken",
        about="Neem een schort mee.", place="Buurthuis", seats=seats, now=cast.now,
        starts_at=cast.now + timedelta(days=10),
    )  # fmt: skip


def say(cast: Cast, match: Match, outing: Outing, comes: bool) -> OutingReply:
    return outings.answer_outing(
        actor=cast.parent, match_id=match.pk, outing_id=outing.pk, comes=comes, now=cast.now
    )


@pytest.mark.requirement("JP-09")
def test_every_pair_that_has_begun_reads_of_it_and_signs_up(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    match = cast.to_trial()
    OutgoingMail.objects.all().delete()
    outing = plan(cast, offering)
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert {cast.parent.email, cast.supporting_parent.email} <= told
    url, client = reverse("support:path", args=[match.pk]), sign_in(cast.supporting_parent)
    assert "Pannenkoeken bakken" in client.get(url).content.decode()
    client.post(
        reverse("support:answer_outing", args=[match.pk]), {"outing": outing.pk, "reply": "yes"}
    )
    assert OutingReply.objects.get(match=match).comes
    own = sign_in(cast.parent).get(url).content.decode()
    assert "Jullie gaan mee" in own


@pytest.mark.requirement("JP-09")
def test_the_coordinator_plans_and_reads_who_comes(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    match, client = cast.to_trial(), sign_in(cast.coordinator)
    url = reverse("support:outings", args=[offering.pk])
    planned = client.post(
        url,
        {
            "title": "Naar zee", "place": "Katwijk", "starts_at": "2026-11-28T10:00", "seats": "5",
            "about": "",
        },
    )  # fmt: skip
    assert planned.status_code == 302
    say(cast, match, Outing.objects.get(), True)
    text = client.get(url).content.decode()
    assert "Naar zee" in text
    assert "Samira" in text


def test_rather_not_is_fine_and_may_change(cast: Cast, offering: Offering) -> None:
    match, outing = cast.to_trial(), plan(cast, offering)
    for comes in (False, True, False):
        assert say(cast, match, outing, comes).comes == comes
    assert OutingReply.objects.count() == 1


def test_full_is_full_and_a_place_of_ones_own_stays(cast: Cast, offering: Offering) -> None:
    match, outing = cast.to_trial(), plan(cast, offering, seats=1)
    other = Match.objects.create(
        request=cast.request, supporter=cast.supporter, proposed_by=cast.coordinator,
        proposed_at=cast.now, expires_on=cast.now.date(), ended_at=cast.now, ending="stopped",
    )  # fmt: skip
    OutingReply.objects.create(
        outing=outing, match=other, comes=True, said_by=cast.parent, said_at=cast.now
    )
    with pytest.raises(DomainError):
        say(cast, match, outing, True)
    OutingReply.objects.all().delete()
    say(cast, match, outing, True)
    assert say(cast, match, outing, True).comes


def test_called_off_over_or_while_contact_rests_nobody_signs_up(
    cast: Cast, offering: Offering
) -> None:
    match, outing = cast.to_trial(), plan(cast, offering)
    outings.call_off_outing(actor=cast.coordinator, outing_id=outing.pk, now=cast.now)
    with pytest.raises(DomainError):
        say(cast, match, outing, True)
    alarms.raise_alarm(
        actor=cast.parent, kind="safety", household_id=cast.asking.pk, match_id=match.pk,
        words="Eerst even praten.", now=cast.now,
    )  # fmt: skip
    plan(cast, offering)
    assert invited_to(Match.objects.get(pk=match.pk), cast.parent, now=cast.now) == []


def test_only_who_coordinates_there_plans_and_only_a_pair_answers(
    cast: Cast, offering: Offering
) -> None:
    match, outing = cast.to_trial(), plan(cast, offering)
    with pytest.raises(Offering.DoesNotExist):
        outings.plan_outing(
            actor=cast.far_coordinator, offering_id=offering.pk, title="x", about="", place="x",
            seats=1, starts_at=cast.now + timedelta(days=1), now=cast.now,
        )  # fmt: skip
    with pytest.raises(Refused):
        outings.answer_outing(
            actor=cast.coordinator, match_id=match.pk, outing_id=outing.pk, comes=True,
            now=cast.now,
        )  # fmt: skip


@pytest.mark.requirement("JP-09")
def test_how_many_a_year_is_a_number_of_the_programme(cast: Cast, sign_in: SignIn) -> None:
    assert int(find("maatjesproject").outings.per_year) > 1
    assert "outings.per_year" in find("maatjesproject").numbers()
    none = cast.organisation.offerings.get(programme=cast.request.programme)
    page = sign_in(cast.coordinator).get(reverse("support:outings", args=[none.pk]))
    assert page.status_code == 404


def test_a_double_press_plans_an_outing_once_and_mails_every_pair_once(
    cast: Cast, offering: Offering
) -> None:
    cast.to_trial()
    first = plan(cast, offering)
    OutgoingMail.objects.all().delete()
    assert plan(cast, offering) == first
    assert not OutgoingMail.objects.exists()
    assert plan(cast, offering, seats=4) != first
    outings.call_off_outing(actor=cast.coordinator, outing_id=first.pk, now=cast.now)
    assert plan(cast, offering) != first


def mailed(cast: Cast) -> int:
    """How many mails went to the volunteer since the last look."""
    found = OutgoingMail.objects.filter(to=cast.supporting_parent.email).count()
    OutgoingMail.objects.all().delete()
    return found


def test_changing_ones_mind_makes_one_mail_and_the_answer_it_settles_on_another(
    cast: Cast, offering: Offering
) -> None:
    match, outing = cast.to_trial(), plan(cast, offering)

    def says(comes: bool, minutes: int) -> int:
        outings.answer_outing(
            actor=cast.parent, match_id=match.pk, outing_id=outing.pk, comes=comes,
            now=cast.now + timedelta(minutes=minutes),
        )  # fmt: skip
        return mailed(cast)

    def settled(minutes: int) -> tuple[int, int]:
        told = outings.tell_settled_answers(now=cast.now + timedelta(minutes=minutes))
        return told, mailed(cast)

    OutgoingMail.objects.all().delete()
    assert says(True, 0) == 1
    assert [says(comes, 1) for comes in (False, True, False)] == [0, 0, 0]
    assert settled(30) == (0, 0)
    assert settled(61) == (1, 1)  # it settled on no
    assert settled(62) == (0, 0)
    assert says(False, 500) == 0  # the same answer again is no news
    assert says(True, 501) == 1
    assert says(False, 502) == 0
    assert says(True, 503) == 0
    assert settled(600) == (0, 0)  # back to what was told


@pytest.mark.parametrize("why", ["called off", "over"])
def test_about_an_outing_that_is_no_more_nobody_is_mailed(
    cast: Cast, offering: Offering, why: str
) -> None:
    match, outing = cast.to_trial(), plan(cast, offering)
    for comes in (True, False):
        say(cast, match, outing, comes)
    later = outing.starts_at + timedelta(hours=1)
    if why == "called off":
        later = cast.now + timedelta(hours=2)
        outings.call_off_outing(actor=cast.coordinator, outing_id=outing.pk, now=cast.now)
    assert outings.tell_settled_answers(now=later) == 0
