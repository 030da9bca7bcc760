"""Ages are a guide: per municipality who is welcome, and a yes outside them (HS-07, MM-01)."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.words import Words
from naast.kernel.errors import DomainError
from naast.people import ages as people_ages
from naast.people.models import MunicipalAges, Offering
from naast.programmes import find
from naast.programmes.audience import AgeOption
from naast.support.models import YesOutside
from naast.support.outside import is_outside
from naast.support.services import ages, matches, requests
from naast.support.tests.test_asking import ANSWERS, page
from tests.cast import PROGRAMME, Cast

OLDER = AgeOption("older", Words({"nl": "7 tot en met 17", "en": "7 to 17"}), 7, 17)
LEIDEN = "0546"


@pytest.fixture
def core(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Offering:
    """For 0 to 6 everywhere, and for 7 to 17 where a municipality chose that."""
    usual = find(PROGRAMME)
    changed = replace(usual, audience=replace(usual.audience, child_age_until=6, options=(OLDER,)))
    monkeypatch.setattr(Offering, "definition", lambda self: changed)
    return cast.organisation.offerings.get()


def older_children(cast: Cast) -> None:
    """Samira asks for a child of eleven only."""
    cast.asking.members.filter(kind="child").update(birth_year=2015)


@pytest.mark.requirement("HS-07")
def test_a_municipality_that_chose_more_ages_welcomes_older_children(
    cast: Cast, core: Offering
) -> None:
    older_children(cast)
    assert is_outside(cast.request)
    ages.choose_ages(
        actor=cast.coordinator, offering_id=core.pk, municipality=LEIDEN, options=["older"],
        now=cast.now,
    )  # fmt: skip
    assert not is_outside(cast.request)
    ages.choose_ages(
        actor=cast.coordinator, offering_id=core.pk, municipality=LEIDEN, options=[], now=cast.now
    )
    assert is_outside(cast.request)
    assert MunicipalAges.objects.count() == 1


@pytest.mark.requirement("HS-07")
def test_ages_are_chosen_by_who_coordinates_there(cast: Cast, core: Offering) -> None:
    for stranger in (cast.far_coordinator, cast.parent, cast.municipality):
        with pytest.raises(Offering.DoesNotExist):
            ages.choose_ages(
                actor=stranger, offering_id=core.pk, municipality=LEIDEN, options=["older"],
                now=cast.now,
            )  # fmt: skip
    with pytest.raises(DomainError):
        ages.choose_ages(
            actor=cast.coordinator, offering_id=core.pk, municipality=LEIDEN,
            options=["pensioners"], now=cast.now,
        )  # fmt: skip


@pytest.mark.requirement("HS-07")
def test_the_coordinator_chooses_them_on_a_page(
    cast: Cast, core: Offering, sign_in: SignIn
) -> None:
    client, url = sign_in(cast.coordinator), reverse("support:municipal_ages", args=[core.pk])
    assert "7 tot en met 17" in client.get(url).content.decode()
    client.post(url, {"municipality": LEIDEN, "options": ["older"]})
    assert people_ages.welcome_here(cast.organisation, PROGRAMME, "2311", [11])
    assert client.post(url, {"municipality": "0098", "options": ["older"]}).status_code == 404


@pytest.mark.requirement("HS-07", "MM-01")
def test_who_falls_outside_reads_a_kind_page_and_may_go_on(cast: Cast, core: Offering) -> None:
    client = Client()
    client.post(page("postcode"), ANSWERS["postcode"])
    child = {**ANSWERS["children"], "year_1": "2013", "name_2": "", "name_3": "", "year_3": ""}
    answer = client.post(page("children"), child)
    assert answer.headers["Location"] == reverse("support:outside_ages")
    html = client.get(answer.headers["Location"]).content.decode()
    assert "Je mag het toch vragen" in html
    assert page("words") in html
    young = {**ANSWERS["children"], "name_3": "", "year_3": "", "year_1": "2022"}
    assert client.post(page("children"), young).headers["Location"] == page("interests")


@pytest.mark.requirement("MM-01")
def test_a_coordinator_says_yes_outside_the_guide_with_a_reason(
    cast: Cast, core: Offering, sign_in: SignIn
) -> None:
    older_children(cast)
    with pytest.raises(DomainError):
        matches.propose_match(
            actor=cast.coordinator, request_id=cast.talk().pk, supporter_id=cast.supporter.pk,
            now=cast.now,
        )  # fmt: skip
    client = sign_in(cast.coordinator)
    url = reverse("support:say_yes_outside", args=[cast.request.pk])
    assert url in client.get(reverse("support:request", args=[cast.request.pk])).content.decode()
    assert client.post(url, {"reason": ""}).context["form"].errors
    client.post(url, {"reason": "Samira is hier net komen wonen."})
    assert YesOutside.objects.get().said_by == cast.coordinator
    family = sign_in(cast.parent).get(reverse("support:request", args=[cast.request.pk]))
    assert "net komen wonen" in family.content.decode()
    assert cast.propose().pk


def test_growing_older_while_waiting_puts_nobody_outside(cast: Cast, core: Offering) -> None:
    cast.asking.members.filter(kind="child").update(birth_year=2020)
    cast.request.refresh_from_db()
    assert cast.request.ages(cast.now.date()) == [6, 6]
    assert not is_outside(cast.request)
    assert cast.request.ages(cast.now.date().replace(year=2028)) == [8, 8]
    assert not is_outside(cast.request)


def test_within_the_ages_there_is_nothing_to_say(cast: Cast) -> None:
    with pytest.raises(DomainError):
        requests.say_yes_outside(
            actor=cast.coordinator, request_id=cast.request.pk, reason="Zomaar.", now=cast.now
        )
