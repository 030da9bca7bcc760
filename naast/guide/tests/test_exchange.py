"""HSDS in and out: nothing is lost on the way, and a file that is not right changes nothing."""

import csv
import io
import json
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.common.logbook import SYSTEM
from naast.common.models import LogEntry
from naast.guide.exchange import (
    Tables,
    Unfit,
    as_json,
    as_sheets,
    read_file,
    tables_of,
    take_in,
)
from naast.guide.exchange.profile import TABLES, Report, checked
from naast.guide.models import ContactPerson, Provider, Service
from naast.guide.tests.made_up_maps import maps
from tests.cast import NOW
from tests.demo_map import Named

TODAY = NOW.date()


def faults(content: bytes) -> list[str]:
    with pytest.raises(Unfit) as refused:
        read_file(content)
    return refused.value.report.faults


def emptied() -> None:
    Service.objects.all().delete()
    Provider.objects.all().delete()


def test_the_demo_map_goes_out_and_comes_in_the_same(the_map: Named) -> None:
    before = tables_of(TODAY, everything=True)
    for written in (as_json(before), as_sheets(before)):
        emptied()
        assert take_in(read_file(written), actor=SYSTEM, now=NOW).new == 69
        again = tables_of(TODAY, everything=True)
        assert again == before
        assert written in (as_json(again), as_sheets(again))


def test_both_formats_say_the_same(the_map: Named) -> None:
    tables = tables_of(TODAY)
    by_id = {name: sorted(rows, key=lambda row: row["id"]) for name, rows in tables.items()}
    for written in (as_json(tables), as_sheets(tables)):
        read = read_file(written)
        assert {n: sorted(rows, key=lambda r: r["id"]) for n, rows in read.items()} == by_id


def test_taking_it_in_twice_changes_nothing(the_map: Named) -> None:
    tables = tables_of(TODAY, everything=True)
    made = take_in(read_file(as_json(tables)), actor=SYSTEM, now=NOW)
    assert (made.services, made.new) == (69, 0)
    assert tables_of(TODAY, everything=True) == tables
    assert LogEntry.objects.filter(action="guide.map.taken_in").count() == 1


def in_order(tables: Tables) -> dict[str, list[dict[str, Any]]]:
    return {name: sorted(rows, key=lambda row: str(row["id"])) for name, rows in tables.items()}


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(tables=maps(), sheets=st.booleans())
def test_import_export_import_loses_nothing(tables: Tables, sheets: bool) -> None:
    emptied()
    write = as_sheets if sheets else as_json
    take_in(read_file(write(tables)), actor=SYSTEM, now=NOW)
    out = tables_of(TODAY, everything=True)
    assert in_order(out) == in_order(tables)
    emptied()
    take_in(read_file(write(out)), actor=SYSTEM, now=NOW)
    assert write(tables_of(TODAY, everything=True)) == write(out)


# What is refused.


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.csv", content)
    return made.getvalue()


def with_sheet(tables: Tables, name: str, table: str, change: Any) -> bytes:
    """The tables as a zip in which one sheet was changed."""
    rows = [list(TABLES[table]), *([row[c] for c in TABLES[table]] for row in tables[table])]
    change(rows)
    sheet = io.StringIO()
    csv.writer(sheet).writerows([["" if cell is None else cell for cell in row] for row in rows])
    with zipfile.ZipFile(io.BytesIO(as_sheets(tables))) as archive:
        sheets = [each for each in archive.namelist() if each.endswith(".csv")]
        files = {each: archive.read(each) for each in sheets}
    files[name] = sheet.getvalue().encode()
    return zipped(**{each.removesuffix(".csv"): content for each, content in files.items()})


def test_hostile_sheets_get_one_clear_report(the_map: Named) -> None:
    tables = tables_of(TODAY)

    def formula(rows: list[list[Any]]) -> None:
        rows[1][2] = '=HYPERLINK("https://kwaad.example","klik")'

    def unknown(rows: list[list[Any]]) -> None:
        rows[0].append("diagnosis")
        for row in rows[1:]:
            row.append("iets")

    def short(rows: list[list[Any]]) -> None:
        rows[1].pop()

    found = faults(with_sheet(tables, "services.csv", "service", formula))
    assert found[0].startswith("services.csv, rij 1, name: een vakje dat een rekenblad")
    assert "diagnosis" in faults(with_sheet(tables, "services.csv", "service", unknown))[0]
    assert "vakjes" in faults(with_sheet(tables, "phones.csv", "phone", short))[0]
    assert "UTF-8" in faults(zipped(services="naam\nCafé\n".encode("utf-16")))[0]
    assert "UTF-8" in faults(zipped(services="naam\nCafé\n".encode("latin-1")))[0]
    assert "hoort er niet in" in faults(zipped(kwaad=b"x"))[0]
    assert "staat niets in" in faults(zipped())[0]
    assert "geen zip" in faults(b"PK\x03\x04 and then nothing")[0]


def test_a_zip_is_known_by_its_names_before_anything_is_unpacked(the_map: Named) -> None:
    whole = as_sheets(tables_of(TODAY))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert "service_at_location.csv" in archive.namelist()  # as HSDS names it
        files = {each: archive.read(each) for each in archive.namelist()}

    def packed(*members: tuple[str, bytes]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return made.getvalue()

    older = {**files, "service_at_locations.csv": files["service_at_location.csv"]}
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(*files.items(), ("services.csv", files["services.csv"]))
    assert "twee keer" in faults(twice)[0]
    assert "twee keer" in faults(packed(*older.items()))[0]
    del older["service_at_location.csv"]
    assert read_file(packed(*older.items())) == read_file(whole)  # what we wrote before
    wide = ",".join(f"k{number}" for number in range(31)).encode()
    assert "meer dan 30 kolommen" in faults(zipped(services=wide))[0]


def test_the_zip_describes_itself(the_map: Named) -> None:
    with zipfile.ZipFile(io.BytesIO(as_sheets(tables_of(TODAY)))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert package["profile"] == "tabular-data-package"
        paths = {each["path"] for each in package["resources"]}
        assert paths == set(archive.namelist()) - {"datapackage.json"}
        for each in package["resources"]:
            header = archive.read(each["path"]).decode().splitlines()[0].split(",")
            assert header == [field["name"] for field in each["schema"]["fields"]]
            assert each["schema"]["primaryKey"] == "id"
    service = next(each for each in package["resources"] if each["name"] == "service")
    fields = {field["name"]: field for field in service["schema"]["fields"]}
    assert fields["assured_date"]["type"] == "date"
    assert fields["status"]["constraints"]["required"] is True
    assert "active" in fields["status"]["constraints"]["enum"]
    assert service["schema"]["foreignKeys"] == [
        {"fields": "organization_id", "reference": {"resource": "organization", "fields": "id"}}
    ]


def test_a_million_rows_are_not_read_to_the_end() -> None:
    rows = b"id,name\n" + b"x,y\n" * 1_000_000
    assert "meer dan 50000 rijen" in faults(zipped(organizations=rows))[0]
    bomb = b"0" * 40_000_000
    assert "groter dan 30 MB" in faults(zipped(services=bomb))[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "niet te lezen"),
        (b"\xff\xfe{\x00}\x00", "UTF-8"),
        (b"[" * 100_000, "niet te lezen"),
        (b'{"contents": 3}', "geen lijst"),
        (b'{"contents": [], "secret": 1}', "secret"),
        (b'{"contents": [], "total_pages": 2}', "meer bladzijden"),
        (b'[{"id": "x", "id": "y"}]', "twee keer"),
        (b'[{"latitude": NaN}]', "niet te lezen"),
        (b"[3]", "geen object"),
        (b'[{"organization": [], "phones": {}}]', "geen "),
    ],
)
def test_hostile_json_gets_one_clear_report(content: bytes, says: str) -> None:
    assert any(says in fault for fault in faults(content))


def changed_json(tables: Tables, change: Any) -> bytes:
    page = json.loads(as_json(tables))
    change(page["contents"])
    return json.dumps(page).encode()


def test_what_the_profile_does_not_know_is_refused(the_map: Named) -> None:
    tables = tables_of(TODAY)

    def told(change: Any) -> str:
        return " | ".join(faults(changed_json(tables, change)))

    assert "wait_time" in told(lambda all_: all_[0].update(wait_time="lang"))
    assert "geen id" in told(lambda all_: all_[0].update(id="7"))
    assert "twee keer" in told(lambda all_: all_.append(deepcopy(all_[0])))
    assert "onder de laagste" in told(lambda all_: all_[0].update(minimum_age=9, maximum_age=4))
    assert "website" in told(lambda all_: all_[0].update(url="javascript:alert(1)"))
    assert "e-mail" in told(lambda all_: all_[0].update(email="niemand"))
    assert "geen van" in told(lambda all_: all_[0].update(status="misschien"))
    assert "geen heel getal" in told(lambda all_: all_[0].update(minimum_age=True))
    assert "gebied" in told(lambda all_: all_[0].pop("service_areas"))
    assert "geen tekst" in told(lambda all_: all_[0].update(name=["x"]))
    assert "leesteken" in told(lambda all_: all_[0].update(name="a\u0000b"))
    assert "andere woorden" in told(lambda all_: all_[-1]["organization"].update(name="Anders"))


def test_a_broken_file_changes_nothing_and_the_report_is_dutch(
    the_map: Named, tmp_path: Path
) -> None:
    before = tables_of(TODAY, everything=True)
    file = tmp_path / "kaart.json"

    def spoil(services: list[dict[str, Any]]) -> None:
        services[0]["name"] = "Nieuwe naam"
        for number, service in enumerate(services[1:]):
            service["secret_field"] = "x"
            service[f"odd_{number}"] = "y"

    file.write_bytes(changed_json(before, spoil))
    with pytest.raises(CommandError) as refused:
        call_command("import_map", str(file))
    told = str(refused.value)
    assert told.startswith("Er is niets veranderd.")
    assert "secret_field: dit veld kennen we niet (en nog 67 keer)" in told
    assert told.count("\n- ") == 25
    assert "en nog 44." in told
    assert tables_of(TODAY, everything=True) == before
    assert not LogEntry.objects.filter(action="guide.map.taken_in").exists()


def test_the_commands_move_a_map(the_map: Named, tmp_path: Path, capsys: Any) -> None:
    for name in ("kaart.json", "kaart.zip"):
        file = tmp_path / name
        call_command("export_map", str(file), everything=True)
        emptied()
        call_command("import_map", str(file), dry_run=True)
        assert not Service.objects.exists()
        call_command("import_map", str(file))
        assert Service.objects.count() == 69
    assert "Ingelezen: 69 voorzieningen, waarvan 69 nieuw." in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("import_map", str(tmp_path / "nergens.json"))


def test_a_contact_person_from_a_file_waits_for_an_own_yes(the_map: Named) -> None:
    file = as_json(tables_of(TODAY))
    assert ContactPerson.objects.published().count() == 5
    take_in(read_file(file), actor=SYSTEM, now=NOW)
    assert ContactPerson.objects.published().count() == 5  # known, and said yes already
    ContactPerson.objects.all().delete()
    take_in(read_file(file), actor=SYSTEM, now=NOW)
    assert ContactPerson.objects.count() == 5
    assert ContactPerson.objects.published().count() == 0
    assert tables_of(TODAY)["contact"] == []


def test_services_that_are_not_in_the_file_stay(the_map: Named) -> None:
    page = json.loads(as_json(tables_of(TODAY)))
    page["contents"] = page["contents"][:1]
    take_in(read_file(json.dumps(page).encode()), actor=SYSTEM, now=NOW)
    assert Service.objects.count() == 69


def test_the_public_file_leaves_out_what_the_public_does_not_read(the_map: Named) -> None:
    names = {row["name"] for row in tables_of(TODAY)["service"]}
    assert "Gratis juridisch inloopuur" not in names  # not checked for too long
    assert "Spreekuur geld en rekeningen" in names
    report = Report()
    checked(tables_of(TODAY), report)
    assert not report
