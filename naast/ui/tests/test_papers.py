"""Papers wear the colours of the house."""

import re
from pathlib import Path

from naast import ui

UI = Path(ui.__file__).parent
TOKENS = {"cream": "paper"}
"""What a paper calls otherwise than the style sheet does."""


def test_every_colour_of_a_paper_is_one_of_the_house() -> None:
    css = (UI / "static/ui/css/tokens.css").read_text(encoding="utf-8")
    house = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css.partition("/* dark */")[0]))
    typ = (UI / "papers/house.typ").read_text(encoding="utf-8")
    papers = dict(re.findall(r'#let ([\w-]+) = rgb\("(#[0-9a-f]{6})"\)', typ))
    assert len(papers) >= 8
    for name, colour in papers.items():
        if name != "line-colour":  # a line on paper is a little darker than one on a screen
            assert house[TOKENS.get(name, name)] == colour
