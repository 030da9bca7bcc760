"""The style guide shows everything there is, and keeps to the rules of the house."""

import re
from pathlib import Path

import pytest
from django.test import Client

from naast.ui.templatetags.ui import register

UI = Path(__file__).resolve().parent.parent
GUIDE = [
    UI / "templates/ui/style_guide.html",
    *sorted((UI / "templates/ui/style_guide").glob("*.html")),
]


@pytest.fixture
def page(client: Client, db: None) -> str:
    response = client.get("/stijl/")
    assert response.status_code == 200
    return response.content.decode()


def test_it_opens_for_everybody(page: str) -> None:
    assert page.count("<h1>") == 1


@pytest.mark.parametrize("name", sorted({**register.tags, **register.filters}))
def test_every_component_is_shown(name: str) -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in GUIDE)
    assert re.search(rf"(\{{% {name}\b|\|{name}\b)", shown), f"{name} is not in the style guide"


def test_it_is_shown_in_three_ways(page: str) -> None:
    assert 'dir="rtl"' in page
    assert 'data-scheme="dark"' in page


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(page: str) -> None:
    assert not re.search(r"\sstyle=", page)
    assert not re.search(r"\son\w+=", page)
    assert "<style" not in page
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="(?:https?:)?//', page)


def test_every_id_is_there_once(page: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_there_is_a_way_out_and_there_are_numbers_to_call(page: str) -> None:
    assert re.search(r'<form class="leave-form" method="post"[^>]*data-leave="https://', page)
    for number in ("tel:112", "tel:08002000", "tel:113", "tel:08000432"):
        assert number in page


def test_our_own_weight_stays_small() -> None:
    own = sum(path.stat().st_size for path in (UI / "static/ui/css").glob("*.css"))
    assert own < 60_000
    for path in [*(UI / "static/ui/css").glob("*.css"), UI / "static/ui/naast.js"]:
        assert len(path.read_text().splitlines()) <= 400, path.name
