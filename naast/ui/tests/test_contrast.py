"""Every pair of text and background in tokens.css can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent / "static" / "ui" / "css"
TOKENS = (CSS / "tokens.css").read_text(encoding="utf-8")

BODY = [("ink", "paper"), ("ink", "card"), ("ink", "pine-wash"), ("ink", "apricot-wash"),
        ("ink", "sky"), ("ink", "moss"), ("ink", "rose")]  # fmt: skip
TEXT = [
    ("ink-soft", "paper"), ("ink-soft", "card"), ("ink-soft", "pine-wash"), ("ink-soft", "moss"),
    ("ink-soft", "sky"), ("ink-soft", "apricot-wash"), ("ink-soft", "rose"),
    ("pine", "paper"), ("pine", "card"), ("pine", "pine-wash"), ("pine", "moss"),
    ("pine", "apricot-wash"), ("pine", "sky"), ("pine-dark", "paper"), ("pine-dark", "card"),
    ("pine-dark", "pine-wash"), ("on-pine", "pine"), ("on-pine", "pine-dark"),
    ("apricot-ink", "apricot-wash"), ("sky-ink", "sky"), ("moss-ink", "moss"),
    ("rose-ink", "rose"), ("red", "paper"), ("red", "card"), ("red", "rose"),
    ("on-band", "band"), ("on-band-soft", "band"), ("on-footer", "footer"),
    ("on-footer-soft", "footer"), ("on-leave", "leave"), ("paper", "ink"),
]  # fmt: skip
# Edges of inputs and meaningful shapes: 3 to 1 (WCAG 1.4.11).
SHAPES = [("line-strong", "card"), ("line-strong", "paper"), ("pine", "card"), ("pine", "paper"),
          ("red", "card")]  # fmt: skip


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def blocks() -> dict[str, dict[str, str]]:
    openings = {
        "light": '[data-scheme="light"] {',
        "system": "prefers-color-scheme: dark) {",
        "dark": '\n[data-scheme="dark"] {',
    }
    return {
        name: colours(TOKENS.split(opening, 1)[1].split("\n}", 1)[0])
        for name, opening in openings.items()
    }


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21, WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_ruler_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pairs", "least"), [(BODY, 7.0), (TEXT, 4.5), (SHAPES, 3.0)], ids=["body", "text", "shapes"]
)
def test_every_pair_can_be_read(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    names = blocks()[scheme]
    found = {pair: contrast(names[pair[0]], names[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least} == {}


def test_the_dark_of_the_system_is_the_dark_of_the_style_guide() -> None:
    found = blocks()
    assert found["system"] == found["dark"]
    assert set(found["dark"]) == set(found["light"])


def test_the_colours_are_those_of_the_design() -> None:
    light = blocks()["light"]
    assert {name: light[name] for name in ("paper", "card", "ink", "ink-soft", "pine")} == {
        "paper": "#fffbf4",
        "card": "#ffffff",
        "ink": "#16262e",
        "ink-soft": "#45565e",
        "pine": "#17594a",
    }


def test_apricot_is_never_the_colour_of_words() -> None:
    for sheet in CSS.glob("*.css"):
        assert not re.search(r"(?<![\w-])color:\s*var\(--apricot\)", sheet.read_text()), sheet.name


def test_nothing_is_pinned_to_left_or_right() -> None:
    pinned = re.compile(
        r"^\s*(?:(?:margin|padding|border)-(?:left|right)\b|(?:left|right|float):|"
        r"text-align:\s*(?:left|right))",
        re.MULTILINE,
    )
    for sheet in CSS.glob("*.css"):
        assert not pinned.search(sheet.read_text(encoding="utf-8")), sheet.name
