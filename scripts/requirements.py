"""The page that says per requirement where it lives and which tests prove it.

Lines stand in tests/requirements.toml; tests name the lines they prove with a marker. Usage:
python -m scripts.requirements [check]
"""

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES = ROOT / "tests/requirements.toml"
PAGE = ROOT / "docs/requirements.md"
MARKER = "requirement"
HEAD = """\
# Requirements: where each lives, and what proves it

Made from `tests/requirements.toml` and the tests themselves by `python -m scripts.requirements`; do
not edit it here. *Not built* is said as plainly as the rest.
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its id, what it asks in our words, the paths where it lives, and its tests."""

    id: str
    asks: str
    lives: Sequence[str]
    tests: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The lines of one programme."""

    title: str
    lines: Sequence[Line]


def chapters() -> list[Chapter]:
    """Everything, in the order of the file."""
    tests = proofs()
    table = tomllib.loads(LINES.read_text(encoding="utf-8"))
    return [
        Chapter(
            rows["title"],
            [
                Line(key, row["asks"], row["lives"], tests.get(key, ()))
                for key, row in rows.items()
                if key != "title"
            ],
        )
        for rows in table.values()
    ]


def proofs() -> Mapping[str, Sequence[str]]:
    """Per id the tests that prove it, as `file::test`."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in ("naast", "tests", "scripts"):
        for path in sorted((ROOT / folder).rglob("test_*.py")):
            for name, ids in _marked(ast.parse(path.read_text(encoding="utf-8"))):
                for each in ids:
                    found[each].append(f"{path.relative_to(ROOT).as_posix()}::{name}")
    return found


def _marked(tree: ast.Module) -> Iterator[tuple[str, Sequence[str]]]:
    """Every test of a file with the ids on it, or on the whole file."""
    everywhere: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            everywhere = [each for call in ast.walk(node.value) for each in _ids(call)]
    for test in ast.walk(tree):
        if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
            own = [each for decorator in test.decorator_list for each in _ids(decorator)]
            yield test.name, [*everywhere, *own]


def _ids(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith(f"mark.{MARKER}"):
        return []
    return [str(arg.value) for arg in node.args if isinstance(arg, ast.Constant)]


def page() -> str:
    """The page as it should be."""
    parts = [HEAD]
    for chapter in chapters():
        parts.append(f"## {chapter.title}\n")
        parts.append("| Id | Asks | Lives in | Proved by |\n|---|---|---|---|")
        parts += [_row(line) for line in chapter.lines]
        parts.append("")
    return "\n".join(parts)


def _row(line: Line) -> str:
    lives = "<br>".join(f"`{path}`" for path in line.lives) or "*not built*"
    tests = "<br>".join(f"`{test}`" for test in line.tests) or "–"
    return f"| {line.id} | {line.asks} | {lives} | {tests} |"


def main() -> None:
    """Write the page; with `check` only say whether it is up to date."""
    wanted = page()
    if "check" in sys.argv[1:]:
        sys.exit(PAGE.read_text(encoding="utf-8") != wanted)
    PAGE.write_text(wanted, encoding="utf-8")


if __name__ == "__main__":
    main()
