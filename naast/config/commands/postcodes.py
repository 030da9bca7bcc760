"""`naast postcodes import`: replace the table of postcodes with an official one."""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from naast.places.postcodes import Postcode
    from naast.places.reading import Fault

COLUMNS = {
    "postcode": "postcode",
    "lat": "breedtegraad (lat)",
    "lon": "lengtegraad (lon)",
    "place": "plaats",
    "municipality": "gemeente",
    "municipality_code": "gemeentecode",
}
EXPECTED = {
    "no_column": "deze kolom ontbreekt; noem haar in de eerste regel van het bestand",
    "too_short": "deze regel is te kort",
    "not_a_postcode": "'{value}' is geen postcode; verwacht vier cijfers, zoals 2311",
    "not_a_number": "'{value}' is geen getal; verwacht graden, zoals 52.1565",
    "outside": "{value} ligt niet in Nederland",
    "empty": "is leeg",
    "not_a_municipality_code": "'{value}' is geen gemeentecode; verwacht vier cijfers, zoals 0546",
    "no_municipality": "is leeg, en de gemeente van {value} staat niet in de tabel van nu",
}


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register `naast postcodes import`."""
    parser = subparsers.add_parser("postcodes", help="de tabel met postcodes")
    actions = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT", required=True)
    importing = actions.add_parser(
        "import", help="de tabel vervangen door een bestand van GeoNames of het CBS"
    )
    importing.add_argument(
        "file",
        type=Path,
        metavar="BESTAND",
        help="NL.txt van GeoNames, of een CSV met kolommen postcode, lat, lon, plaats, gemeente"
        " en gemeentecode",
    )
    importing.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read the file whole, and put it in the place of the table only when every row is right.

    Returns: 0 when the table was replaced; 2, with every row that cannot be read on stderr and
    nothing written, otherwise.
    """
    from naast.places.choosing import one_per_code
    from naast.places.postcodes import municipalities, replacement, table
    from naast.places.reading import decode, read

    try:
        text = decode(arguments.file.read_bytes())
    except OSError as error:
        return _refuse([f"{arguments.file}: kan niet worden gelezen ({error.strerror})"])
    reading = read(text, municipalities(), table())
    if reading.faults:
        return _refuse([f"{arguments.file.name}, {_in_words(fault)}" for fault in reading.faults])
    postcodes = one_per_code(reading.candidates)
    if not postcodes:
        return _refuse([f"{arguments.file.name}: er staat geen enkele Nederlandse postcode in"])
    _write(postcodes, replacement())
    places = len({postcode.municipality_code for postcode in postcodes})
    print(f"{len(postcodes)} postcodes in {places} gemeenten staan nu in {replacement()}.")
    print("Draait Naast al, start het dan opnieuw.")
    return 0


def _refuse(lines: list[str]) -> int:
    print("\n".join(lines), file=sys.stderr)
    print("Er is niets veranderd.", file=sys.stderr)
    return 2


def _in_words(fault: "Fault") -> str:
    expected = EXPECTED[fault.reason].format(value=fault.value)
    return f"regel {fault.line}, {COLUMNS[fault.column]}: {expected}"


def _write(postcodes: "list[Postcode]", path: Path) -> None:
    """Write beside the table and then take its name, so that nobody ever reads half of it."""
    from naast.places.postcodes import municipalities, table, write_table

    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    fresh = Path(name)
    try:
        with open(number, "w", encoding="utf-8", newline="") as file:
            write_table(postcodes, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o644)
        fresh.replace(path)
    except BaseException:
        fresh.unlink()
        raise
    table.cache_clear()
    municipalities.cache_clear()
