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
    A contact person waits for an own yes, unless the one we had by that id said it already, to the
    same name, role, place, e-mail address and phone number.
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

    def contact(self, row: Row) -> Mapping[str, str]:
        """What a contact person says yes to. The hours are no part of it."""
        return {
            "name": row["name"], "role": row["title"] or "", "email": row["email"] or "",
            "phone": self.phones.get(row["id"], ""), "service": row["service_id"],
            "place": row["location_id"] or "",
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
    return _contacts(tables, parts, services, places, now)


def _time(row: Row, services: Mapping[str, Service], at: Mapping[str, ServicePlace]) -> OpeningTime:
    here = at.get(row["service_at_location_id"] or "")
    return OpeningTime(
        uuid=row["id"], service=here.service if here else services[row["service_id"]], at=here,
        day=row["byday"], opens=time.fromisoformat(row["opens_at"]),
        closes=time.fromisoformat(row["closes_at"]), every=row["interval"] or 1,
        words=row["description"] or "",
    )  # fmt: skip


def to_ask(tables: Tables) -> set[str]:
    """Ids of contact persons of a file who are asked for their yes when it is taken in: who is not
    on the map, of whom the file says something else than they said yes to, and who was never asked.

    The look before and the taking in ask this both, so that nobody gets a mail who was not named.
    """
    parts, known = Parts(tables), _known(tables["contact"])
    return {
        row["id"] for row in tables["contact"]
        if row["id"] not in known or _is_asked(known[row["id"]], parts.contact(row))
    }  # fmt: skip


def _known(rows: list[Row]) -> dict[str, ContactPerson]:
    found = ContactPerson.objects.select_related("service", "place")
    return {str(each.uuid): each for each in found.filter(uuid__in=[row["id"] for row in rows])}


def _is_asked(known: ContactPerson, told: Mapping[str, str]) -> bool:
    before = {
        "name": known.name, "role": known.role, "email": known.email, "phone": known.phone,
        "service": str(known.service.uuid), "place": str(known.place.uuid) if known.place else "",
    }  # fmt: skip
    return before != told or (known.asked_at is None and known.said_yes_at is None)


def _contacts(
    tables: Tables, parts: Parts, services: Mapping[str, Service], places: Mapping[str, Place],
    now: datetime,
) -> list[ContactPerson]:  # fmt: skip
    rows, asked, waiting = tables["contact"], to_ask(tables), []
    numbers = [row["id"] for row in rows]
    ContactPerson.objects.filter(service__in=services.values()).exclude(uuid__in=numbers).delete()
    before = _known(rows)
    for row in rows:
        contact, told = before.get(row["id"]), parts.contact(row)
        if contact and (contact.name, contact.email) != (told["name"], told["email"]):
            contact.delete()  # somebody else: nothing of who was here, no face either, is theirs
            contact = None
        contact = contact or ContactPerson(uuid=row["id"])
        contact.service, contact.place = services[row["service_id"]], places.get(row["location_id"])
        contact.name, contact.role = told["name"], told["role"]
        contact.email, contact.phone = told["email"], told["phone"]
        contact.times = parts.extra.get((row["id"], EXTRA[1]), "")
        if row["id"] in asked:
            contact.said_yes_at = None
            contact.asked_at = now
            contact.waits_since = now  # who never says yes goes, counted from here
            waiting.append(contact)
        contact.save()
    return waiting
