"""Writes by who keeps the map of a region: services, their places and times, and other words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.guide import policies
from naast.guide.models import (
    OpeningTime,
    Place,
    Provider,
    ServedMunicipality,
    Service,
    ServicePlace,
    Synonym,
)
from naast.guide.models.words import changed
from naast.guide.region import municipalities_of
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Person
from naast.places import find


@dataclass(frozen=True, slots=True)
class Told:
    """What a coordinator writes down of a service; the names are those of the model."""

    name: str
    about: str
    how: str = ""
    for_whom: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""
    status: str = Service.Status.ACTIVE
    youngest: int | None = None
    oldest: int | None = None
    languages: Sequence[str] = ()
    themes: Sequence[str] = ()
    is_free: bool | None = None
    costs: str = ""

    def values(self) -> Mapping[str, Any]:
        """By name of the field; lists as lists, because they are kept as JSON."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            key: list(value) if isinstance(value, list | tuple) else value
            for key, value in told.items()
        }


@transaction.atomic
def keep_service(
    *, actor: Person, service_uuid: UUID | None, provider: str, told: Told,
    municipalities: Sequence[str], now: datetime,
) -> Service:  # fmt: skip
    """Add a service, or change one. Whoever writes it down has looked at it: it counts as checked.

    Args:
        provider: name of the organisation; one that is not there yet is added.
        municipalities: CBS codes of where it may be used. Codes of elsewhere that it had, stay.
    Raises: Service.DoesNotExist, Refused; DomainError for an oldest age under the youngest, or
        without a municipality of the actor.
    """
    mine = municipalities_of(actor)
    chosen = set(municipalities)
    if told.youngest is not None and told.oldest is not None and told.oldest < told.youngest:
        raise DomainError(_("The oldest age is below the youngest."))
    if service_uuid is None:
        service = Service(provider=_provider(provider))
        policies.services.require(actor, "add", service)
    else:
        service = _locked(actor, service_uuid)
        policies.services.require(actor, "change", service)
        if service.provider.name != provider.strip():
            service.provider = _provider(provider)
    theirs = {each.code for each in service.served.all()} - mine if service.pk else set()
    if not chosen or chosen - mine:
        raise DomainError(_("Choose at least one municipality in which you work."))
    for name, value in told.values().items():
        setattr(service, name, value)
    service.owner_says = ""
    _assure(service, actor, now)
    service.save()
    service.served.all().delete()
    ServedMunicipality.objects.bulk_create(
        ServedMunicipality(service=service, code=code) for code in sorted(chosen | theirs)
    )
    changed()
    logbook.record(actor, "guide.service.written", service, now=now)
    return service


def _provider(name: str) -> Provider:
    provider, _made = Provider.objects.get_or_create(name=name.strip())
    return provider


def _locked(actor: Person, service_uuid: UUID) -> Service:
    mine = Service.objects.looked_after_by(actor).select_related("provider")
    return mine.select_for_update(of=("self",)).get(uuid=service_uuid)


def _assure(service: Service, actor: Person, now: datetime) -> None:
    """Checked today, in the name of the organisation the actor coordinates for."""
    names = [role.organisation.name for role in actor.live_roles if role.kind == "coordinator"]
    if not names:
        raise Refused("assure without an organisation")
    service.assured_on, service.assured_by = dutch_day(now), names[0]


@transaction.atomic
def assure(*, actor: Person, service_uuid: UUID, now: datetime) -> None:
    """The coordinator looked: it is still right. Raises: Service.DoesNotExist, Refused."""
    service = _locked(actor, service_uuid)
    policies.services.require(actor, "assure", service)
    _assure(service, actor, now)
    service.owner_says = ""
    service.save(update_fields=["assured_on", "assured_by", "owner_says"])
    changed()
    logbook.record(actor, "guide.service.assured", service, now=now)


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """What a coordinator writes down of a place where a service is given."""

    name: str
    street: str
    postcode: str
    town: str
    accessibility: Sequence[str] = ()
    about: str = ""


Times = Sequence[tuple[str, time, time, int]]
"""Day, from, until, every so many weeks: what `opening.read_lines` gives."""


@transaction.atomic
def keep_place(
    *, actor: Person, service_uuid: UUID, at_uuid: UUID | None, told: PlaceTold, times: Times,
    now: datetime,
) -> ServicePlace:  # fmt: skip
    """Write down where a service is given, and when; again, and the later words count.

    A place that other services use too is not changed under their feet: this one gets its own.
    Raises: Service.DoesNotExist, ServicePlace.DoesNotExist, Refused; DomainError when there is no
        such postcode.
    """
    service = _locked(actor, service_uuid)
    policies.services.require(actor, "change", service)
    if find(told.postcode) is None:
        raise DomainError(_("We do not know this postcode."))
    at = service.at.select_related("place").get(uuid=at_uuid) if at_uuid else None
    shared = at is not None and at.place.for_services.exclude(pk=at.pk).exists()
    place = Place(provider=service.provider) if at is None or shared else at.place
    for name in ("name", "street", "postcode", "town", "about"):
        setattr(place, name, getattr(told, name).strip())
    place.accessibility = list(told.accessibility)
    place.lat = place.lon = None  # the point follows from the postcode
    place.save()
    if at is None:
        at = ServicePlace.objects.create(service=service, place=place)
    elif at.place_id != place.pk:
        at.place = place
        at.save(update_fields=["place"])
    at.times.all().delete()
    OpeningTime.objects.bulk_create(
        OpeningTime(service=service, at=at, day=day, opens=opens, closes=closes, every=every)
        for day, opens, closes, every in times
    )
    changed()
    logbook.record(actor, "guide.place.written", service, now=now)
    return at


@transaction.atomic
def drop_place(*, actor: Person, service_uuid: UUID, at_uuid: UUID, now: datetime) -> None:
    """A service is not given there any more; a place nobody uses goes too.

    Raises: Service.DoesNotExist, ServicePlace.DoesNotExist, Refused.
    """
    service = _locked(actor, service_uuid)
    policies.services.require(actor, "change", service)
    at = service.at.select_related("place").get(uuid=at_uuid)
    place = at.place
    at.delete()
    if not place.for_services.exists():
        place.delete()
    changed()
    logbook.record(actor, "guide.place.dropped", service, now=now)


@transaction.atomic
def keep_word(*, actor: Person, word: str, means: str, now: datetime) -> None:
    """Write down what people say and the words of the map they mean; nothing takes it away.

    It counts at once, for every search after this one.
    Raises: Refused; DomainError without a word.
    """
    if not actor.is_coordinator:
        raise Refused("keep_word")
    said = " ".join(word.lower().split())
    meant = ", ".join(filter(None, (each.strip().lower() for each in means.split(","))))
    if not said:
        raise DomainError(_("Write what people say."))
    if meant:
        row, _made = Synonym.objects.update_or_create(
            word=said, defaults={"means": meant, "written_at": now}
        )
        changed()
        logbook.record(actor, "guide.word.written", row, now=now)
        return
    row_gone = Synonym.objects.filter(word=said).first()
    if row_gone is not None:
        logbook.record(actor, "guide.word.dropped", row_gone, now=now)
        row_gone.delete()
        changed()
