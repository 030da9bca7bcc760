"""A sentence stands in reports because its family said so, and is gone when it says so."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.impact import services
from naast.impact.models import ClosedQuarter, Quote, Tally
from naast.people.models import Household
from naast.support.services.erasing import erase_myself
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.requirement("JP-10", "X-04")

WORDS = "Op zaterdag lees ik weer een boek."


@pytest.fixture
def told(cast: Cast) -> Cast:
    """A quarter in which enough families asked to let one of them say something."""
    ClosedQuarter.objects.create(first_day=date(2026, 1, 1), closed_at=cast.now)
    Tally.objects.create(
        organisation=cast.organisation, programme=PROGRAMME, municipality="0546",
        indicator="asked", quarter=date(2026, 1, 1), counted=30, shown=30,
    )  # fmt: skip
    return cast


def offer(cast: Cast) -> Quote:
    return services.offer_quote(
        actor=cast.parent, household_id=cast.asking.pk, programme=PROGRAMME, side="asking",
        words=WORDS, now=cast.now,
    )  # fmt: skip


def in_report(sign_in: SignIn, cast: Cast, who: str = "coordinator") -> bool:
    client = sign_in(cast.by_name(who))
    content = client.get(reverse("impact:report_csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    found = [row for row in rows if row and row[-1] == "quote"]
    assert all("Samira" not in cell and "Leiden" not in cell for row in found for cell in row)
    screen = WORDS in client.get(reverse("impact:reports")).content.decode()
    assert screen is bool(found)
    return screen


def test_a_family_sees_how_it_will_stand_there_before_it_says_yes(
    told: Cast, sign_in: SignIn
) -> None:
    client, address = sign_in(told.parent), reverse("impact:quotes")
    given = {"place": f"{told.asking.pk}:{PROGRAMME}:asking", "words": WORDS}
    preview = client.post(address, given).content.decode()
    assert "Zo komt het er te staan" in preview
    assert "Vraaggezin" in preview
    assert not Quote.objects.exists()
    assert client.post(address, given | {"yes": "1"}).status_code == 302
    quote = Quote.objects.get()
    assert (quote.consent_given_by, quote.words) == (told.parent, WORDS)
    assert WORDS in client.get(address).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "regional", "municipality"])
def test_whoever_reads_reports_reads_it_by_role(told: Cast, sign_in: SignIn, who: str) -> None:
    assert not in_report(sign_in, told, who)
    offer(told)
    assert in_report(sign_in, told, who)


def test_taken_back_it_is_gone_at_once(told: Cast, sign_in: SignIn) -> None:
    quote = offer(told)
    client = sign_in(told.parent)
    assert client.post(reverse("impact:withdraw_quote", args=[quote.pk])).status_code == 302
    assert not in_report(sign_in, told)
    quote.refresh_from_db()
    assert (quote.words, quote.withdrawn_at) == ("", told.now)
    assert client.post(reverse("impact:withdraw_quote", args=[quote.pk])).status_code == 404


def test_a_new_sentence_takes_the_place_of_the_old_one(told: Cast) -> None:
    first = offer(told)
    offer(told)
    assert Quote.objects.standing().count() == 1
    first.refresh_from_db()
    assert first.words == ""


def test_where_few_families_are_nobody_is_quoted(told: Cast, sign_in: SignIn) -> None:
    offer(told)
    Tally.objects.update(counted=9, shown=10)
    assert not in_report(sign_in, told)


@pytest.mark.parametrize(
    "who", ["supporting_parent", "other_parent", "stranger", "coordinator", "municipality"]
)
def test_nobody_else_takes_it_back_or_gives_it(told: Cast, sign_in: SignIn, who: str) -> None:
    quote = offer(told)
    client = sign_in(told.by_name(who))
    assert client.post(reverse("impact:withdraw_quote", args=[quote.pk])).status_code == 404
    with pytest.raises(Household.DoesNotExist):
        services.offer_quote(
            actor=told.by_name(who), household_id=told.asking.pk, programme=PROGRAMME,
            side="asking", words=WORDS, now=told.now,
        )  # fmt: skip


def test_in_the_database_it_is_sealed_and_the_family_reads_it_in_the_logbook(told: Cast) -> None:
    quote = offer(told)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM impact_quote WHERE id = %s", [quote.pk])
        assert WORDS not in str(cursor.fetchone())
    line = LogEntry.objects.get(action="impact.quote.offered")
    assert line.household_id == told.asking.pk


def test_erasing_a_family_erases_its_sentence(told: Cast, sign_in: SignIn) -> None:
    offer(told)
    erase_myself(actor=told.parent, now=told.now)
    assert not Quote.objects.exists()
    assert not in_report(sign_in, told)
