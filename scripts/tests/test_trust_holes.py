"""The seeded holes are worth something only while they fit the house as it is now."""

import shutil
from pathlib import Path

import pytest

from scripts.trust_holes import ROOT, Hole, holes


@pytest.mark.once
@pytest.mark.parametrize("hole", holes(), ids=lambda hole: hole.name)
def test_a_hole_still_fits(hole: Hole, tmp_path: Path) -> None:
    copy = tmp_path / hole.file
    copy.parent.mkdir(parents=True)
    shutil.copy(ROOT / hole.file, copy)
    hole.dig(tmp_path)
    assert copy.read_bytes() != (ROOT / hole.file).read_bytes()


def test_there_are_ten_at_least() -> None:
    assert len(holes()) >= 10
