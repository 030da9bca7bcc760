"""The code on every piece of material is read as a phone reads it, and leads where it should."""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image

from naast.programmes.language_files import ORDER
from naast.toolkit import papers
from naast.toolkit.addresses import trail_of
from naast.toolkit.kinds import FORMATS, Kind
from naast.toolkit.material import Material
from naast.toolkit.papers import Ending
from naast.toolkit.tests.pieces import material, png
from tests.cast import Cast

pytestmark = pytest.mark.once

SITE = "https://naast.voorbeeldgemeente.example"
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
FAR = 0.5
"""Each side of what a camera sees that stands twice as far away."""


def address(made: Material) -> str:
    """Where its code leads, on a site with a long name."""
    return SITE + reverse("toolkit:follow", args=[made.trail.code])


def read(picture: Image.Image) -> list[str]:
    """What a phone reads in a picture: every QR code in it."""
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=QR)
    return [code.text for code in codes]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def printed(pdf: bytes, kind: Kind, folder: Path, *, per_inch: int = 150) -> Image.Image:
    """A PDF as it comes out of a plain printer."""
    import typst  # as the makers of papers: only where it is used

    form = FORMATS[kind]
    (folder / "page.pdf").write_bytes(pdf)
    sheet = folder / "sheet.typ"
    sheet.write_text(
        f"#set page(width: {form.width}mm, height: {form.height}mm, margin: 0mm)\n"
        '#image("page.pdf", width: 100%)'
    )
    made = typst.compile(str(sheet), format="png", ppi=per_inch)
    assert isinstance(made, bytes)
    return opened(made)


def as_seen(picture: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """A picture as somebody points a phone at it: straight, askew, from afar, in bad light."""
    yield "straight", picture
    grey = picture.convert("L")
    yield "askew", grey.rotate(17, expand=True, fillcolor=255)
    yield "in bad light", grey.point(lambda shade: 60 + shade // 3)
    size = (round(grey.width * FAR), round(grey.height * FAR))
    yield "from afar", grey.resize(size, Image.Resampling.BILINEAR)


@pytest.mark.requirement("MV-06")
@pytest.mark.parametrize("language", ORDER)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_code_is_read_from_the_picture_and_from_paper(
    kind: Kind, language: str, tmp_path: Path
) -> None:
    made = material(kind, "naast-je", language)
    leads = address(made)
    assert trail_of(leads.rpartition("/")[2], [made.place.key]) == made.trail
    picture = opened(papers.made(made, leads, Ending.PNG))
    for how, seen in as_seen(picture):
        assert read(seen) == [leads], how
    paper = printed(papers.made(made, leads, Ending.PDF), kind, tmp_path)
    assert read(paper) == [leads]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_code_is_read_from_the_small_picture_on_the_page(kind: Kind) -> None:
    made = material(kind, "naast-je", "nl")
    leads = address(made)
    assert read(opened(papers.made(made, leads, Ending.PREVIEW))) == [leads]


@pytest.mark.requirement("MV-06")
@pytest.mark.parametrize("kind", FORMATS)
def test_logos_beside_it_do_not_stand_in_its_way(kind: Kind, tmp_path: Path) -> None:
    dark = png(400, 400, points=(b"\x00" + b"\x00\x00\x00" * 400) * 400)
    logos = [papers.logo(dark, "Partner")] * 3
    for language in ("nl", "ar"):
        made = material(kind, "buurtgezinnen", language)
        leads = address(made)
        assert read(opened(papers.made_with(logos, made, leads, Ending.PNG))) == [leads]
        paper = printed(papers.made_with(logos, made, leads, Ending.PDF), kind, tmp_path)
        assert read(paper) == [leads]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ORDER)
def test_what_a_phone_reads_leads_on_in_the_language_of_the_paper(
    language: str, cast: Cast, client: Client
) -> None:
    choice = {
        "wat": "kaartje", "over": "naast-je", "taal": language, "waar": f"o{cast.organisation.pk}",
    }  # fmt: skip
    picture = client.get(reverse("toolkit:as_png"), choice)
    (leads,) = read(opened(picture.content))
    answer = client.get(urlsplit(leads).path)
    assert answer.headers["Location"] == f"/over/naast-je/?taal={language}"
    page = client.get(answer.headers["Location"])
    assert f'lang="{language}"' in page.content.decode()
