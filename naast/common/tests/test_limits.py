"""Token buckets: so many at once, filled again by the clock, counted over every process."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from naast.common import limits
from naast.common.limits import Limit, whereabouts
from naast.common.models import Bucket
from tests.cast import NOW
from tests.lasting.house import ROOT, built
from tests.plugin_trust import Promise

FIVE = Limit("test", 5, timedelta(hours=1))


@pytest.mark.trust
@pytest.mark.parametrize("most", [1, 5, 60])
def test_as_many_as_allowed_and_not_one_more_until_the_clock_fills_it(
    db: None, promise: Promise, most: int
) -> None:
    limit = Limit("test", most, timedelta(hours=1))
    allowed = [limit.take(NOW, "here") for _try in range(most + 3)]
    one_later = NOW + timedelta(hours=1) / most
    later = [limit.take(one_later - timedelta(seconds=1), "here"), limit.take(one_later, "here")]
    full_again = [limit.take(NOW + timedelta(hours=3), "here") for _try in range(most + 1)]
    expected = [True] * most + [False] * 3 + [False, True] + [True] * most + [False]
    told = allowed + later + full_again
    broken = sum(one != other for one, other in zip(told, expected, strict=True))
    promise.kept("P10", "pogingen per emmer", count=len(told), broken=broken, floor=most)


def test_one_place_does_not_use_up_the_tries_of_another(db: None) -> None:
    assert [FIVE.take(NOW, "here") for _try in range(6)] == [True] * 5 + [False]
    assert FIVE.take(NOW, "elsewhere")


def test_a_clock_that_goes_back_gives_nothing(db: None) -> None:
    assert [FIVE.take(NOW, "here") for _try in range(6)][-1] is False
    assert not FIVE.take(NOW - timedelta(days=2), "here")


def test_what_is_kept_tells_nobody_who_was_where(db: None) -> None:
    FIVE.take(NOW, "192.0.2.7", "samira@voorbeeld.test")
    (bucket,) = Bucket.objects.all()
    assert len(bucket.key) == 64
    assert set(bucket.key) <= set("0123456789abcdef")


def test_full_buckets_are_thrown_away(db: None) -> None:
    FIVE.take(NOW, "here")
    assert limits.forget_full(NOW + timedelta(hours=23)) == 0
    assert limits.forget_full(NOW + timedelta(hours=25)) == 1


@pytest.mark.parametrize(
    ("proxies", "remote", "passed_on", "expected"),
    [
        (0, "192.0.2.7", "", "192.0.2.7"),
        (0, "192.0.2.7", "203.0.113.9", "192.0.2.7"),
        (1, "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        (1, "127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "127.0.0.1", "198.51.100.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (1, "127.0.0.1", "nonsense", ""),
        (0, "2001:db8:1:2:3::4", "", "2001:db8:1:2::/64"),
    ],
)
def test_where_somebody_is_cannot_be_made_up(
    settings: Settings, proxies: int, remote: str, passed_on: str, expected: str
) -> None:
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if passed_on:
        request.META["HTTP_X_FORWARDED_FOR"] = passed_on
    assert whereabouts(request) == expected


OTHER_PROCESS = """
import django, sys
django.setup()
from datetime import UTC, datetime, timedelta
from naast.common.limits import Limit
limit = Limit(sys.argv[1], 40, timedelta(hours=1))
print(sum(limit.take(datetime(2026, 11, 2, 9, tzinfo=UTC)) for _try in range(40)))
"""
"""What a second `naast serve` process does: a Django of its own, a connection of its own."""


@pytest.mark.trust
def test_two_processes_count_along_with_each_other(tmp_path: Path, promise: Promise) -> None:
    with built(tmp_path / "home") as house:
        command = [sys.executable, "-c", OTHER_PROCESS, "two processes"]
        others = [
            subprocess.Popen(
                command, cwd=ROOT, env=house.environment(), stdout=subprocess.PIPE, text=True
            )
            for _process in range(2)
        ]
        allowed = [int(other.communicate(timeout=60)[0]) for other in others]
    promise.kept(
        "P10", "pogingen in twee processen tegelijk, 40 toegestaan",
        count=80, broken=abs(sum(allowed) - 40), floor=80,
    )  # fmt: skip
