"""Somebody who collects: an advertiser, an agency, a model in want of data."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

import naast
from naast.common.processing import record
from naast.people.forms.text import carries_bsn
from tests.abuse.conftest import World
from tests.plugin_trust import in_this_part

pytestmark = pytest.mark.trust

PUBLIC = ("home:home", "worry:begin", "home:reach", "home:privacy", "people:offer", "support:ask")
OUTSIDE = re.compile(r"""(?:src|action|srcset|data-src)=["'](?:https?:)?//[^"']+""")


def test_no_page_loads_anything_from_elsewhere(world: World) -> None:
    for who in (None, "parent", "supporting_parent", "coordinator"):
        client = world.client(who)
        pages = [reverse(page) for page in PUBLIC]
        about = [each for each in world.addresses() if in_this_part(who or "", each, of=2)]
        for address in [*pages, *(about if who else [])]:
            assert not OUTSIDE.findall(client.get(address).content.decode()), address


def test_a_browser_may_ask_nothing_of_anybody_else(world: World) -> None:
    for page in PUBLIC:
        policy = world.get(None, page).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "http" not in policy
        assert "*" not in policy


def test_reading_public_pages_leaves_no_cookie_to_follow(world: World) -> None:
    client = world.client(None)
    for page in ("home:home", "worry:begin", "home:reach", "home:privacy"):
        client.get(reverse(page))
    assert not {name for name in client.cookies if name == "naast"}


def test_our_code_calls_nobody(world: World) -> None:
    root = Path(naast.__file__).parent
    calls = re.compile(
        r"^\s*(?:import|from) (?:requests|httpx|aiohttp|urllib\.request)\b", re.MULTILINE
    )
    found = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "tests" not in path.parts and calls.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_there_is_nowhere_to_put_a_number_of_the_state_or_a_diagnosis(world: World) -> None:
    never = ("bsn", "diagnos", "risk", "score", "nationalit", "religion", "ethnic", "income")
    names = [field.name for model in apps.get_models() for field in model._meta.get_fields()]
    assert not [name for name in names for word in never if word in name]


@pytest.mark.parametrize("text", ["111222333", "mijn bsn is 1112.22.333", "111 222 333"])
def test_a_number_of_the_state_in_a_text_is_noticed(text: str) -> None:
    assert carries_bsn(text)


def test_nothing_is_kept_without_a_purpose_a_ground_and_a_clock(world: World) -> None:
    for field in record().fields:
        assert field.purpose in record().purposes
        assert field.ground in record().grounds
        assert field.clock in record().clocks


def test_nothing_is_stored_in_the_browser(world: World) -> None:
    root = Path(naast.__file__).parent
    kept = re.compile(r"(local|session)Storage(\.\w|\[)|indexedDB|document\.cookie")
    scripts = [path for path in root.rglob("*.js") if "vendor" not in path.parts]
    assert scripts
    assert not [path.name for path in scripts if kept.search(path.read_text("utf-8"))]
