"""Material as a file: a tagged PDF or a picture, made by typst."""

from naast.toolkit.papers.logos import Logo, logo
from naast.toolkit.papers.making import Busy, Ending, made, made_with

__all__ = ["Busy", "Ending", "Logo", "logo", "made", "made_with"]
