"""What the Dutch profile asks beyond columns: one phone, known words, nothing that hangs loose."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from naast.guide.exchange.profile import Report, Row, Tables, place
from naast.guide.taxonomy import taxonomy
from naast.people.choices import LANGUAGES
from naast.places import municipalities

NATIONWIDE: Final = "NL"
EXTRA: Final = ("assured-by", "reachable")
"""Terms of our own beside the themes: in whose name it was checked, and when a contact person can
be found. HSDS has no field for either.
"""


def keep_to_profile(tables: Tables, report: Report) -> None:
    """Everything that is wrong between rows goes in `report`."""
    _once(tables["address"], "address", ("location_id",), report)
    _once(tables["cost_option"], "cost_option", ("service_id",), report)
    _once(tables["language"], "language", ("service_id", "code"), report)
    _once(tables["service_area"], "service_area", ("service_id", "extent"), report)
    _once(tables["accessibility"], "accessibility", ("location_id", "details"), report)
    _once(
        tables["service_at_location"], "service_at_location", ("service_id", "location_id"), report
    )
    _once(tables["phone"], "phone", ("organization_id", "service_id", "contact_id"), report)
    _once(tables["attribute"], "attribute", ("link_id", "taxonomy_term_id"), report)
    _known_words(tables, report)
    _owners(tables, report)
    _nothing_loose(tables, report)
    _sense(tables, report)


def _once(rows: Iterable[Row], table: str, columns: tuple[str, ...], report: Report) -> None:
    seen: Counter[tuple[object, ...]] = Counter()
    for at, row in enumerate(rows, 1):
        key = tuple(row[column] for column in columns)
        seen[key] += 1
        if seen[key] > 1:
            report.add(place(table, at), _("this stands here more than once; we keep one"))


def _known_words(tables: Tables, report: Report) -> None:
    known = {
        "language": ("code", set(LANGUAGES)),
        "accessibility": ("details", set(taxonomy().access)),
        "taxonomy_term": ("code", set(taxonomy().themes) | set(EXTRA)),
        "service_area": ("extent", {NATIONWIDE} | {f"GM{code}" for code in municipalities()}),
    }
    for table, (column, words) in known.items():
        for at, row in enumerate(tables[table], 1):
            if row[column] is not None and row[column] not in words:
                report.add(place(table, at, column), _("we do not know this word"))


def _owners(tables: Tables, report: Report) -> None:
    """A phone has one owner; a schedule a service or a place of one; an attribute exists."""
    for at, row in enumerate(tables["phone"], 1):
        if (
            sum(row[name] is not None for name in ("organization_id", "service_id", "contact_id"))
            != 1
        ):
            report.add(place("phone", at), _("this belongs to exactly one thing"))
    for at, row in enumerate(tables["schedule"], 1):
        if (row["service_id"] is None) == (row["service_at_location_id"] is None):
            report.add(place("schedule", at), _("this belongs to exactly one thing"))
    ids = {name: {row["id"] for row in tables[name]} for name in ("service", "contact")}
    terms = {row["id"]: row["code"] for row in tables["taxonomy_term"]}
    for at, row in enumerate(tables["attribute"], 1):
        entity, code = row["link_entity"], terms.get(row["taxonomy_term_id"])
        if entity in ids and row["link_id"] not in ids[entity]:
            report.add(place("attribute", at, "link_id"), _("there is nothing with this id"))
        if (code == "reachable") != (entity == "contact"):
            report.add(place("attribute", at, "link_entity"), _("this word does not belong here"))
        if (code in EXTRA) != (row["value"] is not None):
            report.add(place("attribute", at, "value"), _("a value belongs to our own words only"))


def _nothing_loose(tables: Tables, report: Report) -> None:
    """Nothing stands in the file that no service leads to: it would be lost in the other format."""
    used = {
        "organization": {row["organization_id"] for row in tables["service"]},
        "location": {row["location_id"] for row in tables["service_at_location"]},
        "taxonomy": {row["taxonomy_id"] for row in tables["taxonomy_term"]},
        "taxonomy_term": {row["taxonomy_term_id"] for row in tables["attribute"]},
    }
    for table, ids in used.items():
        for at, row in enumerate(tables[table], 1):
            if row["id"] not in ids:
                report.add(place(table, at), _("no service leads to this"))
    addressed = {row["location_id"] for row in tables["address"]}
    for at, row in enumerate(tables["location"], 1):
        if row["id"] not in addressed:
            report.add(place("location", at), _("this has no address"))
    given = {(row["service_id"], row["location_id"]) for row in tables["service_at_location"]}
    for at, row in enumerate(tables["contact"], 1):
        if row["location_id"] and (row["service_id"], row["location_id"]) not in given:
            report.add(place("contact", at, "location_id"), _("the service is not given there"))


def _sense(tables: Tables, report: Report) -> None:
    areas = {row["service_id"] for row in tables["service_area"]}
    everywhere = {r["service_id"] for r in tables["service_area"] if r["extent"] == NATIONWIDE}
    both = Counter(row["service_id"] for row in tables["service_area"])
    by = {
        row["link_id"] for row in tables["attribute"]
        if row["value"] is not None and row["link_entity"] == "service"
    }  # fmt: skip
    for at, row in enumerate(tables["service"], 1):
        youngest, oldest = row["minimum_age"], row["maximum_age"]
        if youngest is not None and oldest is not None and oldest < youngest:
            report.add(place("service", at, "maximum_age"), _("below the minimum age"))
        if row["id"] not in areas:
            report.add(place("service", at), _("this has no service area"))
        if row["id"] in everywhere and both[row["id"]] > 1:
            report.add(place("service", at), _("the whole country and a part of it"))
        if (row["assured_date"] is None) != (row["id"] not in by):
            report.add(
                place("service", at, "assured_date"), _("a day of checking and by whom go together")
            )
    for at, row in enumerate(tables["schedule"], 1):
        if row["opens_at"] and row["closes_at"] and row["opens_at"] >= row["closes_at"]:
            report.add(place("schedule", at, "closes_at"), _("closes before it opens"))
    for at, row in enumerate(tables["cost_option"], 1):
        if (row["option"] == "gratis") != (row["amount"] == 0):
            report.add(
                place("cost_option", at, "amount"),
                _("an amount of 0 means free; anything else is told in words"),
            )
