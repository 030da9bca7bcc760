"""Who waits reads why, with how many, and what is there meanwhile (JP-07)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.words import Words
from naast.people.models import Household, Offering
from naast.programmes import find
from naast.programmes.waiting import OrderReason, WaitingNumbers
from naast.support.models import Bridge, BridgeFit, SupportRequest
from naast.support.selectors.bridging import waiting_of
from naast.support.selectors.waiting import rows_of
from naast.support.services import requests
from tests.cast import PROGRAMME, Cast

WHY = Words({"nl": "Een maatje kan vaak alleen op zaterdag.", "en": "Often only on Saturdays."})


@pytest.fixture
def offering(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Offering:
    waiting = WaitingNumbers(long_after_days=40, order=(OrderReason("day", WHY),))
    changed = replace(find(PROGRAMME), waiting=waiting)
    monkeypatch.setattr(Offering, "definition", lambda self: changed)
    monkeypatch.setattr("naast.support.selectors.bridging.definition_of", lambda asked: changed)
    return cast.organisation.offerings.get()


def walk_in(cast: Cast) -> Bridge:
    return Bridge.objects.create(
        organisation=cast.organisation, programme=PROGRAMME, title="Inloop in De Brug",
        about="Elke woensdag koffie, met speelgoed.", phone="071 123 45 67",
    )  # fmt: skip


def more_families(cast: Cast, number: int) -> None:
    for at in range(number):
        home = Household.objects.create(
            organisation=cast.organisation, name=f"Gezin {at}", postcode="2311", languages=["nl"]
        )
        requests.ask_for_support(
            actor=cast.coordinator, household=home, programme=PROGRAMME,
            question=requests.Question("Een vraag.", ["za-middag"], [], []), now=cast.now,
        )  # fmt: skip


@pytest.mark.requirement("JP-07")
def test_a_waiting_family_reads_since_when_and_why_the_order_differs(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    walk_in(cast)
    html = sign_in(cast.parent).get(reverse("home:circle")).content.decode()
    for words in ("Jullie vroegen het", str(WHY), "Inloop in De Brug", "071 123 45 67"):
        assert words in html


@pytest.mark.requirement("JP-07")
@pytest.mark.parametrize(("others", "told"), [(8, "een paar gezinnen"), (9, "10 gezinnen")])
def test_how_many_wait_is_a_number_from_ten_on(
    cast: Cast, offering: Offering, others: int, told: str
) -> None:
    more_families(cast, others)
    waiting = waiting_of(cast.request, now=cast.now)
    assert waiting is not None
    assert told in waiting.others.lower()


@pytest.mark.requirement("JP-07")
def test_a_family_says_that_something_suits_and_takes_it_back(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    bridge, client = walk_in(cast), sign_in(cast.parent)
    url = reverse("support:say_it_fits", args=[cast.request.pk])
    client.post(url, {"bridge": bridge.pk, "fits": "yes"})
    client.post(url, {"bridge": bridge.pk, "fits": "yes"})
    assert BridgeFit.objects.get().household == cast.asking
    desk = sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    assert "Inloop in De Brug" in desk.content.decode()
    client.post(url, {"bridge": bridge.pk, "fits": "no"})
    assert not BridgeFit.objects.exists()


@pytest.mark.requirement("JP-07")
def test_what_is_there_is_written_by_who_coordinates_and_read_by_who_waits_there(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    url = reverse("support:bridges", args=[offering.pk])
    told = {"title": "Speeltuin", "about": "Elke dag open.", "phone": "", "link": ""}
    sign_in(cast.coordinator).post(url, told)
    bridge = Bridge.objects.get()
    assert sign_in(cast.far_coordinator).get(url).status_code == 404
    changed = {**told, "title": "Speeltuin Zuid"}
    sign_in(cast.coordinator).post(f"{url}?wijzig={bridge.pk}", changed)
    assert Bridge.objects.get().title == "Speeltuin Zuid"
    far = reverse("support:close_bridge", args=[cast.far_organisation.offerings.get().pk])
    assert sign_in(cast.far_coordinator).post(far, {"bridge": bridge.pk}).status_code == 404
    near = reverse("support:close_bridge", args=[offering.pk])
    sign_in(cast.coordinator).post(near, {"bridge": bridge.pk})
    assert not Bridge.objects.there_for(cast.request).exists()


@pytest.mark.requirement("JP-07")
def test_who_waits_long_stands_out_for_the_coordinator(cast: Cast, offering: Offering) -> None:
    more_families(cast, 1)
    long = {r.name: r.long for r in rows_of(cast.coordinator, offering, on=cast.now.date())}
    assert long == {"Samira": True, "Gezin 0": False}
    later = cast.now.date() + timedelta(days=60)
    assert all(row.long for row in rows_of(cast.coordinator, offering, on=later))


def test_who_does_not_wait_reads_nothing_of_it(cast: Cast, offering: Offering) -> None:
    cast.request.status = SupportRequest.Status.UNCONFIRMED
    assert waiting_of(cast.request, now=cast.now) is None
