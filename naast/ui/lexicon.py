"""The words of Naast: finds words we avoid, says what to use and why.

`python -m naast.ui.lexicon` reads every Dutch translation, template and TOML text of the package
and ends with exit code 1 when it finds something, as file:line.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
LEXICON = Path(__file__).with_name("lexicon.toml")

OTHER_LANGUAGE = re.compile(r'\b(?!nl\b)[a-z]{2} = "(?:\\.|[^"\\])*"')
"""In TOML: a text under the code of a language that is not Dutch."""

ELSEWHERE = re.compile(r"\s*(?:url|source|roles|ages|who) = ")
"""In TOML: addresses and names of other tables, which nobody reads as text."""

ANOTHER_FILE = re.compile(r"languages/(?!nl\.)[a-z]{2}\.toml$")
"""Files that hold one other language and nothing else."""


@dataclass(frozen=True)
class Rule:
    """Something to avoid, as a pattern, with what to say instead and why.

    `shown` is what people read of it, `in_browser` the same pattern as a browser reads it (with the
    flags `giu`).
    """

    pattern: re.Pattern[str]
    use: str
    why: str
    shown: str
    in_browser: str


@dataclass(frozen=True)
class ExceptionRule:
    """A place where a word may stand after all."""

    path: str
    word: str
    reason: str


@dataclass(frozen=True)
class Violation:
    """A word to avoid, found in a text at `start` (characters from the beginning)."""

    found: str
    use: str
    why: str
    start: int


@cache
def rules() -> tuple[tuple[Rule, ...], tuple[ExceptionRule, ...]]:
    """The lexicon: what to avoid, and where an exception holds.

    Raises: KeyError when an entry lacks `use`, `why` or, for an exception, its `reason`.
    """
    data = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    avoid = [_word(word) for word in data["word"]]
    avoid += [
        Rule(re.compile(m["pattern"]), m["use"], m["why"], m["shown"], m["pattern"])
        for m in data.get("mark", [])
    ]
    exceptions = [
        ExceptionRule(e["path"], e["word"].lower(), e["reason"]) for e in data.get("exception", [])
    ]
    return tuple(avoid), tuple(exceptions)


def _word(entry: dict[str, Any]) -> Rule:
    either = "|".join(re.escape(each).replace(r"\*", r"\w*") for each in entry["avoid"])
    pattern = rf"(?<![\w\\])(?:{either})(?!\w)"
    # A browser knows letters with accents by another name, and no space or hyphen with a backslash.
    in_browser = pattern.replace(r"[\w\\]", r"[\p{L}\p{N}_\\]").replace(r"\w", r"[\p{L}\p{N}_]")
    return Rule(
        pattern=re.compile(pattern, re.IGNORECASE),
        use=entry["use"],
        why=entry["why"],
        shown=", ".join(each.replace("*", "…") for each in entry["avoid"]),
        in_browser=re.sub(r"\\([ \-])", r"\1", in_browser),
    )


def violations(text: str) -> list[Violation]:
    """Everything in a Dutch text that we say otherwise, in order of appearance."""
    found = [
        Violation(match.group(), rule.use, rule.why, match.start())
        for rule in rules()[0]
        for match in rule.pattern.finditer(text)
    ]
    return sorted(found, key=lambda v: v.start)


def violations_in(path: str, text: str) -> list[Violation]:
    """The same for a text of a file of ours, but for the words that may stand there after all.

    Args: path: as it begins with the name of the package, such as `naast/demo/data/map.toml`.
    """
    return [found for found in violations(text) if not _excepted(path, found.found)]


def dutch_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that people read in Dutch, with their line numbers (from 1)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".po":
        yield from _translations(lines)
    elif path.suffix in (".html", ".txt"):
        yield from _markup(lines)
    else:
        yield from _values(lines)


def _values(lines: list[str]) -> Iterator[tuple[int, str]]:
    """TOML without comments, table names, keys, addresses and what is in another language."""
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith(("#", "[")) and not ELSEWHERE.match(line):
            yield number, re.sub(r"^\s*[\w.-]+\s*=", "", OTHER_LANGUAGE.sub("", line))


def _translations(lines: list[str]) -> Iterator[tuple[int, str]]:
    part, header = "", False
    for number, line in enumerate(lines, 1):
        if found := re.match(r'(msgid_plural|msgid|msgstr|msgctxt)(?:\[\d\])? "(.*)"$', line):
            part = found[1]
            if part == "msgid":
                header = found[2] == "" and not _continues(lines, number)
            text = found[2]
        elif line.startswith('"'):
            text = line.strip('"')
        else:
            continue
        if part == "msgstr" and not header:
            yield number, text


def _continues(lines: list[str], number: int) -> bool:
    return number < len(lines) and lines[number].startswith('"')


def _markup(lines: list[str]) -> Iterator[tuple[int, str]]:
    """What stands between tags; line breaks inside a tag keep the numbering right."""
    text = "\n".join(lines)
    for pattern in (r"<!--.*?-->", r"\{#.*?#\}", r"\{%.*?%\}", r"\{\{.*?\}\}", r"<[^>]*>"):
        text = re.sub(pattern, lambda m: "\n" * m.group().count("\n"), text, flags=re.DOTALL)
    yield from enumerate(text.split("\n"), 1)


def files() -> Iterator[Path]:
    """All files of the package that hold Dutch texts."""
    for pattern in (
        "*/locale/nl/LC_MESSAGES/*.po",
        "*/templates/**/*.html",
        "*/templates/**/*.txt",
        "**/*.toml",
    ):
        for path in sorted(PACKAGE.glob(pattern)):
            if path != LEXICON and not ANOTHER_FILE.search(path.as_posix()):
                yield path


def check() -> Iterator[str]:
    """One line per word to avoid: file, line, what stands there, what to say instead and why."""
    for path in files():
        name = path.relative_to(PACKAGE.parent).as_posix()
        for number, text in dutch_lines(path):
            for found in violations_in(name, text):
                yield f"{name}:{number}: “{found.found}” → {found.use}. {found.why}"


def _excepted(name: str, found: str) -> bool:
    return any(fnmatch(name, e.path) and found.lower() == e.word for e in rules()[1])


def main() -> int:
    """Print what `check` finds; 1 when there is something."""
    found = list(check())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
