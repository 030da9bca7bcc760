"""What can be made: paper to hang up or hand over, images to send."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MILLIMETRES_PER_INCH: Final = 25.4


class Kind(StrEnum):
    """One kind of material; the value stands in addresses and rows."""

    POSTER_A4 = "poster-a4"
    POSTER_A3 = "poster-a3"
    FLYER = "flyer-a5"
    CARD = "kaartje"
    SQUARE = "beeld-vierkant"
    TALL = "beeld-hoog"
    MESSAGE = "bericht"


@dataclass(frozen=True, slots=True)
class Format:
    """How large something is. `shape` is the layout of it in `papers/sheet.typ`.

    `pixels` is how wide its picture is: an image has the size that sites ask for, paper enough to
    be printed.
    """

    name: Promise
    width: float
    height: float
    pixels: int
    shape: str = "sheet"

    def per_inch(self, pixels: int) -> float:
        """How many pixels an inch has when the whole is so many wide."""
        return pixels * MILLIMETRES_PER_INCH / self.width


# Millimetres: ISO 216. An image is as wide as its 1080 pixels are at 144 to an inch.
FORMATS: Final = MappingProxyType({
    Kind.POSTER_A4: Format(_("Poster A4"), 210, 297, 1654),
    Kind.POSTER_A3: Format(_("Poster A3"), 297, 420, 2339),
    Kind.FLYER: Format(_("Flyer A5"), 148, 210, 1748),
    Kind.CARD: Format(_("Card to hand over (A6)"), 148, 105, 1748, "card"),
    Kind.SQUARE: Format(_("Square image"), 190.5, 190.5, 1080),
    Kind.TALL: Format(_("Tall image"), 190.5, 338.6667, 1080),
})  # fmt: skip
"""Everything that has a page; a message has none."""

PREVIEW_PIXELS: Final = 640


def kind_name(key: str) -> str:
    """What a kind is called; a message has a name and no format. What is no kind keeps its key."""
    if key == Kind.MESSAGE:
        return gettext("Message")
    return str(FORMATS[Kind(key)].name) if key in FORMATS else key
