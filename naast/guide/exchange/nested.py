"""HSDS as JSON: a page of services, each with everything that belongs to it inside."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from naast.guide.exchange.profile import (
    BY_COMMAND,
    TABLES,
    Bounds,
    Report,
    Row,
    Tables,
    place,
    unfit,
)


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands inside an object: in which table, by which id, one or a list of them.

    Args:
        own: column of the outer object that names the inner one; empty when the inner object names
            the outer one with `back`.
    """

    table: str
    back: str = ""
    own: str = ""


INSIDE: Final[Mapping[str, Mapping[str, Inside]]] = {
    "service": {
        "organization": Inside("organization", own="organization_id"),
        "phones": Inside("phone", "service_id"),
        "schedules": Inside("schedule", "service_id"),
        "service_areas": Inside("service_area", "service_id"),
        "service_at_locations": Inside("service_at_location", "service_id"),
        "languages": Inside("language", "service_id"),
        "cost_options": Inside("cost_option", "service_id"),
        "contacts": Inside("contact", "service_id"),
        "attributes": Inside("attribute", "link_id"),
    },
    "organization": {"phones": Inside("phone", "organization_id")},
    "service_at_location": {
        "location": Inside("location", own="location_id"),
        "schedules": Inside("schedule", "service_at_location_id"),
    },
    "location": {
        "addresses": Inside("address", "location_id"),
        "accessibility": Inside("accessibility", "location_id"),
    },
    "contact": {
        "phones": Inside("phone", "contact_id"),
        "attributes": Inside("attribute", "link_id"),
    },
    "attribute": {"taxonomy_term": Inside("taxonomy_term", own="taxonomy_term_id")},
    "taxonomy_term": {"taxonomy_detail": Inside("taxonomy", own="taxonomy_id")},
}

ALWAYS: Final = {
    ("organization", "description"), ("taxonomy", "description"), ("taxonomy_term", "description"),
    ("address", "address_1"), ("address", "state_province"),
}  # fmt: skip
"""What HSDS wants to be there, if only as an empty text."""

PAGE: Final = {
    "total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
    "contents",
}  # fmt: skip
"""The fields of a page, as the API of HSDS has them."""


def as_json(tables: Tables) -> bytes:
    """The tables as one page of services."""
    by_id = {name: {row["id"]: row for row in rows} for name, rows in tables.items()}
    pointing: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for outer in INSIDE.values():
        for inside in outer.values():
            if inside.back and (inside.table, inside.back, "") not in pointing:
                pointing[inside.table, inside.back, ""] = []
                for row in tables[inside.table]:
                    pointing[inside.table, inside.back, row[inside.back]].append(row)

    def whole(table: str, row: Row) -> dict[str, Any]:
        told = {
            name: value if value is not None else ""
            for name, value in row.items()
            if value is not None or (table, name) in ALWAYS
        }
        for name, inside in INSIDE.get(table, {}).items():
            if inside.own:
                told[name] = whole(inside.table, by_id[inside.table][row[inside.own]])
            elif within := pointing.get((inside.table, inside.back, row["id"])):
                told[name] = [whole(inside.table, each) for each in within]
        return told

    contents = [whole("service", row) for row in tables["service"]]
    page = {
        "total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents),
        "first_page": True, "last_page": True, "empty": not contents, "contents": contents,
    }  # fmt: skip
    return json.dumps(page, ensure_ascii=False, indent=1).encode()


def from_json(content: bytes, report: Report, within: Bounds = BY_COMMAND) -> Tables:
    """The rows of a JSON file, unread; what cannot belong there goes in `report`.

    Raises: Unfit when it is no JSON of HSDS at all, or too large.
    """
    services = _services(content, within)
    tables: Tables = {name: [] for name in TABLES}
    known: dict[tuple[str, str], Row] = {}
    for at, service in enumerate(services, 1):
        _flatten("service", service, tables, known, report, place("service", at))
        lengths = [len(rows) for rows in tables.values()]
        if max(lengths) > within.rows_each or sum(lengths) > within.rows:
            raise unfit("JSON", _("more than %(most)d rows") % {"most": within.rows_each})
    return tables


def _services(content: bytes, within: Bounds) -> Sequence[Any]:
    if len(content) > within.each:
        raise unfit("JSON", _("larger than %(mb)d MB") % {"mb": within.each // 1_000_000})
    try:
        page = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_no_twice, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        raise unfit("JSON", _("this is not written in UTF-8")) from None
    except (ValueError, RecursionError) as wrong:
        raise unfit("JSON", _("this cannot be read: %(why)s") % {"why": str(wrong)[:80]}) from None
    if isinstance(page, list):
        return page
    if not isinstance(page, dict) or not isinstance(page.get("contents"), list):
        raise unfit("JSON", _("there is no list of services in it"))
    if unknown := sorted(set(page) - PAGE):
        raise unfit("JSON", f"{unknown[0][:40]}: {_('we do not know this field')}")
    if page.get("total_pages", 1) != 1:
        raise unfit("JSON", _("this is one page of several; we take a whole map"))
    contents: list[Any] = page["contents"]
    return contents


def _no_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError(_("a field stands twice in one object"))
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _flatten(
    table: str, given: Any, tables: Tables, known: dict[tuple[str, str], Row], report: Report,
    where: str,
) -> str:  # fmt: skip
    """Put an object and all inside it in the tables. Returns: its id, empty when it has none."""
    if not isinstance(given, dict):
        report.add(where, _("this is no object"))
        return ""
    inner = INSIDE.get(table, {})
    row: Row = {name: value for name, value in given.items() if name not in inner}
    number = row.get("id")
    own_id = number.lower() if isinstance(number, str) else ""
    for name, inside in inner.items():
        if name in given:
            _inside(row, own_id, name, inside, given[name], tables, known, report, where)
    if table in SHARED and own_id:
        if (table, own_id) in known:
            if known[table, own_id] != row:
                report.add(
                    where, _("%(table)s stands here twice, in different words") % {"table": table}
                )
            return own_id
        known[table, own_id] = row
    tables[table].append(row)
    return own_id


SHARED: Final = {"organization", "location", "taxonomy_term", "taxonomy"}
"""What several services may have together: it stands inside each of them."""


def _inside(
    row: Row, own_id: str, name: str, inside: Inside, given: Any, tables: Tables,
    known: dict[tuple[str, str], Row], report: Report, where: str,
) -> None:  # fmt: skip
    at = f"{where}, {name}"
    if inside.own:
        told = _flatten(inside.table, given, tables, known, report, at)
        if row.setdefault(inside.own, told) != told:
            report.add(at, _("another id than outside"))
        return
    if not isinstance(given, list):
        report.add(at, _("this is no list"))
        return
    shared_again = inside.back in ("organization_id", "location_id")
    for number, each in enumerate(given, 1):
        if isinstance(each, dict):
            each = {inside.back: own_id, **each}
            if str(each[inside.back]).lower() != own_id:
                report.add(f"{at} {number}", _("another id than outside"))
        if shared_again and _seen(inside.table, each, known):
            continue
        _flatten(inside.table, each, tables, known, report, f"{at} {number}")


def _seen(table: str, given: Any, known: dict[tuple[str, str], Row]) -> bool:
    """Whether what hangs on a shared object was put down already, in the same words."""
    if not isinstance(given, dict) or not isinstance(given.get("id"), str):
        return False
    key = (f"inside {table}", given["id"].lower())
    if known.get(key) == given:
        return True
    known.setdefault(key, dict(given))
    return False
