"""What is wrong in a file, in plain Dutch, so that its writer can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that we cannot read.

    `line` counts from 1; None when the whole file is meant. `column` is the header as it stands in
    the file. `found` is the cell, `expected` says in Dutch what should have stood there.
    """

    file: str
    line: int | None
    column: str | None
    found: str
    expected: str

    def __str__(self) -> str:
        where = [self.file]
        where += [f"regel {self.line}"] if self.line is not None else []
        where += [f"kolom {self.column}"] if self.column is not None else []
        said = f"hier staat “{_short(self.found)}”; " if self.found else ""
        return f"{', '.join(where)}: {said}{self.expected}"


def _short(cell: str) -> str:
    one_line = " ".join(cell.split())
    return one_line if len(one_line) <= 60 else one_line[:59] + "…"


class Unreadable(Exception):
    """A file as a whole cannot be read; no line of it can be used."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*map(str, problems))
        self.problems = problems
