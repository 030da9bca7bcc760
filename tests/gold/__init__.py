"""The gold set: questions people could ask of the demo map, and what they should find.

`questions.csv`: of which kind a question is, the postcode it is asked from, the words, and the keys
of `naast/demo/data/map.toml` that belong among the first ten answers. `held_out.csv` has the same
columns; nobody looks which of those are found, only how many.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILES: Final = ("questions.csv", "held_out.csv")

FLOORS: Final[Mapping[str, float]] = {
    "base": 0.95, "plural": 0.95, "compound": 0.95, "diacritics": 0.95, "typo": 0.85,
    "everyday": 0.92, "phrased": 0.8, "held": 0.6, "unseen": 0.85, "another": 0.85,
    "english": 0.85,
}  # fmt: skip
"""What part of the wanted services is found, at least, per kind of question. `another` is about a
child or a parent of others.

How people say it without knowing what it is called: `everyday`, and `phrased` in whole sentences.
Sayings were added for both, so they tell that nothing gets lost, not how well a new sentence does.
`held` tells that: written after those sayings, and nothing is tuned on it. `unseen` was such a set
once; two of its misses have been read since.
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
    found = []
    for name in FILES:
        with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            found += [
                Question(row["kind"], row["near"], row["ask"], row["want"].split(";"))
                for row in csv.DictReader(file)
            ]
    return found
