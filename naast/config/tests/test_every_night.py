"""What has to be run every night is told to who runs an installation, in both places it is read."""

import ast
import re
from pathlib import Path

import naast

PACKAGE = Path(naast.__file__).parent
ROOT = PACKAGE.parent


def nightly() -> set[str]:
    """The commands that say of themselves that they are for every night."""
    found = PACKAGE.glob("*/management/commands/*.py")
    docs = {path.stem: ast.get_docstring(ast.parse(path.read_text())) or "" for path in found}
    return {name for name, told in docs.items() if "every night" in " ".join(told.split())}


def told(text: str) -> set[str]:
    return set(re.findall(r"naast manage (\w+)", text))


def test_every_nightly_command_stands_in_the_readme_and_with_who_runs_it() -> None:
    assert nightly() == {"keep_time", "close_quarters", "ask_owners"}
    operating = (ROOT / "docs/operating.md").read_text()
    block = operating.split("## Every night")[1].split("```")[1]
    assert told(block) == nightly()
    readme = (ROOT / "README.md").read_text()
    paragraphs = [" ".join(each.split()) for each in readme.split("\n\n")]
    (paragraph,) = (each for each in paragraphs if "every night" in each)
    assert told(paragraph) == nightly()
