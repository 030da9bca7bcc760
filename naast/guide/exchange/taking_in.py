"""From a file to the map: everything, or nothing and a report that says why."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from django.db import models, transaction

from naast.common import logbook
from naast.common.logbook import Signatory
from naast.guide.exchange.nested import from_json
from naast.guide.exchange.profile import (
    BY_COMMAND,
    Bounds,
    Report,
    Row,
    Tables,
    Unfit,
    checked,
)
from naast.guide.exchange.rules import EXTRA, NATIONWIDE, keep_to_profile
from naast.guide.exchange.sheets import from_sheets
from naast.guide.models import (
    ContactPerson,
    MapState,
    OpeningTime,
    Place,
    Provider,
    ServedMunicipality,
    Service,
    ServicePlace,
)
from naast.guide.models.words import changed

Model = TypeVar("Model", bound=models.Model)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many services a file had, and how many of those were new. `waiting` are the contact
    persons who have not been asked for their yes yet.
    """

    services: int
    new: int
    waiting: Sequence[ContactPerson] = ()


def read_file(content: bytes, within: Bounds = BY_COMMAND) -> Tables:
    """The tables of a file, JSON or a zip of CSV, wholly checked.

    Raises: Unfit with a report of everything that is wrong.
    """
    report = Report()
    read = from_sheets if content[:2] == b"PK" else from_json
    raw = read(content, report, within)
    tables = checked(raw, report)
    if not report:
        keep_to_profile(tables, report)
    if report:
        raise Unfit(report)
    return tables


@transaction.atomic
def take_in(tables: Tables, *, actor: Signatory, now: datetime) -> TakenIn:
    """Put checked tables on the map, in one transaction.

    What has an id that is known is changed, and then is as the file says; services that do not
    stand in the file stay as they are, and so does whose a building is when the file does not say.
    A contact person waits for an own yes, unless the one we had by that id and e-mail address said
    it already.
    """
    parts = Parts(tables)
    providers = _put(Provider, tables["organization"], parts.provider)
    places = _put(
        Place, tables["location"],
        lambda row: {
            **parts.place(row),
            **({"provider": providers[row["organization_id"]]} if row["organization_id"] else {}),
        },
    )  # fmt: skip
    before = set(Service.objects.values_list("uuid", flat=True))
    services = _put(
        Service, tables["service"],
        lambda row: {**parts.service(row), "provider": providers[row["organization_id"]]},
    )  # fmt: skip
    waiting = _hang_on(tables, parts, services, places, now)
    changed()
    state = MapState.objects.get()
    new = sum(1 for each in services.values() if each.uuid not in before)
    logbook.record(actor, "guide.map.taken_in", state, now=now, services=len(services), new=new)
    return TakenIn(len(services), new, waiting)


def _put(model: type[Model], rows: list[Row], values: Any) -> dict[str, Model]:
    """Make or change a row per id. Returns: the rows by id."""
    there = {str(each.uuid): each for each in model._default_manager.filter(  # type: ignore[attr-defined]  # all have one
        uuid__in=[row["id"] for row in rows])}  # fmt: skip
    made: dict[str, Model] = {}
    for row in rows:
        each = there.get(row["id"]) or model(uuid=row["id"])
        for name, value in values(row).items():
            setattr(each, name, value)
        each.save()
        made[row["id"]] = each
    return made


class Parts:
    """Rows of the tables by what they belong to, and what they are on the map."""

    def __init__(self, tables: Tables) -> None:
        self.phones = {
            row["organization_id"] or row["service_id"] or row["contact_id"]: row["number"]
            for row in tables["phone"]
        }
        self.addresses = {row["location_id"]: row for row in tables["address"]}
        self.costs = {row["service_id"]: row for row in tables["cost_option"]}
        self.languages = _grouped(tables["language"], "service_id", "code")
        self.areas = _grouped(tables["service_area"], "service_id", "extent")
        self.access = _grouped(tables["accessibility"], "location_id", "details")
        codes = {row["id"]: row["code"] for row in tables["taxonomy_term"]}
        self.themes: dict[str, list[str]] = defaultdict(list)
        self.extra: dict[tuple[str, str], str] = {}
        for row in tables["attribute"]:
            code = codes[row["taxonomy_term_id"]]
            if code in EXTRA:
                self.extra[row["link_id"], code] = row["value"]
            else:
                self.themes[row["link_id"]].append(code)

    def provider(self, row: Row) -> Mapping[str, Any]:
        """Fields of an organisation."""
        return {
            "name": row["name"], "about": row["description"] or "", "email": row["email"] or "",
            "website": row["website"] or "", "phone": self.phones.get(row["id"], ""),
        }  # fmt: skip

    def place(self, row: Row) -> Mapping[str, Any]:
        """Fields of a building."""
        address = self.addresses[row["id"]]
        return {
            "name": row["name"], "about": row["description"] or "",
            "street": address["address_1"] or "", "postcode": address["postal_code"],
            "town": address["city"], "province": address["state_province"] or "",
            "lat": row["latitude"], "lon": row["longitude"],
            "accessibility": self.access[row["id"]],
        }  # fmt: skip

    def service(self, row: Row) -> Mapping[str, Any]:
        """Fields of a service."""
        number, cost = row["id"], self.costs.get(row["id"], {})
        assured = row["assured_date"]
        return {
            "name": row["name"], "about": row["description"],
            "how": row["application_process"] or "",
            "for_whom": row["eligibility_description"] or "", "website": row["url"] or "",
            "email": row["email"] or "", "phone": self.phones.get(number, ""),
            "status": row["status"], "youngest": row["minimum_age"], "oldest": row["maximum_age"],
            "languages": self.languages[number], "themes": self.themes[number],
            "is_free": {"gratis": True, "betaald": False}.get(cost.get("option") or ""),
            "costs": cost.get("amount_description") or "",
            "nationwide": NATIONWIDE in self.areas[number],
            "assured_on": date.fromisoformat(assured) if assured else None,
            "assured_by": self.extra.get((number, EXTRA[0]), "")[:120],
        }  # fmt: skip


def _grouped(rows: list[Row], by: str, column: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row[by]].append(row[column])
    return found


def _hang_on(
    tables: Tables, parts: Parts, services: Mapping[str, Service], places: Mapping[str, Place],
    now: datetime,
) -> list[ContactPerson]:  # fmt: skip
    """What hangs on a service is as the file says; what hung there before goes. Returns: contact
    persons who are still to be asked.
    """
    mine = list(services.values())
    ServedMunicipality.objects.filter(service__in=mine).delete()
    ServedMunicipality.objects.bulk_create(
        ServedMunicipality(service=services[number], code=extent.removeprefix("GM"))
        for number, extents in parts.areas.items() for extent in extents if extent != NATIONWIDE
    )  # fmt: skip
    OpeningTime.objects.filter(service__in=mine).delete()
    kept = [row["id"] for row in tables["service_at_location"]]
    ServicePlace.objects.filter(service__in=mine).exclude(uuid__in=kept).delete()
    at = _put(
        ServicePlace, tables["service_at_location"],
        lambda row: {
            "service": services[row["service_id"]], "place": places[row["location_id"]],
            "about": row["description"] or "",
        },
    )  # fmt: skip
    OpeningTime.objects.bulk_create(_time(row, services, at) for row in tables["schedule"])
    return _contacts(tables["contact"], parts, services, places, now)


def _time(row: Row, services: Mapping[str, Service], at: Mapping[str, ServicePlace]) -> OpeningTime:
    here = at.get(row["service_at_location_id"] or "")
    return OpeningTime(
        uuid=row["id"], service=here.service if here else services[row["service_id"]], at=here,
        day=row["byday"], opens=time.fromisoformat(row["opens_at"]),
        closes=time.fromisoformat(row["closes_at"]), every=row["interval"] or 1,
        words=row["description"] or "",
    )  # fmt: skip


def _contacts(
    rows: list[Row], parts: Parts, services: Mapping[str, Service], places: Mapping[str, Place],
    now: datetime,
) -> list[ContactPerson]:  # fmt: skip
    waiting: list[ContactPerson] = []
    numbers = [row["id"] for row in rows]
    ContactPerson.objects.filter(service__in=services.values()).exclude(uuid__in=numbers).delete()
    before = {str(each.uuid): each for each in ContactPerson.objects.filter(uuid__in=numbers)}
    for row in rows:
        known = before.get(row["id"])
        same = known is not None and known.email == (row["email"] or "")
        contact = known if known is not None and same else ContactPerson(
            pk=known.pk if known else None, uuid=row["id"]
        )  # fmt: skip
        contact.service, contact.place = services[row["service_id"]], places.get(row["location_id"])
        contact.name, contact.role = row["name"], row["title"] or ""
        contact.email = row["email"] or ""
        contact.phone = parts.phones.get(row["id"], "")
        contact.times = parts.extra.get((row["id"], EXTRA[1]), "")
        if contact.asked_at is None and contact.said_yes_at is None:
            contact.asked_at = now  # who never answers goes, counted from here
            waiting.append(contact)
        contact.save()
    return waiting
