"""Every piece of material in every language: one page, tagged, readable, and what it should say."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from naast.kernel.errors import DomainError
from naast.programmes.language_files import ORDER
from naast.toolkit import papers
from naast.toolkit.kinds import FORMATS, PREVIEW_PIXELS, Kind
from naast.toolkit.material import Material
from naast.toolkit.papers import Ending, making
from naast.toolkit.selectors.places import NOWHERE
from naast.toolkit.subjects import GENERAL, all_subjects
from naast.toolkit.tests.pieces import ADDRESS, chunk, material, png, too_high, values
from naast.toolkit.texts import all_texts
from naast.ui.lines import lines

pytestmark = pytest.mark.once

SUBJECTS = [each.key for each in all_subjects()]


def pdf_of(kind: Kind, about: str, language: str) -> PdfReader:
    return PdfReader(BytesIO(papers.made(material(kind, about, language), ADDRESS, Ending.PDF)))


def squeezed(text: str) -> str:
    """Without white space: a PDF does not say where a line of a text went on."""
    return "".join(text.split())


def size_of(picture: bytes) -> tuple[int, int]:
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def tightest(language: str) -> set[str]:
    """The subjects with the longest title, the longest text and the longest name."""
    every = all_subjects()
    longest = [
        max(every, key=lambda each: len(each.said(language).title)),
        max(every, key=lambda each: len(each.said(language).text)),
        max(every, key=lambda each: len(each.programme_name(language))),
    ]
    return {each.key for each in longest}


@pytest.mark.requirement("MV-06")
@pytest.mark.parametrize("language", ORDER)
@pytest.mark.parametrize("kind", FORMATS)
def test_everything_fits_on_one_page_in_every_language(kind: Kind, language: str) -> None:
    logos = [papers.logo(png(), "Partner")] * 3
    for about in SUBJECTS if kind == Kind.CARD else tightest(language):
        made = material(kind, about, language)
        pdf = making._typeset(made, values(made, *logos), Ending.PDF)
        assert len(re.findall(rb"/Type ?/Page\b", pdf)) == 1, about
        if kind == Kind.CARD:
            assert max(too_high(values(made, *logos))) <= 0, about


@pytest.mark.requirement("MV-06")
@pytest.mark.parametrize("language", ORDER)
def test_a_pdf_is_tagged_has_a_title_and_says_its_language(language: str) -> None:
    pdf = pdf_of(Kind.POSTER_A4, "naast-je", language)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert pdf.metadata is not None
    assert pdf.metadata.title == all_texts()[language].subject["naast_je"].title
    found = {str(each.get("/S")) for each in elements(root["/StructTreeRoot"])}
    assert {"/Title", "/P", "/Figure"} <= found


def elements(of: Any) -> Iterator[dict[str, Any]]:
    """Everything that is tagged, from the whole to its parts."""
    there = of.get_object() if hasattr(of, "get_object") else of
    if isinstance(there, list):
        for each in there:
            yield from elements(each)
    elif isinstance(there, dict):
        yield there
        yield from elements(there.get("/K", []))


@pytest.mark.parametrize("language", ["nl", "en", "tr", "uk", "pl"])
@pytest.mark.parametrize("about", SUBJECTS)
def test_what_is_said_stands_on_the_paper(about: str, language: str) -> None:
    made = material(Kind.FLYER, about, language)
    text = squeezed(pdf_of(Kind.FLYER, about, language).pages[0].extract_text())
    said, frame = made.subject.said(language), all_texts()[language].frame
    for each in (said.title, said.text, frame.scan, made.place.name, made.place.phone):
        assert squeezed(each) in text
    assert ADDRESS.removeprefix("https://") in text
    for line in lines():
        assert line.number in text
    asks_families = about not in ("kijk-om", "sta-naast")
    assert (squeezed(frame.plain) in text) is asks_families
    assert (made.subject.programme_name(language) != "") is (about not in GENERAL)


def test_arabic_and_tigrinya_have_letters_of_their_own() -> None:
    for language, font in (
        ("ar", "NotoSansArabic"),
        ("ti", "NotoSansEthiopic"),
        ("uk", "NotoSans"),
    ):
        pdf = pdf_of(Kind.POSTER_A4, "naast-je", language)
        page: Any = pdf.pages[0]
        fonts = {
            str(each.get_object()["/BaseFont"]) for each in page["/Resources"]["/Font"].values()
        }
        assert any(font in each for each in fonts)
        assert not any("Libertinus" in each for each in fonts)


def test_arabic_runs_from_right_to_left_and_numbers_do_not() -> None:
    given = values(material(Kind.POSTER_A4, "naast-je", "ar"))
    assert given["right_to_left"]
    text = pdf_of(Kind.POSTER_A4, "naast-je", "ar").pages[0].extract_text()
    assert "071 000 00 00" in text
    assert "0800-2000" in text


@pytest.mark.requirement("X-01")
def test_the_code_is_the_address_it_stands_beside() -> None:
    given = values(material(Kind.CARD, "naast-je", "nl"))
    expected = BytesIO()
    code = segno.make(ADDRESS, error="m", micro=False)
    code.save(expected, kind="svg", border=0, dark="#0e3d33", xmldecl=False, omitsize=True)
    assert given["code"] == expected.getvalue().decode()
    assert given["address"] == ADDRESS.removeprefix("https://")
    assert given["address"] in given["code_says"]
    assert code.error in ("M", "Q", "H")


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_has_the_size_it_says(kind: Kind) -> None:
    form, made = FORMATS[kind], material(kind, "naast-je", "nl")
    wide, high = size_of(papers.made(made, ADDRESS, Ending.PREVIEW))
    assert abs(wide - PREVIEW_PIXELS) <= 1
    assert abs(high - PREVIEW_PIXELS * form.height / form.width) <= 1


def test_an_image_has_the_size_that_sites_ask_for() -> None:
    sizes = {Kind.SQUARE: (1080, 1080), Kind.TALL: (1080, 1920)}
    for kind, size in sizes.items():
        picture = papers.made(material(kind, "kijk-om", "nl"), ADDRESS, Ending.PNG)
        assert size_of(picture) == size


def test_the_same_choice_gives_the_same_bytes() -> None:
    made = material(Kind.CARD, "home-start", "pl")
    first = making._typeset(made, values(made), Ending.PDF)
    assert making._typeset(made, values(made), Ending.PDF) == first


def test_without_a_place_there_is_no_phone_and_nothing_in_its_stead() -> None:
    made = material(Kind.POSTER_A4, "naast-je", "nl", place=NOWHERE)
    pdf = making._typeset(made, values(made), Ending.PDF)
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert all_texts()["nl"].frame.call not in text


def test_a_logo_is_drawn_and_read_out_by_its_name() -> None:
    made = material(Kind.POSTER_A4, "naast-je", "nl")
    logo = papers.logo(png(60, 20, chunk(b"tEXt", b"Comment\x00Kanarie")), " Bakkerij De Bedachte ")
    assert b"Kanarie" not in logo.content
    pdf = papers.made_with([logo], made, ADDRESS, Ending.PDF)
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    read_out = [each.get("/Alt") for each in elements(root["/StructTreeRoot"])]
    assert "Bakkerij De Bedachte" in read_out
    assert papers.logo(png(), " ").name == "Logo van een partner"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "niet lezen"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "niet lezen"),
        (b"\xff\xd8\xff\xe0" + b"x" * 40, "niet lezen"),
        (b"GIF89a" + b"x" * 40, "niet lezen"),
        (png()[:60], "niet lezen"),
        (png()[:-16] + b"x" * 16, "niet lezen"),
        (png(points=b""), "niet lezen"),
        (png(points=b"\x00" * 90), "niet lezen"),
        (png(colour=5), "niet lezen"),
        (png(60, 20).replace(b"IDAT", b"IDAX"), "niet lezen"),
        (b"x" * 150_001, "te groot"),
        (png(1601, 16, points=b"\x00"), "tussen 16 en 1600"),
        (png(60, 15), "tussen 16 en 1600"),
        (png(9_000, 9_000, points=b"\x00"), "tussen 16 en 1600"),
        (png(2**31 - 1, 2**31 - 1, points=b"\x00"), "tussen 16 en 1600"),
    ],
)
def test_what_is_no_logo_is_said(given: bytes, told: str) -> None:
    with pytest.raises(DomainError, match=told):
        papers.logo(given, "")


def test_of_a_logo_with_more_points_than_it_says_the_rest_is_left() -> None:
    little = papers.logo(png(points=b"\x00" * 40_000_000), "Veel")
    assert len(little.content) < 1_000
    papers.made_with([little], material(Kind.CARD, "naast-je", "nl"), ADDRESS, Ending.PNG)


def test_what_typst_cannot_draw_is_said_and_breaks_nothing() -> None:
    half = papers.Logo(png(points=b"\x00" * 90), "Half", "png")
    with pytest.raises(DomainError, match="niet tekenen"):
        papers.made_with([half], material(Kind.CARD, "naast-je", "nl"), ADDRESS, Ending.PNG)


def test_a_jpeg_is_a_logo_too() -> None:
    sent = BytesIO()
    Image.new("RGB", (200, 80), "navy").save(sent, "JPEG")
    logo = papers.logo(sent.getvalue(), "Blauw")
    assert logo.form == "jpg"
    made = papers.made_with([logo], material(Kind.CARD, "naast-je", "nl"), ADDRESS, Ending.PNG)
    assert made.startswith(b"\x89PNG")


def test_what_was_made_is_given_again_up_to_so_many_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made_now: list[str] = []

    def typeset(made: Material, *given: object) -> bytes:
        made_now.append(made.language)
        return b"x" * 100

    making._shelf.clear()
    monkeypatch.setattr(making, "SHELF", 250)
    monkeypatch.setattr(making, "_typeset", typeset)
    for language in ("nl", "nl", "en", "pl", "nl"):
        papers.made(material(Kind.CARD, "naast-je", language), ADDRESS, Ending.PDF)
    assert made_now == ["nl", "en", "pl", "nl"]  # the Dutch one had made room
    assert len(making._shelf) == 2
    making._shelf.clear()


def test_who_waits_too_long_for_a_turn_hears_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "WAIT", 0.01)
    with making._turn, pytest.raises(papers.Busy):
        papers.made(material(Kind.CARD, "naast-je", "nl"), ADDRESS, Ending.PDF)
