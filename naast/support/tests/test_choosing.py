"""Who asks chooses among what runs where they live, or chooses together with the coordinator."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError
from naast.people.models import Household, Offering
from naast.support.models import SupportRequest
from naast.support.services import matches
from tests.cast import Cast

CHOOSE = "support:choose"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """Somebody new, where two programmes run."""
    Offering.objects.create(organisation=cast.organisation, programme="maatjesproject")
    return Client()


def test_where_one_programme_runs_nobody_has_to_choose(cast: Cast) -> None:
    assert Client().get(reverse("support:ask")).status_code == 200


def test_where_more_run_somebody_chooses_by_postcode(visitor: Client) -> None:
    assert visitor.get(reverse("support:ask")).headers["Location"] == reverse(CHOOSE)
    page = visitor.get(reverse(CHOOSE), {"postcode": "2312 AB"}).content.decode()
    assert "Buurtgezinnen" in page
    assert "Maatjesproject" in page
    assert "Ik weet het niet" in page
    visitor.post(reverse(CHOOSE), {"postcode": "2312", "programme": "maatjesproject"})
    intro = visitor.get(reverse("support:ask"))
    assert "Maatjesproject" in intro.content.decode()
    assert "postcode" not in intro.context["start_url"]


def test_nothing_runs_there_and_nothing_is_kept(visitor: Client) -> None:
    page = visitor.get(reverse(CHOOSE), {"postcode": "9711"}).content.decode()
    assert "zijn we er nog niet" in page
    visitor.post(reverse(CHOOSE), {"postcode": "9711", "programme": "maatjesproject"})
    assert visitor.get(reverse("support:ask")).headers["Location"] == reverse(CHOOSE)


@pytest.mark.parametrize("said", ["honing", "", "weet-niet:buurtgezinnen"])
def test_what_nobody_offers_cannot_be_chosen(visitor: Client, said: str) -> None:
    answer = visitor.post(reverse(CHOOSE), {"postcode": "2312", "programme": said})
    assert answer.status_code == 200


def test_the_coordinator_chooses_together_with_who_does_not_know(
    cast: Cast, sign_in: SignIn
) -> None:
    Offering.objects.create(organisation=cast.organisation, programme="maatjesproject")
    asked = cast.request
    asked.unsure = True
    asked.save(update_fields=["unsure"])
    noor = sign_in(cast.coordinator)
    assert (
        "Samen kiezen"
        in noor.get(reverse("support:request", args=[cast.talk().pk])).content.decode()
    )
    noor.post(reverse("support:choose_programme", args=[asked.pk]), {"programme": "maatjesproject"})
    asked.refresh_from_db()
    assert (asked.programme, asked.unsure) == ("maatjesproject", False)
    assert asked.interests == ["animals", "cooking"]
    assert asked.wants == []


@pytest.mark.requirement("HS-02")
def test_no_fit_leads_to_something_else_that_the_family_reads(cast: Cast, sign_in: SignIn) -> None:
    Offering.objects.create(organisation=cast.organisation, programme="home-start")
    SupportRequest.objects.filter(pk=cast.request.pk).update(programme="home-start")
    cast.talk()
    noor, page = sign_in(cast.coordinator), reverse("support:decide_fit", args=[cast.request.pk])
    assert "Schrijf op wat je voor dit gezin" in noor.post(page, {"suits": "no"}).content.decode()
    noor.post(page, {"suits": "no", "other_offer": "De speelochtend in de bibliotheek."})
    asked = SupportRequest.objects.get(pk=cast.request.pk)
    assert (asked.status, asked.fit) == ("closed", "elsewhere")
    own = sign_in(cast.parent).get(reverse("support:request", args=[asked.pk]))
    assert "De speelochtend in de bibliotheek." in own.content.decode()


@pytest.mark.requirement("HS-06")
def test_one_family_at_once_where_the_programme_says_so(cast: Cast) -> None:
    offering = Offering.objects.get(organisation=cast.organisation, programme="buurtgezinnen")
    offering.overrides = {"capacity.families_at_once": 1}
    offering.save(update_fields=["overrides"])
    cast.supporter.capacity = 3
    cast.supporter.save(update_fields=["capacity"])
    cast.propose()
    other = SupportRequest.objects.get(pk=cast.request.pk)
    other.pk, other.status = None, SupportRequest.Status.WAITING
    other.household = Household.objects.create(
        organisation=cast.organisation, name="Fatima", postcode="2311", languages=["nl"]
    )
    other.save()
    with pytest.raises(DomainError, match="plek"):
        matches.propose_match(
            actor=cast.coordinator, request_id=other.pk, supporter_id=cast.supporter.pk,
            now=cast.now,
        )  # fmt: skip
