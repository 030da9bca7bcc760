"""The part of Open Referral HSDS 3 that we speak: tables, columns, and what may stand in them.

This is our own compiled schema. What is not named here is refused, so that nothing of a file is
lost without a word. Described for people in docs/social-map-profile.md. Source: Open Referral,
Human Services Data Specification 3.0, `schema/`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.utils.translation import gettext as _

from naast.guide.exchange.values import (
    Value,
    clock,
    day,
    degrees,
    email,
    link,
    one_of,
    phone,
    postcode,
    text,
    uuid,
    whole,
)

Row = dict[str, Any]
Tables = dict[str, list[Row]]
"""Rows by the name of their table; a value that is not there is None."""

MOST_ROWS: Final = 50_000
"""Rows of one table; a whole country of social maps has fewer services."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a file is read, so that a small one cannot make a large one of itself.

    Args:
        each: bytes of the file, and of each table in it when unpacked.
        unpacked: bytes of all tables together, when unpacked.
        rows: rows of all tables together; of one table never more than `MOST_ROWS`.
    """

    each: int
    unpacked: int
    rows: int

    @property
    def rows_each(self) -> int:
        """Rows of one table."""
        return min(self.rows, MOST_ROWS)


BY_COMMAND: Final = Bounds(each=30_000_000, unpacked=200_000_000, rows=500_000)
"""Who runs the installation may take in a country."""
ON_A_PAGE: Final = Bounds(each=10_000_000, unpacked=10_000_000, rows=20_000)
"""What a page reads while somebody waits: a region."""
MOST_COLUMNS: Final = 30
"""Columns of a sheet; the widest of ours has half as many."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what may stand in it, whether it must be there, and whose id it is."""

    value: Value
    needed: bool = False
    of: str = ""


def _table(**columns: Column | Value) -> Mapping[str, Column]:
    own = {
        name: column if isinstance(column, Column) else Column(column)
        for name, column in columns.items()
    }
    return {"id": Column(uuid, needed=True), **own}


def _of(table: str, *, needed: bool = False) -> Column:
    return Column(uuid, needed, table)


def _needed(value: Value) -> Column:
    return Column(value, needed=True)


TABLES: Final[Mapping[str, Mapping[str, Column]]] = {
    "organization": _table(
        name=_needed(text(120)), description=text(2000), email=email, website=link
    ),
    "service": _table(
        organization_id=_of("organization", needed=True), name=_needed(text(120)),
        description=_needed(text(3000)), url=link, email=email,
        status=_needed(one_of("active", "inactive", "defunct", "temporarily closed")),
        application_process=text(1000), eligibility_description=text(500),
        minimum_age=whole(0, 120), maximum_age=whole(0, 120), assured_date=day,
    ),
    "location": _table(
        location_type=_needed(one_of("physical")), organization_id=_of("organization"),
        name=_needed(text(120)), description=text(1000), latitude=degrees(50.5, 53.8),
        longitude=degrees(3.1, 7.4),
    ),
    "address": _table(
        location_id=_of("location", needed=True), address_1=text(120), city=_needed(text(80)),
        state_province=text(60), postal_code=_needed(postcode), country=_needed(one_of("NL")),
        address_type=_needed(one_of("physical")),
    ),
    "service_at_location": _table(
        service_id=_of("service", needed=True), location_id=_of("location", needed=True),
        description=text(500),
    ),
    "schedule": _table(
        service_id=_of("service"), service_at_location_id=_of("service_at_location"),
        freq=_needed(one_of("WEEKLY")), interval=whole(1, 52),
        byday=_needed(one_of("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
        opens_at=_needed(clock), closes_at=_needed(clock), description=text(200),
    ),
    "language": _table(
        service_id=_of("service", needed=True), code=_needed(text(3)), name=text(40)
    ),
    "service_area": _table(
        service_id=_of("service", needed=True), name=text(80), extent=_needed(text(6)),
        extent_type=_needed(one_of("text")),
    ),
    "cost_option": _table(
        service_id=_of("service", needed=True), option=one_of("gratis", "betaald"),
        currency=one_of("EUR"), amount=whole(0, 0), amount_description=text(200),
    ),
    "accessibility": _table(
        location_id=_of("location", needed=True), description=text(120), details=_needed(text(20))
    ),
    "contact": _table(
        service_id=_of("service", needed=True), location_id=_of("location"),
        name=_needed(text(80)), title=text(120), email=email,
    ),
    "phone": _table(
        organization_id=_of("organization"), service_id=_of("service"), contact_id=_of("contact"),
        number=_needed(phone),
    ),
    "taxonomy": _table(name=_needed(text(80)), description=text(300)),
    "taxonomy_term": _table(
        code=_needed(text(30)), name=_needed(text(80)), description=text(300),
        taxonomy_id=_of("taxonomy", needed=True),
    ),
    "attribute": _table(
        link_id=_needed(uuid), link_entity=_needed(one_of("service", "contact")),
        taxonomy_term_id=_of("taxonomy_term", needed=True), value=text(200),
    ),
}  # fmt: skip
"""Every table and column we speak, in the order in which one needs the other."""


@dataclass
class Report:
    """What is wrong with a file. `count` are all faults; `more` came after the first `MOST`."""

    MOST = 25
    count: int = 0
    more: int = 0
    _told: dict[str, tuple[str, int]] = field(default_factory=dict)

    def add(self, where: str, what: str, *, alike: str = "") -> None:
        """One fault; `where` such as `services.csv, row 3, name`. Of those that are `alike` the
        first is told, with how often it came back.
        """
        self.count += 1
        key = alike or f"{where}: {what}"
        if key in self._told:
            first, times = self._told[key]
            self._told[key] = (first, times + 1)
        elif len(self._told) < self.MOST:
            self._told[key] = (f"{where}: {what}"[:300], 1)
        else:
            self.more += 1

    @property
    def faults(self) -> list[str]:
        """The first faults, a line each."""
        return [_again(first, times) for first, times in self._told.values()]

    def __bool__(self) -> bool:
        return self.count > 0

    @classmethod
    def read_back(cls, kept: Mapping[str, Any]) -> Self:
        """A report from its fields, also when they went through JSON."""
        told = {key: (first, times) for key, (first, times) in kept["_told"].items()}
        return cls(kept["count"], kept["more"], told)


def _again(first: str, times: int) -> str:
    if times == 1:
        return first
    return _("%(fault)s (and %(times)d times more)") % {"fault": first, "times": times - 1}


class Unfit(Exception):
    """A file that is not taken in. Nothing of it was. `report` says why."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.faults[0] if report.faults else "")
        self.report = report


def unfit(where: str, what: str) -> Unfit:
    """A file that cannot even be read."""
    report = Report()
    report.add(where, what)
    return Unfit(report)


def checked(tables: Tables, report: Report) -> Tables:
    """The tables with every value read, in the order of `TABLES`; what is wrong goes in `report`.

    Checks columns, values, ids that stand twice, and ids that point nowhere.
    """
    read: Tables = {
        name: [_row(name, at, row, report) for at, row in enumerate(tables.get(name, []), 1)]
        for name in TABLES
    }
    ids = {name: _ids(name, rows, report) for name, rows in read.items()}
    for name, columns in TABLES.items():
        pointing = [(column, each.of) for column, each in columns.items() if each.of]
        for at, row in enumerate(read[name], 1):
            for column, of in pointing:
                if row[column] is not None and row[column] not in ids[of]:
                    report.add(place(name, at, column), _("there is nothing with this id"))
    return read


def place(table: str, at: int, column: str = "") -> str:
    """Where something stands, for people: `service, row 3, name`."""
    where = _("%(table)s, row %(at)d") % {"table": table, "at": at}
    return f"{where}, {column}" if column else where


def _row(table: str, at: int, row: Mapping[str, Any], report: Report) -> Row:
    columns = TABLES[table]
    for name in sorted(set(row) - set(columns)):
        short = str(name)[:40]
        unknown = _("we do not know this field")
        report.add(place(table, at, short), unknown, alike=f"{table} {short} {unknown}")
    read: Row = {}
    for name, column in columns.items():
        value = row.get(name)
        read[name] = None
        if value is None or value == "":
            if column.needed:
                empty = _("this must be filled in")
                report.add(place(table, at, name), empty, alike=f"{table} {name} {empty}")
            continue
        try:
            read[name] = column.value.read(value)
        except ValueError as wrong:
            report.add(place(table, at, name), str(wrong), alike=f"{table} {name} {wrong}")
    return read


def _ids(table: str, rows: Iterable[Row], report: Report) -> set[str]:
    seen: set[str] = set()
    for at, row in enumerate(rows, 1):
        if row["id"] in seen:
            report.add(place(table, at, "id"), _("this id stands here twice"))
        if row["id"] is not None:
            seen.add(row["id"])
    return seen
