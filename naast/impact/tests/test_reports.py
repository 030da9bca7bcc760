"""A report in two clicks: on screen, on paper and as a sheet the same numbers, and never a name."""

import csv
import io
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from conftest import SignIn
from naast.impact import services, sheets
from naast.impact.models import ClosedQuarter, Tally
from naast.impact.selectors.scopes import scopes_of
from naast.impact.tests import life
from naast.people.models import Offering, Person, Role
from naast.support.services.erasing import erase_myself
from tests.cast import PROGRAMME, Cast

FIRST_QUARTER = {"programma": PROGRAMME, "periode": "2026-k1"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Forty families asked in the first quarter, thirty got somebody, twenty rounded it off."""
    life.year(cast, families=40, begun=30, ended=20)
    services.close_quarters(now=cast.now)
    return cast


def page(sign_in: SignIn, who: Person, name: str = "reports", **query: str) -> bytes:
    answer = sign_in(who).get(f"{reverse(f'impact:{name}')}?{urlencode(query)}")
    assert answer.status_code == 200, answer.status_code
    return answer.content


def table(content: bytes) -> dict[str, str]:
    """What and how much, from a sheet."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return {row[3]: row[2] for row in rows if len(row) == 4}


@pytest.mark.requirement("BG-12", "JP-10", "X-04")
def test_from_the_start_a_report_is_two_clicks_away(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.coordinator)
    reports = reverse("impact:reports")
    assert reports in client.get(reverse("home:today")).content.decode()
    first = client.get(reports).content.decode()
    assert reverse("impact:report_pdf") in first
    assert "kwartaal 3 van 2026" in first


@pytest.mark.requirement("BG-12")
def test_screen_paper_and_sheet_say_the_same(told: Cast, sign_in: SignIn) -> None:
    numbers = table(page(sign_in, told.coordinator, "report_csv", **FIRST_QUARTER))
    assert (numbers["asked"], numbers["placed"], numbers["running"]) == ("40", "30", "30")
    screen = page(sign_in, told.coordinator, **FIRST_QUARTER).decode()
    pdf = PdfReader(io.BytesIO(page(sign_in, told.coordinator, "report_pdf", **FIRST_QUARTER)))
    paper = " ".join(each.extract_text() for each in pdf.pages)
    for code in ("asked", "placed", "running", "waited"):
        assert numbers[code] in screen
        assert numbers[code] in " ".join(paper.split())


@pytest.mark.requirement("BG-12")
def test_the_paper_has_a_title_a_language_and_tags(told: Cast, sign_in: SignIn) -> None:
    pdf = PdfReader(io.BytesIO(page(sign_in, told.coordinator, "report_pdf", **FIRST_QUARTER)))
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Verslag van kwartaal 1 van 2026"
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_the_year_is_the_sum_of_its_quarters(told: Cast, sign_in: SignIn) -> None:
    year = table(page(sign_in, told.coordinator, "report_csv", periode="2026"))
    assert (year["asked"], year["completed"], year["kept"]) == ("40", "20", "te weinig")
    assert year["running"] == "te weinig"  # ten, give or take


def test_waiting_is_told_in_classes(told: Cast, sign_in: SignIn) -> None:
    screen = page(sign_in, told.coordinator, **FIRST_QUARTER).decode()
    assert "2 tot 4 weken" in screen


@pytest.mark.requirement("JP-08")
def test_languages_asked_stand_beside_languages_offered(told: Cast, sign_in: SignIn) -> None:
    screen = page(sign_in, told.coordinator, **FIRST_QUARTER).decode()
    assert "Arabisch" in screen


@pytest.mark.requirement("JP-08", "BG-12")
def test_a_language_that_one_family_speaks_is_not_named(told: Cast, sign_in: SignIn) -> None:
    life.ask(told, date(2026, 8, 1), ("so",))
    Tally.objects.all().delete()
    ClosedQuarter.objects.all().delete()
    services.close_quarters(now=told.now)
    assert Tally.objects.filter(indicator="asked-in-so").exists()
    assert "Somalisch" not in page(sign_in, told.coordinator, periode="2026").decode()


@pytest.mark.requirement("HS-06", "JP-10")
def test_a_target_stands_beside_what_came_of_it(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.coordinator)
    given = {
        "about": f"o{told.organisation.pk}",
        "programme": PROGRAMME,
        "year": 2026,
        "number": 28,
    }
    assert client.post(reverse("impact:targets"), given).status_code == 302
    assert b"28" in client.get(reverse("impact:targets")).content
    screen = page(sign_in, told.coordinator, **FIRST_QUARTER).decode()
    assert "Streefgetal en wat ervan kwam" in screen
    assert ">28<" in screen.replace("\n", "").replace(" ", "")


@pytest.mark.requirement("HS-06")
def test_a_municipality_reads_what_was_agreed_for_it(told: Cast, sign_in: SignIn) -> None:
    services.set_target(
        actor=told.coordinator, organisation_id=told.organisation.pk, programme=PROGRAMME,
        municipality="", year=2026, number=28, now=told.now,
    )  # fmt: skip
    services.set_target(
        actor=told.far_coordinator, organisation_id=told.far_organisation.pk,
        programme=PROGRAMME, municipality="", year=2026, number=99, now=told.now,
    )  # fmt: skip
    rows = page(sign_in, told.municipality, "report_csv", periode="2026").decode().splitlines()
    assert [row for row in rows if row.startswith("Streefgetal;")] == [
        "Streefgetal;Gezinnen naast wie in 2026 iemand kwam staan;28;target",
        "Streefgetal;Wat ervan kwam;30;placed",
    ]


@pytest.mark.requirement("BG-12")
def test_a_municipality_reads_its_own_totals_and_nothing_else(told: Cast, sign_in: SignIn) -> None:
    assert list(scopes_of(told.municipality)) == ["g0546"]
    numbers = table(page(sign_in, told.municipality, "report_csv", periode="2026-k1"))
    assert numbers["asked"] == "40"
    client = sign_in(told.municipality)
    for van in (f"o{told.organisation.pk}", "g0098", "alle", "o1-g0546"):
        assert client.get(reverse("impact:reports"), {"van": van}).status_code == 404
    assert client.get(reverse("impact:targets")).status_code == 404
    assert reverse("impact:reports") in client.get(reverse("home:reach")).content.decode()


@pytest.mark.parametrize("who", ["parent", "supporting_parent", "other_parent", "stranger"])
def test_for_a_family_there_are_no_reports(told: Cast, sign_in: SignIn, who: str) -> None:
    assert sign_in(told.by_name(who)).get(reverse("impact:reports")).status_code == 404


def test_a_coordinator_elsewhere_reads_only_elsewhere(told: Cast, sign_in: SignIn) -> None:
    client = sign_in(told.far_coordinator)
    van = f"o{told.organisation.pk}"
    assert client.get(reverse("impact:reports"), {"van": van}).status_code == 404
    quiet = client.get(reverse("impact:reports"), {"periode": "2026-k1"}).content.decode()
    assert "Niets, of te weinig om te laten zien" in quiet


@pytest.mark.requirement("BG-12")
def test_an_empty_quarter_gives_an_honest_report(told: Cast, sign_in: SignIn) -> None:
    empty = {"periode": "2026-k3", "programma": "alle"}
    assert "te weinig" in page(sign_in, told.coordinator, **empty).decode()
    numbers = table(page(sign_in, told.coordinator, "report_csv", **empty))
    assert {numbers[key] for key in ("asked", "begun", "completed", "waited")} == {"te weinig"}
    assert page(sign_in, told.coordinator, "report_pdf", **empty).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("periode", "words"),
    [
        ("2027-k1", "Dat moet nog komen"),
        ("2031", "Dat moet nog komen"),
        ("2026-k4", "Het verslag komt op"),
        ("2019-k2", "niets geteld"),
    ],
)
def test_a_time_without_a_report_says_why(
    told: Cast, sign_in: SignIn, periode: str, words: str
) -> None:
    assert words in page(sign_in, told.coordinator, periode=periode).decode()
    client = sign_in(told.coordinator)
    for name in ("report_pdf", "report_csv", "calculator"):
        address = reverse(f"impact:{name}")
        assert client.get(address, {"periode": periode}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        {"periode": "1800"}, {"periode": "2026-k5"}, {"periode": "2026-k"}, {"periode": "k1"},
        {"periode": "٢٠٢٦"}, {"periode": "9" * 400}, {"periode": "\x00"}, {"programma": "kookclub"},
        {"van": "o999999"}, {"van": "'; --"},
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(told: Cast, sign_in: SignIn, query: dict[str, str]) -> None:
    client = sign_in(told.coordinator)
    for name in ("reports", "report_pdf", "report_csv", "calculator"):
        assert client.get(reverse(f"impact:{name}"), query).status_code == 404


def test_before_the_first_quarter_is_over_a_sentence_says_so(cast: Cast, sign_in: SignIn) -> None:
    assert "nog geen kwartaal voorbij" in page(sign_in, cast.coordinator).decode()


@pytest.mark.requirement("BG-12")
def test_erasing_a_family_changes_no_report(told: Cast, sign_in: SignIn) -> None:
    before = page(sign_in, told.coordinator, "report_csv", **FIRST_QUARTER)
    erase_myself(actor=told.parent, now=told.now)
    services.close_quarters(now=told.now)
    assert page(sign_in, told.coordinator, "report_csv", **FIRST_QUARTER) == before


def test_the_same_rounded_totals_give_the_same_report(told: Cast, sign_in: SignIn) -> None:
    before = page(sign_in, told.coordinator, **FIRST_QUARTER)
    Tally.objects.filter(indicator__in=["asked", "begun"]).update(counted=37)
    after = page(sign_in, told.coordinator, **FIRST_QUARTER)
    assert _without_token(before) == _without_token(after)


def _without_token(content: bytes) -> list[str]:
    return [line for line in content.decode().splitlines() if "csrfmiddlewaretoken" not in line]


def test_an_organisation_can_hide_more(told: Cast, sign_in: SignIn) -> None:
    Offering.objects.filter(organisation=told.organisation).update(
        overrides={"reports.smallest": 35}
    )
    numbers = table(page(sign_in, told.coordinator, "report_csv", **FIRST_QUARTER))
    assert (numbers["asked"], numbers["placed"]) == ("40", "te weinig")


def test_more_numbers_ask_no_more_queries(told: Cast, sign_in: SignIn) -> None:
    client, address = sign_in(told.coordinator), reverse("impact:reports")
    client.get(address, FIRST_QUARTER)
    with CaptureQueriesContext(connection) as few:
        client.get(address, FIRST_QUARTER)
    Tally.objects.bulk_create(
        Tally(
            organisation=told.organisation, programme=PROGRAMME, municipality=f"{code:04}",
            indicator=indicator, quarter=date(2026, 1, 1), counted=9, shown=10,
        )
        for code in range(50)
        for indicator in ("asked", "begun", "asked-in-so")
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(address, FIRST_QUARTER)
    assert len(many) == len(few)


def test_whoever_looks_along_with_more_organisations_reads_them_together(told: Cast) -> None:
    Role.objects.create(
        person=told.regional, organisation=told.far_organisation, kind="regional",
        since=date(2024, 1, 1),
    )  # fmt: skip
    scopes = scopes_of(Person.objects.get(pk=told.regional.pk))
    assert set(scopes) == {f"o{told.organisation.pk}", f"o{told.far_organisation.pk}", "alle"}


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_of_a_sheet_is_a_formula(cell: str) -> None:
    assert sheets.sheet([[cell]]).removeprefix(sheets.MARK).lstrip('"').startswith("'")
