"""The table of stories and the tests are the same list, and there are enough of them."""

import ast
import re
from pathlib import Path

import pytest

from tests.plugin_trust import Promise

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs/trust/abuse-stories.md"
ROW = re.compile(r"^\| .+ \| `(\w+)\.py::(test_\w+)` \|$", re.MULTILINE)


@pytest.mark.trust
def test_every_story_has_its_test_and_every_test_its_story(promise: Promise) -> None:
    told = set(ROW.findall(TABLE.read_text("utf-8")))
    tested = {
        (path.stem, node.name)
        for path in HERE.glob("test_*.py")
        if path != Path(__file__)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert told == tested
    promise.kept("P25", "misbruikverhalen met een toets", count=len(told), broken=0, floor=60)
