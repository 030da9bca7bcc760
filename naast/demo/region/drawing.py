"""Drawings for the stories of the region: a few shapes, so that nobody stands on them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

Shape = tuple[str, tuple[int, int, int, int], str]
"""How it is drawn, its box in points (left, top, right, bottom), its colour."""

SIZE: Final = (960, 560)
PAPER: Final = "#fbefdc"


def drawing_of(name: str) -> bytes:
    """A drawing as a PNG. Raises: KeyError when there is none of that name."""
    from PIL import Image, ImageDraw  # heavy, and only while a region is made

    picture, out = Image.new("RGB", SIZE, PAPER), BytesIO()
    pen = ImageDraw.Draw(picture)
    for how, box, colour in DRAWINGS[name]:
        (pen.ellipse if how == "round" else pen.rectangle)(box, fill=colour)
    picture.save(out, "PNG")
    return out.getvalue()


def _pancakes() -> Iterator[Shape]:
    yield "flat", (0, 430, 960, 560), "#c98f62"
    yield "round", (150, 370, 650, 490), "#2f5d4c"
    yield "round", (190, 375, 610, 465), "#4d8069"
    for layer in range(6):
        top = 350 - 30 * layer
        yield "round", (230, top, 570, top + 76), "#a8642f"
        yield "round", (230, top - 10, 570, top + 62), "#eebd78"
    yield "round", (360, 200, 440, 228), "#fff6dd"
    yield "round", (800, 330, 880, 410), "#2f5d4c"
    yield "round", (815, 345, 865, 395), PAPER
    yield "flat", (700, 310, 830, 450), "#2f5d4c"
    yield "round", (700, 430, 830, 470), "#2f5d4c"
    yield "round", (700, 290, 830, 330), "#7fa894"
    yield "round", (712, 296, 818, 326), "#9a5b2b"


DRAWINGS: Final = {"pancakes": tuple(_pancakes())}
