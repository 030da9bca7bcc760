"""Whose the rows of this room are, with the logbook and the drafts, whose words live here."""

from naast.support.belongings.chapters import CHAPTERS
from naast.support.belongings.erasing import ERASING

__all__ = ["CHAPTERS", "ERASING"]
