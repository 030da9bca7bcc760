"""A sent picture is drawn anew: small, upright, and nothing hidden in it."""

import subprocess
import sys
from io import BytesIO

import pytest
from PIL import Image

from naast.common import pictures
from naast.kernel.errors import DomainError
from tests.sent_files import (
    empty_jpeg,
    empty_png,
    exif,
    jpeg,
    no_pictures,
    png,
    rest_of,
    with_a_rider,
)

pytestmark = pytest.mark.once

BLUE, RED = (0, 0, 254), (254, 0, 0)


def drawn(given: bytes, longest: int = 640) -> Image.Image:
    picture = pictures.drawn_anew(given, longest=longest)
    return Image.open(BytesIO(picture.content))


@pytest.mark.parametrize("name", with_a_rider())
def test_only_what_is_seen_is_left(name: str) -> None:
    picture = pictures.drawn_anew(with_a_rider()[name], longest=640)
    assert rest_of(picture.content) == []
    again = Image.open(BytesIO(picture.content))
    assert picture.kind == f"image/{(again.format or '').lower()}"
    assert not again.getexif()
    assert getattr(again, "n_frames", 1) == 1


@pytest.mark.parametrize("name", no_pictures())
def test_what_is_no_picture_is_said(name: str) -> None:
    with pytest.raises(DomainError, match=r"geen foto|te veel beeldpunten"):
        pictures.drawn_anew(no_pictures()[name], longest=640)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (64, 48), BLUE), (3, (64, 48), RED), (6, (48, 64), RED), (8, (48, 64), BLUE)],
)
def test_a_picture_stands_upright(
    orientation: int, size: tuple[int, int], corner: tuple[int, int, int]
) -> None:
    upright = drawn(jpeg(exif=exif(orientation)))
    assert upright.size == size
    found = upright.getpixel((2, 2))
    assert isinstance(found, tuple)
    assert all(abs(a - b) < 8 for a, b in zip(found, corner, strict=True))


def test_a_photo_of_a_phone_becomes_small_and_a_small_one_stays_as_it_is() -> None:
    assert drawn(jpeg(4000, 3000)).size == (640, 480)
    assert drawn(jpeg(3000, 4000, progressive=True)).size == (480, 640)
    assert drawn(png("RGBA", 1300, 2600)).size == (320, 640)
    assert drawn(png("P", 1300, 2)).size == (640, 1)
    assert drawn(jpeg(64, 48)).size == (64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB", "RGBA"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    assert drawn(png(mode)).mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_grey_of_sixteen_bits_stays_as_grey_as_it_was() -> None:
    out = BytesIO()
    Image.new("I;16", (9, 9), 25_700).save(out, "PNG")
    assert drawn(out.getvalue()).getpixel((4, 4)) == (100, 100, 100)


def test_colours_for_a_press_are_read() -> None:
    out = BytesIO()
    Image.new("CMYK", (9, 9), (0, 255, 255, 0)).save(out, "JPEG")
    assert drawn(out.getvalue()).mode == "RGB"


@pytest.mark.parametrize(
    "given",
    [
        empty_png(4_001, 4_000), empty_png(30_000, 30_000), empty_png(2**31 - 1, 2**31 - 1),
        empty_jpeg(10_001, 5_000), empty_jpeg(65_500, 65_500),
    ],
)  # fmt: skip
def test_what_has_too_many_points_is_said_before_it_is_unpacked(given: bytes) -> None:
    with pytest.raises(pictures.TooManyPoints, match="te veel beeldpunten"):
        pictures.drawn_anew(given, longest=640)


def test_a_file_that_is_too_large_is_said() -> None:
    with pytest.raises(DomainError, match="te groot: hooguit 10 MB"):
        pictures.drawn_anew(jpeg() + b"x" * pictures.LARGEST, longest=640)


def test_the_size_is_read_without_drawing() -> None:
    assert pictures.sides_of(empty_jpeg(1_234, 999)) == (1_234, 999)


SHOWS_MEMORY = """
import resource, sys
from io import BytesIO
import django
django.setup()
from PIL import Image
from naast.common import pictures
from naast.kernel.errors import DomainError
from tests.sent_files import empty_png, no_pictures
Image.init()
whole = BytesIO()
Image.new("RGBA", (4_000, 4_000)).save(whole, "PNG", compress_level=1)
sent = [*no_pictures().values(), whole.getvalue()]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for given in sent:
    try:
        pictures.drawn_anew(given, longest=640)
    except DomainError:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


KB = 1024 if sys.platform == "darwin" else 1
"""What getrusage counts in: bytes on a Mac, kilobytes elsewhere."""


def test_no_picture_takes_much_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOWS_MEMORY], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) / KB < 200_000  # kB
