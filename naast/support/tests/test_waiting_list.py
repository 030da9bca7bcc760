"""The waiting list: who waits how long, and why not yet; and the plan as advice."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Household, HouseholdMember, Offering, Role, Supporter, TrustStep
from naast.people.models import VogSighting as Sighting
from naast.support.models import Match, SupportRequest
from naast.support.selectors.waiting import WaitingList, offerings_of, waiting_list
from tests.cast import PROGRAMME, Cast
from tests.crowd import crowd


def the_list(cast: Cast, show: str = "alle", order: str = "wachttijd") -> WaitingList:
    offering = offerings_of(cast.coordinator)[0]
    return waiting_list(cast.coordinator, offering, on=cast.now.date(), show=show, order=order)


def page_of(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def test_samira_waits_47_days_and_the_plan_has_somebody(cast: Cast) -> None:
    [row] = the_list(cast).rows
    assert (row.name, row.days, row.waits) == ("Samira", 47, "47 dagen")
    assert row.children == ["Yara (8)", "Sem (5)"]
    assert row.fits
    assert row.planned_with == "Anke en Joost"


def test_the_list_says_by_name_what_stands_in_the_way(cast: Cast) -> None:
    Supporter.objects.update(slots=["ma-avond"])
    [row] = the_list(cast).rows
    assert not row.fits
    assert "Anke en Joost, minder dan 1 km: geen dagdeel samen" in row.reasons


def test_supporters_who_still_get_acquainted_are_no_reason_to_say_there_is_nobody(
    cast: Cast,
) -> None:
    TrustStep.objects.all().delete()
    [row] = the_list(cast).rows
    assert row.reasons == ["er is nog niemand klaar met kennismaken"]


def test_a_family_never_stands_beside_itself_in_the_plan(cast: Cast) -> None:
    Supporter.objects.update(status=Supporter.Status.LEFT, left_at=cast.now)
    own = Supporter.objects.create(
        household=cast.asking, organisation=cast.organisation, programme=PROGRAMME, kind="family",
        slots=["za-middag"], interests=[], status=Supporter.Status.ACTIVE,
        registered_at=cast.now,
    )  # fmt: skip
    for adult in cast.asking.adults_at_home():
        Sighting.objects.create(
            member=adult, seen_on=cast.now.date(), seen_by=cast.coordinator, profile_ok=True
        )
    for step in TrustStep.Step:
        TrustStep.objects.create(
            supporter=own, step=step, done_on=cast.now.date(), done_by=cast.coordinator
        )
    [row] = the_list(cast).rows
    assert not row.fits
    assert not [reason for reason in row.reasons if "Samira" in reason]


def test_who_said_no_before_is_not_advised_again(cast: Cast) -> None:
    match = cast.propose()
    cast.say(match, cast.parent, "proposal", "no")
    [row] = the_list(cast).rows
    assert row.planned_with == "Ria"


def test_a_family_with_a_proposal_is_not_on_the_list(cast: Cast) -> None:
    cast.propose()
    assert the_list(cast).rows == []


def test_the_longest_waiting_come_first_and_the_name_is_another_order(cast: Cast) -> None:
    crowd(cast, families=3)
    days = [row.days for row in the_list(cast).rows]
    assert days == sorted(days, reverse=True)
    names = [row.name for row in the_list(cast, order="naam").rows]
    assert names == sorted(names)


def test_the_parts_of_the_list_count_themselves(cast: Cast) -> None:
    Supporter.objects.update(status=Supporter.Status.LEFT, left_at=cast.now)
    crowd(cast, families=2)
    far = Household.objects.create(
        organisation=cast.organisation, name="Ver weg", postcode="9711", languages=["nl"]
    )
    HouseholdMember.objects.create(household=far, kind="child", name="Bo", birth_year=2018)
    SupportRequest.objects.create(
        household=far, organisation=cast.organisation, programme=PROGRAMME, question="Ver.",
        slots=["za-middag"], asked_at=cast.now, confirmed_at=cast.now,
        waiting_since=cast.now.date(),
    )  # fmt: skip
    cast.talk()
    listed = the_list(cast)
    assert listed.counts == {"alle": 4, "kennismaken": 3, "past": 3, "niemand": 1}
    assert [row.name for row in the_list(cast, show="niemand").rows] == ["Ver weg"]
    assert "Samira" not in [row.name for row in the_list(cast, show="kennismaken").rows]


def test_half_waits_no_longer_than_the_median(cast: Cast) -> None:
    crowd(cast, families=2)
    days = sorted(row.days for row in the_list(cast).rows)
    assert the_list(cast).median_days == days[1]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", True), ("?toon=kennismaken", True), ("?toon=niemand", False), ("?toon=onzin", True)],
)
def test_the_address_narrows_the_page(cast: Cast, sign_in: SignIn, query: str, shown: bool) -> None:
    page = page_of(sign_in(cast.coordinator), reverse("support:waiting_list") + query)
    assert ("Yara (8)" in page) is shown


def test_each_row_leads_to_the_question_and_to_its_one_action(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    asked = [cast.request.pk]
    page = page_of(client, reverse("support:waiting_list"))
    assert reverse("support:request", args=asked) in page
    assert reverse("support:plan_talk", args=asked) in page
    cast.talk()
    page = page_of(client, reverse("support:waiting_list"))
    assert reverse("support:match_board", args=asked) in page


def test_the_plan_advises_and_does_nothing(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    page = page_of(sign_in(cast.coordinator), reverse("support:plan"))
    assert "Anke en Joost naast Samira" in page
    assert reverse("support:match_board", args=[cast.request.pk]) in page
    assert not Match.objects.exists()


def test_no_points_and_no_percentages_are_shown(cast: Cast, sign_in: SignIn) -> None:
    cast.talk()
    client = sign_in(cast.coordinator)
    for address in (
        reverse("support:plan"),
        reverse("support:waiting_list"),
        reverse("support:match_board", args=[cast.request.pk]),
    ):
        page = page_of(client, address)
        assert not [word for word in ("punten", "%", "score", "1000") if word in page], address


def test_who_looks_after_two_organisations_chooses_in_the_address(
    cast: Cast, sign_in: SignIn
) -> None:
    Role.objects.create(
        person=cast.coordinator, organisation=cast.far_organisation,
        kind=Role.Kind.COORDINATOR, since=cast.now.date(),
    )  # fmt: skip
    client, there = (
        sign_in(cast.coordinator),
        Offering.objects.get(organisation=cast.far_organisation),
    )
    here = page_of(client, reverse("support:waiting_list"))
    assert "Yara (8)" in here
    assert f"?aanbod={there.pk}" in here
    assert "Yara (8)" not in page_of(client, f"{reverse('support:waiting_list')}?aanbod={there.pk}")


def test_the_number_of_queries_stays_the_same_when_the_list_doubles(cast: Cast) -> None:
    crowd(cast, families=4)
    with CaptureQueriesContext(connection) as few:
        the_list(cast)
    crowd(cast, families=8)
    with CaptureQueriesContext(connection) as many:
        the_list(cast)
    assert len(many) == len(few)


def test_waiting_since_today_is_called_today(cast: Cast) -> None:
    SupportRequest.objects.update(waiting_since=cast.now.date())
    assert the_list(cast).rows[0].waits == "vandaag"
    SupportRequest.objects.update(waiting_since=cast.now.date() - timedelta(days=1))
    assert the_list(cast).rows[0].waits == "1 dag"
