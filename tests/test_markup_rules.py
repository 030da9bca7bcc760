"""Small laws for whoever writes a page: nothing inline, nothing unescaped, no storage."""

import re
from pathlib import Path

import pytest

import naast

HOUSE = Path(naast.__file__).parent
TEMPLATES = sorted(HOUSE.rglob("*.html"))
SCRIPTS = [path for path in sorted(HOUSE.rglob("*.js")) if "vendor" not in path.parts]
CODE = [path for path in sorted(HOUSE.rglob("*.py")) if "tests" not in path.parts]

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|\bhx-on|javascript:|<script(?![^>]*\ssrc=)"
    r"|hx-vals\s*=\s*[\"']js:",
    re.IGNORECASE,
)
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off|\bmark_safe\b|\|\s*json_script\b")
FROM_ELSEWHERE = re.compile(r"<(?:script|link|img|iframe|source|video)\b[^>]*=\"(?:https?:)?//")
STORAGE = re.compile(r"\b(?:localStorage|sessionStorage|indexedDB|caches|document\.cookie)\b")
SINKS = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|createContextualFragment"
    r"|srcdoc)\b|\bnew Function\b"
)
REFUSED_IN = "naast.js"
"""The one script that names the storages: it makes them refuse everybody."""


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("rule", [INLINE, UNESCAPED, FROM_ELSEWHERE], ids=["inline", "raw", "away"])
def test_no_template_breaks_the_rule(rule: re.Pattern[str]) -> None:
    assert len(TEMPLATES) > 80
    found = [(named(path), hit.group()) for path in TEMPLATES for hit in rule.finditer(read(path))]
    assert not found


def test_no_code_lets_text_through_unescaped() -> None:
    found = [
        named(path)
        for path in CODE
        if re.search(
            r"\bmark_safe\(|\bSafeString\((?!\"\"\))|csrf_exempt|xframe_options", read(path)
        )
    ]
    assert not found


def test_no_script_of_ours_stores_anything_or_makes_markup_of_text() -> None:
    assert len(SCRIPTS) >= 2
    for path in SCRIPTS:
        text = re.sub(r"/\*.*?\*/", "", read(path), flags=re.DOTALL)
        stored = set(STORAGE.findall(text))
        assert stored <= ({"localStorage", "sessionStorage"} if path.name == REFUSED_IN else set())
        assert not SINKS.findall(text), named(path)
        assert len(re.findall(r"\bcreatePolicy\(", text)) <= 1, named(path)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
