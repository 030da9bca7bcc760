"""The match board: who fits, who nearly fits, and proposing through the page."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Household, Supporter, TrustStep, VogSighting
from naast.support.matchmaking import board
from naast.support.models import Match
from tests.cast import Cast
from tests.crowd import crowd


def address(cast: Cast, name: str = "match_board") -> str:
    return reverse(f"support:{name}", args=[cast.request.pk])


def page(client: Client, cast: Cast) -> str:
    return unescape(client.get(address(cast)).content.decode())


@pytest.mark.requirement("BG-06")
def test_the_planned_family_comes_first_with_its_because(cast: Cast) -> None:
    cast.talk()
    found = board(cast.coordinator, cast.request, on=cast.now.date())
    assert [c.supporter.household.name for c in found.fitting] == ["Anke en Joost", "Ria"]
    planned = found.fitting[0]
    assert planned.in_plan
    assert planned.because
    assert "minder dan 1 km van elkaar" in planned.reasons
    assert not [reason for reason in planned.reasons if "staat al" in reason]


def test_a_near_miss_tells_the_one_thing_in_the_way(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    VogSighting.objects.filter(member__household=cast.former_household).delete()
    text = page(sign_in(cast.coordinator), cast)
    assert "de VOG is nog niet gezien" in text
    assert reverse("people:supporter", args=[cast.former.pk]) in text


def test_who_is_far_from_fitting_is_no_near_miss(cast: Cast) -> None:
    Supporter.objects.filter(pk=cast.former.pk).update(slots=["ma-avond"], child_age_min=15,
                                                       child_age_max=18)  # fmt: skip
    Household.objects.filter(pk=cast.former_household.pk).update(languages=["pl"])
    found = board(cast.coordinator, cast.request, on=cast.now.date())
    assert found.near_misses == []


def test_a_supporter_needed_elsewhere_in_the_plan_says_where(cast: Cast) -> None:
    crowd(cast, families=1)
    cast.talk()
    found = board(cast.coordinator, cast.request, on=cast.now.date())
    told = [c.because for c in found.fitting if not c.in_plan]
    assert "In het plan voor de hele lijst: Ria naast Vraag 3." in told


def test_before_the_talk_one_may_look_but_not_propose(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    text = page(client, cast)
    assert "Anke en Joost" in text
    assert address(cast, "propose_match") not in text
    client.post(address(cast, "propose_match"), {"supporter": cast.supporter.pk})
    assert not Match.objects.exists()


def test_proposing_through_the_page(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    client = sign_in(cast.coordinator)
    assert address(cast, "propose_match") in page(client, cast)
    answer = client.post(address(cast, "propose_match"), {"supporter": cast.supporter.pk})
    match = Match.objects.get()
    assert answer.headers["Location"] == reverse("support:path", args=[match.pk])
    assert match.supporter == cast.supporter
    assert match.proposed_by == cast.coordinator


def test_a_second_proposal_is_refused_kindly(cast: Cast, sign_in: SignIn) -> None:
    cast.propose()
    client = sign_in(cast.coordinator)
    answer = client.post(address(cast, "propose_match"), {"supporter": cast.former.pk}, follow=True)
    assert "Voor deze vraag loopt al een voorstel" in unescape(answer.content.decode())
    assert Match.objects.count() == 1
    assert address(cast, "propose_match") not in page(client, cast)


@pytest.mark.parametrize("supporter", ["", "x", "987654"])
def test_a_supporter_that_is_not_there_is_not_found(
    cast: Cast, sign_in: SignIn, supporter: str
) -> None:
    cast.talk()
    client = sign_in(cast.coordinator)
    assert client.post(address(cast, "propose_match"), {"supporter": supporter}).status_code == 404


def test_a_vog_noted_through_the_page_unblocks_a_proposal(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    VogSighting.objects.filter(member=cast.joost).delete()
    client = sign_in(cast.coordinator)
    client.post(address(cast, "propose_match"), {"supporter": cast.supporter.pk})
    assert not Match.objects.exists()
    client.post(
        reverse("people:note_vog", args=[cast.supporter.pk, cast.joost.pk]),
        {"seen_on": cast.now.date().isoformat(), "profile_ok": "yes"},
    )
    client.post(address(cast, "propose_match"), {"supporter": cast.supporter.pk})
    assert Match.objects.count() == 1


def test_a_step_noted_through_the_page_lets_somebody_fit(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    TrustStep.objects.filter(supporter=cast.supporter, step="home_visit").delete()
    Supporter.objects.filter(pk=cast.former.pk).update(
        status=Supporter.Status.LEFT, left_at=cast.now
    )
    on = cast.now.date()
    assert not board(cast.coordinator, cast.request, on=on).fitting
    sign_in(cast.coordinator).post(
        reverse("people:note_trust_step", args=[cast.supporter.pk, "home_visit"]),
        {"done_on": on.isoformat()},
    )
    assert board(cast.coordinator, cast.request, on=on).fitting
