"""A code is followed: one more in the month, of nobody."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.limits import forget_full
from naast.common.models import Bucket
from naast.toolkit.addresses import Trail
from naast.toolkit.models import Reach
from tests.cast import Cast


def code(subject: str = "naast-je", kind: str = "poster-a4", place: str = "0546") -> str:
    return reverse("toolkit:follow", args=[Trail(subject, kind, "nl", place).code])


@pytest.mark.requirement("X-01")
def test_who_follows_a_code_is_counted_once_and_not_known(cast: Cast) -> None:
    client = Client()
    answer = client.get(code(), headers={"user-agent": "Kanarie", "referer": "https://kanarie.nl"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/over/naast-je/?taal=nl"
    assert not answer.cookies
    row = Reach.objects.get()
    assert (row.subject, row.kind, row.place, row.month, row.times) == (
        "naast-je", "poster-a4", "0546", date(2026, 11, 1), 1,
    )  # fmt: skip
    assert {field.name for field in Reach._meta.get_fields()} == {
        "id", "subject", "kind", "place", "month", "times",
    }  # fmt: skip
    client.get(code())
    row.refresh_from_db()
    assert row.times == 2


def test_a_look_ahead_is_no_visit(cast: Cast, client: Client) -> None:
    assert client.head(code()).status_code == 302
    client.get(code(), headers={"sec-purpose": "prefetch;prerender"})
    assert client.post(code()).status_code == 405
    assert not Reach.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"cache-control": "max-age=0"},
        {"cache-control": "no-cache", "pragma": "no-cache"},
        {"sec-fetch-dest": "image"},
        {"sec-fetch-dest": "iframe"},
    ],
)
def test_loading_again_and_being_drawn_elsewhere_are_no_visits(
    headers: dict[str, str], cast: Cast, client: Client
) -> None:
    answer = client.get(code(), headers=headers)
    assert answer.headers["Location"] == "/over/naast-je/?taal=nl"  # it leads on all the same
    assert not Reach.objects.exists()
    client.get(code(), headers={"sec-fetch-dest": "document", "cache-control": "max-age=60"})
    assert Reach.objects.get().times == 1


def test_nobody_makes_a_number_large_in_an_hour_and_nobody_is_told_apart(
    cast: Cast, client: Client
) -> None:
    with time_machine.travel(cast.now, tick=False):
        for number in range(60):
            client.get(code(), REMOTE_ADDR=f"192.0.2.{number}")
        assert Reach.objects.get().times == 40
        client.get(code(kind="kaartje"), REMOTE_ADDR="192.0.2.1")
        assert Reach.objects.get(kind="kaartje").times == 1  # each code has its own
    with time_machine.travel(cast.now + timedelta(minutes=59), tick=False):
        client.get(code())
    assert Reach.objects.get(kind="poster-a4").times == 40
    with time_machine.travel(cast.now + timedelta(minutes=63), tick=False):
        for _time in range(3):
            client.get(code())
    assert Reach.objects.get(kind="poster-a4").times == 43
    # As many buckets as codes: none of them knows where somebody came from.
    assert Bucket.objects.count() == 2


def test_no_moment_is_kept_of_who_follows_a_code(cast: Cast, client: Client) -> None:
    with time_machine.travel(cast.now + timedelta(minutes=17, seconds=5), tick=False):
        client.get(code())
        client.get(code())
    assert [bucket.at for bucket in Bucket.objects.all()] == [cast.now]
    assert forget_full(cast.now + timedelta(days=1, seconds=1)) == 1


def test_a_code_nobody_knows_leads_to_the_front_door_and_counts_nothing(
    cast: Cast, client: Client
) -> None:
    for path in ("/m/2345678", "/m/x", f"/m/{'z' * 3000}"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert not Reach.objects.exists()


@pytest.mark.requirement("X-01")
def test_a_coordinator_reads_the_reach_of_the_own_places_per_subject_and_month(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    o = f"o{cast.organisation.pk}"
    for path in (code(), code("buurtgezinnen", place=o), code("buurtgezinnen", "bericht", "")):
        client.get(path)
    client.get(code("kijk-om", place="0098"))
    Reach.objects.create(
        subject="kijk-om", kind="kaartje", place="0546", month=date(2025, 12, 1), times=7
    )
    Reach.objects.create(
        subject="sta-naast", kind="kaartje", place="0546", month=date(2025, 11, 1), times=9
    )
    text = sign_in(cast.coordinator).get(reverse("toolkit:reach")).content.decode()
    rows = re.findall(
        r'<th scope="row">([^<]+)</th><td class="nowrap">([^<]+)</td><td class="number">(\d+)', text
    )
    assert rows == [
        ("Buurtgezinnen", "nov 2026", "2"), ("Er is iemand naast je", "nov 2026", "1"),
        ("Jij kunt iemand zijn voor een kind", "dec 2025", "7"),
    ]  # fmt: skip
    assert "Er zit niemand achter dit getal." in text
    far = sign_in(cast.far_coordinator).get(reverse("toolkit:reach")).content.decode()
    assert "Jij kunt iemand zijn" in far
    assert "Er is iemand naast je" not in far
    for who in ("parent", "regional", "municipality"):
        assert sign_in(cast.by_name(who)).get(reverse("toolkit:reach")).status_code == 404


def test_before_anybody_came_the_page_says_what_will_stand_there(
    cast: Cast, sign_in: SignIn
) -> None:
    text = sign_in(cast.coordinator).get(reverse("toolkit:reach")).content.decode()
    assert "Hier zie je straks hoe vaak" in text
