"""From the map to tables of HSDS."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from django.utils import translation

from naast.guide.exchange.profile import TABLES, Row, Tables
from naast.guide.exchange.rules import EXTRA, NATIONWIDE
from naast.guide.models import ContactPerson, Place, Provider, Service
from naast.guide.taxonomy import Term, taxonomy
from naast.people.choices import LANGUAGES
from naast.places import municipalities

OURS: Final = UUID("5a1d6f0c-7a3e-5c54-9d0e-6e6161737401")
"""Ids of parts that have no life of their own follow from this and from whose part they are."""

THEMES, OWN_WORDS = "Naast: thema's", "Naast: eigen woorden"


def part_id(*of: object) -> str:
    """The id of a part: the same for the same part."""
    return str(uuid5(OURS, " ".join(map(str, of))))


def tables_of(on: date, *, everything: bool = False) -> Tables:
    """The map as tables, in a fixed number of queries.

    Args:
        everything: also what the public does not read: what was not checked for too long, what
            has stopped, and contact persons who did not say yes. For a move, never a download.
    """
    rows = Service.objects.all() if everything else Service.objects.shown(on)
    services = list(rows.whole().order_by("provider__name", "name", "uuid"))
    people = ContactPerson.objects.all() if everything else ContactPerson.objects.published()
    contacts = people.filter(service__in=services).select_related("place", "service")
    out = _Out({service.provider.pk for service in services})
    with translation.override("nl"):  # names of languages; a file is the same for every reader
        for service in services:
            out.service(service)
        for contact in contacts.order_by("service__provider__name", "name", "uuid"):
            out.contact(contact)
    return out.tables


class _Out:
    """Tables while they are being filled; what several services share is written once."""

    def __init__(self, providers: Collection[int]) -> None:
        self._providers = providers
        self.tables: Tables = {name: [] for name in TABLES}
        self._written: set[tuple[str, str]] = set()

    def add(self, table: str, **values: object) -> None:
        """One row, once per id; columns that were not said are empty."""
        key = (table, str(values["id"]))
        if key not in self._written:
            self._written.add(key)
            row: Row = dict.fromkeys(TABLES[table])
            row.update({name: None if value == "" else value for name, value in values.items()})
            self.tables[table].append(row)

    def service(self, service: Service) -> None:
        number = str(service.uuid)
        self.provider(service.provider)
        self.add(
            "service", id=number, organization_id=str(service.provider.uuid), name=service.name,
            description=service.about, url=service.website, email=service.email,
            status=str(service.status), application_process=service.how,
            eligibility_description=service.for_whom, minimum_age=service.youngest,
            maximum_age=service.oldest,
            assured_date=service.assured_on.isoformat() if service.assured_on else None,
        )  # fmt: skip
        if service.phone:
            self.add("phone", id=part_id(number, "phone"), service_id=number, number=service.phone)
        for code in service.languages:
            name = str(LANGUAGES.get(code, code))
            self.add("language", id=part_id(number, code), service_id=number, code=code, name=name)
        for key in service.themes:
            self.attribute(number, "service", key)
        if service.assured_by:
            self.attribute(number, "service", EXTRA[0], service.assured_by)
        self._areas(service, number)
        self._costs(service, number)
        for at in service.at.all():
            self.place(at.place)
            self.add(
                "service_at_location", id=str(at.uuid), service_id=number,
                location_id=str(at.place.uuid), description=at.about,
            )  # fmt: skip
        at_of = {at.pk: str(at.uuid) for at in service.at.all()}
        for time in service.times.all():
            self.add(
                "schedule", id=str(time.uuid), service_id=None if time.at_id else number,
                service_at_location_id=at_of[time.at_id] if time.at_id else None, freq="WEEKLY",
                interval=time.every, byday=str(time.day), opens_at=f"{time.opens:%H:%M}",
                closes_at=f"{time.closes:%H:%M}", description=time.words,
            )  # fmt: skip

    def provider(self, provider: Provider) -> None:
        number = str(provider.uuid)
        self.add(
            "organization", id=number, name=provider.name, description=provider.about,
            email=provider.email, website=provider.website,
        )  # fmt: skip
        if provider.phone:
            self.add(
                "phone", id=part_id(number, "phone"), organization_id=number, number=provider.phone
            )

    def place(self, place: Place) -> None:
        number = str(place.uuid)
        # Who does nothing that stands in the file does not stand in it either.
        owner = place.provider if place.provider_id in self._providers else None
        self.add(
            "location", id=number, location_type="physical", name=place.name,
            organization_id=str(owner.uuid) if owner else None,
            description=place.about, latitude=place.lat, longitude=place.lon,
        )  # fmt: skip
        self.add(
            "address", id=part_id(number, "address"), location_id=number, address_1=place.street,
            city=place.town, state_province=place.province, postal_code=place.postcode,
            country="NL", address_type="physical",
        )  # fmt: skip
        for key in place.accessibility:
            name = taxonomy().access[key].name.in_language("nl")
            self.add(
                "accessibility", id=part_id(number, key), location_id=number, description=name,
                details=key,
            )  # fmt: skip

    def contact(self, contact: ContactPerson) -> None:
        number = str(contact.uuid)
        self.add(
            "contact", id=number, service_id=str(contact.service.uuid), name=contact.name,
            location_id=str(contact.place.uuid) if contact.place else None, title=contact.role,
            email=contact.email,
        )  # fmt: skip
        if contact.phone:
            self.add("phone", id=part_id(number, "phone"), contact_id=number, number=contact.phone)
        if contact.times:
            self.attribute(number, "contact", EXTRA[1], contact.times)

    def attribute(self, of: str, entity: str, code: str, value: str = "") -> None:
        term = taxonomy().themes.get(code)
        self._term(code, term)
        self.add(
            "attribute", id=part_id(of, code), link_id=of, link_entity=entity,
            taxonomy_term_id=part_id("term", code), value=value,
        )  # fmt: skip

    def _term(self, code: str, term: Term | None) -> None:
        taxonomy_name = THEMES if term else OWN_WORDS
        name = term.name.in_language("nl") if term else code
        self.add("taxonomy", id=part_id(taxonomy_name), name=taxonomy_name)
        self.add(
            "taxonomy_term", id=part_id("term", code), code=code, name=name,
            taxonomy_id=part_id(taxonomy_name),
        )  # fmt: skip

    def _areas(self, service: Service, number: str) -> None:
        areas = [(NATIONWIDE, "Nederland")] if service.nationwide else [
            (f"GM{each.code}", _municipality(each.code)) for each in service.served.all()
        ]  # fmt: skip
        for extent, name in areas:
            self.add(
                "service_area", id=part_id(number, extent), service_id=number, name=name,
                extent=extent, extent_type="text",
            )  # fmt: skip

    def _costs(self, service: Service, number: str) -> None:
        if service.is_free is None and not service.costs:
            return
        option = {True: "gratis", False: "betaald", None: ""}[service.is_free]
        self.add(
            "cost_option", id=part_id(number, "costs"), service_id=number, option=option,
            currency="EUR" if service.is_free else None, amount=0 if service.is_free else None,
            amount_description=service.costs,
        )  # fmt: skip


def _municipality(code: str) -> str:
    return municipalities()[code].name if code in municipalities() else code
