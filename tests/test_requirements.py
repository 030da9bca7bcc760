"""The page of requirements is made from the tests, and says nothing that is not there."""

import pytest

from scripts import requirements
from scripts.requirements import ROOT, chapters, proofs

LINES = [line for chapter in chapters() for line in chapter.lines]


def test_the_page_is_up_to_date() -> None:
    assert requirements.PAGE.read_text(encoding="utf-8") == requirements.page(), (
        "python -m scripts.requirements"
    )


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_what_is_built_has_a_test_and_what_is_not_says_so(line: requirements.Line) -> None:
    assert bool(line.lives) == bool(line.tests)
    assert not [path for path in line.lives if not (ROOT / path).exists()]


def test_no_test_proves_a_line_that_nobody_wrote() -> None:
    assert set(proofs()) <= {line.id for line in LINES}
