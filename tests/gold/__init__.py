"""The gold set: questions people could ask of the demo map, and what they should find.

`questions.csv`: of which kind a question is, the postcode it is asked from, the words, and the keys
of `naast/demo/data/map.toml` that belong among the first ten answers.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).with_name("questions.csv")

FLOORS: Final[Mapping[str, float]] = {
    "base": 0.95, "plural": 0.95, "compound": 0.95, "diacritics": 0.95, "typo": 0.85,
    "everyday": 0.85, "unseen": 0.85, "another": 0.85, "english": 0.85,
}  # fmt: skip
"""What part of the wanted services is found, at least, per kind of question. Those of the kind
`unseen` were written after the search was tuned, and nothing was tuned on them; `another` is about
a child or a parent of others.
"""

DEPTH: Final = 10
"""How many answers are looked at: one page."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what it should find; `want` are keys of the demo map."""

    kind: str
    near: str
    ask: str
    want: Sequence[str]


def questions() -> list[Question]:
    """All questions of the gold set."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Question(row["kind"], row["near"], row["ask"], row["want"].split(";"))
            for row in csv.DictReader(file)
        ]
