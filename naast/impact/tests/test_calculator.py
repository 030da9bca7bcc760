"""An open formula: a range, never one proud figure, and only over what is shown anyway."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.impact import services
from naast.impact.models import ClosedQuarter, Tally, UnitPrice
from naast.impact.prices import Range, defaults
from naast.kernel.errors import DomainError, Refused
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.requirement("BG-11", "X-04")


@pytest.fixture
def told(cast: Cast) -> Cast:
    """A quarter in which thirty families got somebody and twenty say that it goes better."""
    ClosedQuarter.objects.create(first_day=date(2026, 1, 1), closed_at=cast.now)
    for indicator, shown in (("placed", 30), ("better", 20)):
        Tally.objects.create(
            organisation=cast.organisation, programme=PROGRAMME, municipality="0546",
            indicator=indicator, quarter=date(2026, 1, 1), counted=shown, shown=shown,
        )  # fmt: skip
    return cast


def screen(sign_in: SignIn, cast: Cast, **query: str) -> str:
    answer = sign_in(cast.coordinator).get(reverse("impact:calculator"), query)
    return answer.content.decode()


def test_the_formula_stands_open_with_a_range_and_what_it_does_not_prove(
    told: Cast, sign_in: SignIn
) -> None:
    told_page = screen(sign_in, told)
    assert "€ 12.500 tot € 22.500" in told_page  # the price, from low to high
    assert "€ 250.000 tot € 450.000" in told_page  # times twenty families
    assert "Ergens tussen € 118.000 en € 378.000" in told_page  # less 30 × 2,400–4,400
    assert "bewijst geen oorzaak" in told_page
    assert "De Wolden" in told_page
    assert "(2023)" in told_page


def test_with_too_few_families_there_is_no_amount(told: Cast, sign_in: SignIn) -> None:
    Tally.objects.filter(indicator="better").update(counted=9, shown=10)
    told_page = screen(sign_in, told)
    assert "Ergens tussen" not in told_page
    assert "te weinig gezinnen om mee te rekenen" in told_page


def test_an_organisation_calculates_with_its_own_price(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.coordinator)
    given = {
        "key": "programme-cost", "low": 1000, "high": 1000, "source": "Jaarrekening", "year": 2025,
    }  # fmt: skip
    assert client.post(reverse("impact:calculator"), given).status_code == 302
    assert "Jaarrekening (2025)" in screen(sign_in, told)
    assert "Ergens tussen € 220.000 en € 420.000" in screen(sign_in, told)
    assert LogEntry.objects.filter(action="impact.price.set").exists()
    far = sign_in(told.far_coordinator).get(reverse("impact:calculator")).content.decode()
    assert "Jaarrekening" not in far


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 9, "high": 1}, {"source": " "}, {"year": 2031}, {"year": 1200}, {"low": "veel"},
        {"key": "geluk"}, {"high": 10**12},
    ],
)  # fmt: skip
def test_a_price_without_sense_is_not_kept(
    told: Cast, sign_in: SignIn, wrong: dict[str, object]
) -> None:
    given = {
        "key": "programme-cost", "low": 1, "high": 2, "source": "Jaarrekening", "year": 2025,
    }  # fmt: skip
    answer = sign_in(told.coordinator).post(reverse("impact:calculator"), given | wrong)
    assert answer.status_code == 200
    assert not UnitPrice.objects.exists()


def test_who_reads_totals_sets_no_prices_and_no_targets(told: Cast, sign_in: SignIn) -> None:
    assert sign_in(told.municipality).post(reverse("impact:calculator"), {}).status_code == 404
    with pytest.raises(Refused):
        services.set_price(
            actor=told.municipality, organisation_id=told.organisation.pk, key="programme-cost",
            price=services.Price(1, 2, "Jaarrekening", 2025), now=told.now,
        )  # fmt: skip
    with pytest.raises(Refused):
        services.set_target(
            actor=told.far_coordinator, organisation_id=told.organisation.pk,
            programme=PROGRAMME, municipality="", year=2026, number=28, now=told.now,
        )  # fmt: skip


@pytest.mark.requirement("HS-06", "JP-10")
def test_a_target_for_what_is_not_offered_is_refused(told: Cast) -> None:
    with pytest.raises(DomainError, match="programma"):
        services.set_target(
            actor=told.coordinator, organisation_id=told.organisation.pk,
            programme="kookclub", municipality="", year=2026, number=28, now=told.now,
        )  # fmt: skip


def test_the_worst_is_taken_from_the_best_and_the_other_way_round() -> None:
    assert Range(10, 20).without(Range(5, 8)) == Range(2, 15)


def test_every_price_says_where_it_comes_from() -> None:
    assert all(str(price.source) and price.year and price.url for price in defaults().values())
