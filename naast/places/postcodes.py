"""Every Dutch four-digit postcode with its point, place and municipality."""

import csv
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO

ATTRIBUTION = "GeoNames (geonames.org), CC BY 4.0"
"""Whoever shows the table or a map made from it names its source."""

FILE_NAME = "postcodes-nl.csv"
PACKAGED = Path(__file__).parent / "data" / FILE_NAME

_WRITTEN = re.compile(r"([1-9][0-9]{3})([A-Za-z]{2})?")


@dataclass(frozen=True, slots=True)
class Postcode:
    """A four-digit postcode (postcode) as one point: about 4,000 people live around it.

    `lat` and `lon` are degrees, WGS 84. `municipality_code` is the four-digit code of Statistics
    Netherlands (CBS), with its leading zeros.
    """

    code: str
    lat: float
    lon: float
    place: str
    municipality: str
    municipality_code: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """A Dutch municipality (gemeente) with its four-digit CBS code."""

    code: str
    name: str


def replacement() -> Path:
    """Where a table lies that replaces the packaged one: in `$NAAST_HOME`, else in `var`."""
    return Path(os.environ.get("NAAST_HOME") or "var").absolute() / FILE_NAME


@cache
def table() -> Mapping[str, Postcode]:
    """All postcodes by their four digits, in rising order.

    Read once per process: after `naast postcodes import` a running server must be restarted.
    """
    path = replacement()
    with open(path if path.exists() else PACKAGED, encoding="utf-8", newline="") as file:
        return MappingProxyType({postcode.code: postcode for postcode in read_table(file)})


def four_digits(text: str) -> str | None:
    """The four digits of a postcode as people write it, or None when it is not one.

    Accepts `2311`, `2311AB`, `2311 ab`, with spaces anywhere.
    """
    written = _WRITTEN.fullmatch("".join(text.split()))
    return written[1] if written else None


def find(text: str) -> Postcode | None:
    """The postcode somebody wrote down, or None when there is no such postcode."""
    digits = four_digits(text)
    return table().get(digits) if digits else None


@cache
def municipalities() -> Mapping[str, Municipality]:
    """All municipalities by CBS code, in the order of their names."""
    names = {postcode.municipality_code: postcode.municipality for postcode in table().values()}
    in_order = sorted(names.items(), key=lambda item: item[1].removeprefix("'s-"))
    return MappingProxyType({code: Municipality(code, name) for code, name in in_order})


def read_table(file: Iterable[str]) -> Iterable[Postcode]:
    """The postcodes of a table that `write_table` wrote."""
    rows = csv.reader(file)
    next(rows)
    for code, lat, lon, place, municipality, municipality_code in rows:
        yield Postcode(code, float(lat), float(lon), place, municipality, municipality_code)


def write_table(postcodes: Iterable[Postcode], file: IO[str]) -> None:
    """Write our own format: comma separated, with a header, sorted by code."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(field.name for field in fields(Postcode))
    writer.writerows(sorted(map(astuple, postcodes)))
