"""Counting that somebody was spoken keeps a number, and nothing about anybody (DC-02, DC-03)."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import Household, Offering, Person
from naast.support.models import ContactTally
from naast.support.models.light import TALK
from naast.support.services.tally import count_contact, take_back
from tests.cast import Cast

pytestmark = pytest.mark.requirement("DC-02")

PLACES = ("walk_in", "school", "street", "home", TALK)
NEVER = ("password", "", "walk-in", "parent", "Samira")


@pytest.fixture
def duo(cast: Cast) -> Offering:
    return Offering.objects.create(organisation=cast.organisation, programme="duo-coaching")


def tap(cast: Cast, duo: Offering, place: str, **later: Any) -> str:
    return count_contact(
        actor=cast.coordinator, offering_id=duo.pk, place=place, now=cast.now + timedelta(**later)
    )


def counted() -> dict[str, int]:
    return dict(ContactTally.objects.values_list("place", "count"))


def about_somebody() -> list[type[models.Model]]:
    """Every model that hangs on a person or a household, and those two."""
    hangs = {Person, Household}
    ours = [each for each in apps.get_models() if each._meta.managed]
    while more := {
        each for each in ours if each not in hangs
        for field in each._meta.concrete_fields if field.related_model in hangs
    }:  # fmt: skip
        hangs |= more
    return sorted(hangs, key=lambda each: each._meta.label)


def rows() -> dict[str, int]:
    return {each._meta.label: each._base_manager.count() for each in about_somebody()}


TAPS = st.lists(st.tuples(st.sampled_from((*PLACES, *NEVER)), st.booleans()), max_size=8)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(taps=TAPS)
def test_whatever_is_tapped_no_row_of_anybody_is_made(
    cast: Cast, duo: Offering, taps: list[tuple[str, bool]]
) -> None:
    before, lines = rows(), LogEntry.objects.count()
    for place, back in taps:
        try:
            slip = tap(cast, duo, place)
        except DomainError:
            assert place in NEVER
            continue
        if back:
            take_back(actor=cast.coordinator, slip=slip, now=cast.now)
    assert rows() == before
    new = LogEntry.objects.order_by("pk")[lines:]
    assert {(line.actor_id, line.household_id) for line in new} <= {(None, None)}


def test_a_tally_has_no_key_to_anybody(db: None) -> None:
    assert ContactTally not in about_somebody()
    names = {field.name for field in ContactTally._meta.concrete_fields}
    assert names == {"id", "organisation", "programme", "place", "day", "count"}


def test_each_tap_adds_one_to_the_place_and_the_day(cast: Cast, duo: Offering) -> None:
    for _tap in range(3):
        tap(cast, duo, "school")
    tap(cast, duo, "street")
    tap(cast, duo, "school", days=1)
    days = ContactTally.objects.filter(place="school").order_by("day")
    assert [row.count for row in days] == [3, 1]
    assert ContactTally.objects.get(place="street").count == 1


def test_a_tap_is_taken_back_within_a_minute_once_and_never_below_zero(
    cast: Cast, duo: Offering
) -> None:
    first, slip = tap(cast, duo, "street"), tap(cast, duo, "street")
    take_back(actor=cast.coordinator, slip=slip, now=cast.now + timedelta(seconds=59))
    assert counted() == {"street": 1}
    for used, seconds in ((slip, 59), (first, 60), ("nonsense", 1)):
        with pytest.raises(DomainError):
            take_back(actor=cast.coordinator, slip=used, now=cast.now + timedelta(seconds=seconds))
    ContactTally.objects.update(count=0)
    take_back(actor=cast.coordinator, slip=first, now=cast.now)
    assert counted() == {"street": 0}


def test_a_slip_of_another_organisation_takes_nothing_back(cast: Cast, duo: Offering) -> None:
    slip = tap(cast, duo, "street")
    with pytest.raises(DomainError):
        take_back(actor=cast.far_coordinator, slip=slip, now=cast.now)
    with pytest.raises(Offering.DoesNotExist):
        count_contact(actor=cast.far_coordinator, offering_id=duo.pk, place="street", now=cast.now)
    assert counted() == {"street": 1}


def test_the_page_counts_and_takes_back_with_one_button_each(
    cast: Cast, duo: Offering, sign_in: SignIn
) -> None:
    noor, url = sign_in(cast.coordinator), reverse("support:tally")
    html = noor.get(url).content.decode()
    for place in ("spreekuur", "bij school", "op straat", "aan de deur", "gesprek zonder naam"):
        assert place in html
    after = noor.post(url, {"offering": duo.pk, "place": "school"}, follow=True)
    assert counted() == {"school": 1}
    assert "Geteld." in after.content.decode()
    noor.post(reverse("support:untally"), {"slip": after.context["slip"]})
    assert counted() == {"school": 0}


def test_what_is_no_place_of_the_programme_is_nowhere(
    cast: Cast, duo: Offering, sign_in: SignIn
) -> None:
    noor, url = sign_in(cast.coordinator), reverse("support:tally")
    near = cast.organisation.offerings.exclude(pk=duo.pk).get()
    for sent in ({}, {"offering": duo.pk, "place": "moon"}, {"offering": "x", "place": "street"},
                 {"offering": near.pk, "place": "street"}):  # fmt: skip
        assert noor.post(url, sent).status_code == 404
    assert not ContactTally.objects.exists()


def test_it_is_offered_only_where_a_programme_begins_so(cast: Cast, sign_in: SignIn) -> None:
    noor, url = sign_in(cast.coordinator), reverse("support:tally")
    assert url not in noor.get(reverse("support:waiting_list")).content.decode()
    Offering.objects.create(organisation=cast.organisation, programme="duo-coaching")
    assert url in noor.get(reverse("support:waiting_list")).content.decode()


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "stranger", "municipality"])
def test_nobody_else_counts(cast: Cast, duo: Offering, sign_in: SignIn, who: str) -> None:
    client = sign_in(cast.by_name(who))
    assert client.get(reverse("support:tally")).status_code == 404
    sent = {"offering": duo.pk, "place": "street"}
    assert client.post(reverse("support:tally"), sent).status_code == 404
    assert not ContactTally.objects.exists()


@pytest.mark.requirement("DC-03")
def test_a_talk_without_a_name_is_only_counted(cast: Cast, duo: Offering) -> None:
    before = rows()
    tap(cast, duo, TALK)
    assert counted() == {TALK: 1}
    assert rows() == before
