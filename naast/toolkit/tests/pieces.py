"""Pieces to make material of in tests: a place, a choice, a logo."""

import json
import struct
import zlib
from typing import Any

from naast.toolkit.kinds import Kind
from naast.toolkit.material import Material
from naast.toolkit.papers import Logo, making
from naast.toolkit.selectors.places import Place
from naast.toolkit.subjects import subject
from naast.ui.papers import typesetting

ADDRESS = "https://naast.voorbeeldgemeente.example/m/k7hm3qd"
FULL = Place(
    "o1", "Steun in de Stellingen", "071 000 00 00", frozenset(), ("Steun in de Stellingen",),
    is_organisation=True,
)  # fmt: skip


def material(kind: Kind, about: str, language: str, *, place: Place = FULL) -> Material:
    """A choice with everything on it that there can be."""
    found = subject(about)
    assert found is not None
    return Material(kind, found, language, place, numbers=True)


def values(made: Material, *logos: Logo) -> dict[str, Any]:
    """What the template reads."""
    return making._values(made, ADDRESS, logos)


def too_high(given: dict[str, Any]) -> list[float]:
    """How many millimetres what stands on a card is too high for its columns."""
    import typst

    from_house = typesetting._given(making.TEMPLATE, given)
    told = typst.query(selector="<too-high>", field="value", **from_house)
    return [float(each) for each in json.loads(told)]


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png(
    width: int = 60, height: int = 20, *extra: bytes, colour: int = 2, points: bytes | None = None
) -> bytes:
    """A picture of one colour, or of the points given, with chunks of what a programme adds."""
    if points is None:  # only then: a header may name more than fits in memory
        points = (b"\x00" + b"\x17\x59\x4a" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = [
        chunk(b"IHDR", header), *extra,
        chunk(b"IDAT", zlib.compress(points)),
        chunk(b"IEND", b""),
    ]  # fmt: skip
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
