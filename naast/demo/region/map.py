"""The social map of the region, as it stands in `naast/demo/data/map.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils import timezone

from naast.demo.region.tables import DATA
from naast.guide.models import (
    ContactPerson,
    OpeningTime,
    Place,
    Provider,
    ServedMunicipality,
    Service,
    ServicePlace,
)
from naast.guide.models.words import changed

SPACE: Final = UUID("6e616173-7400-5000-8000-6b6161727400")
"""The same key gives the same id, so that a link to the demo keeps working."""

LEIDEN, WESTSTELLINGWERF = "0546", "0098"
Rows = Mapping[str, Mapping[str, Any]]


def key_id(kind: str, key: str) -> UUID:
    """The id of something in the table of the demo map."""
    return uuid5(SPACE, f"{kind} {key}")


def draw_map(on: date) -> int:
    """Put the map of the region in an empty installation. Returns: how many services it has."""
    written = tomllib.loads((DATA / "map.toml").read_text(encoding="utf-8"))
    providers = {
        key: Provider(uuid=key_id("provider", key), **row)
        for key, row in written["provider"].items()
    }
    Provider.objects.bulk_create(providers.values())
    places = {
        key: Place(
            uuid=key_id("place", key),
            **{**row, "provider": providers[row["provider"]]},
        )
        for key, row in written["place"].items()
    }  # fmt: skip
    Place.objects.bulk_create(places.values())
    rows: Rows = written["service"]
    services = {key: _service(key, row, providers, on) for key, row in rows.items()}
    Service.objects.bulk_create(services.values())
    ServedMunicipality.objects.bulk_create(
        ServedMunicipality(
            service=services[key], code=WESTSTELLINGWERF if key.startswith("w_") else LEIDEN
        )
        for key, row in rows.items() if not row.get("nationwide")
    )  # fmt: skip
    _times(rows, services, places)
    _people(written["contact"], services, places, on)
    changed()
    return len(services)


def _service(
    key: str, row: Mapping[str, Any], providers: Mapping[str, Provider], on: date
) -> Service:
    youngest, oldest = row.get("ages", (None, None))
    checked = on - timedelta(days=row.get("checked", 0))
    return Service(
        uuid=key_id("service", key), provider=providers[row["provider"]], name=row["name"],
        about=row["about"], how=row.get("how", ""), youngest=youngest, oldest=oldest,
        languages=row.get("languages", ["nl"]), themes=row["themes"], is_free=row["free"],
        costs=row.get("costs", ""), nationwide=row.get("nationwide", False),
        assured_on=min(on, row.get("checked_on", checked)), assured_by=row.get("by", "Naast"),
    )  # fmt: skip


def _times(rows: Rows, services: Mapping[str, Service], places: Mapping[str, Place]) -> None:
    """The times of a service count at the first of its places."""
    times: list[OpeningTime] = []
    at: list[ServicePlace] = []
    for key, row in rows.items():
        here = [
            ServicePlace(
                uuid=key_id("at", f"{key} {place}"), service=services[key], place=places[place]
            )
            for place in row.get("at", [])
        ]  # fmt: skip
        at += here
        for number, told in enumerate(row.get("times", [])):
            day, hours, *every = told.split()
            opens, closes = (time.fromisoformat(each.zfill(5)) for each in hours.split("-"))
            times.append(
                OpeningTime(
                    uuid=key_id("time", f"{key} {number}"), service=services[key],
                    at=here[0] if here else None, day=day, opens=opens, closes=closes,
                    every=int(every[0][1:]) if every else 1,
                )
            )  # fmt: skip
    ServicePlace.objects.bulk_create(at)
    OpeningTime.objects.bulk_create(times)


def _people(
    rows: list[dict[str, Any]],
    services: Mapping[str, Service],
    places: Mapping[str, Place],
    on: date,
) -> None:
    said = timezone.make_aware(datetime.combine(on - timedelta(days=60), time(10)))
    ContactPerson.objects.bulk_create(
        ContactPerson(
            uuid=key_id("contact", row["name"]), asked_at=said, said_yes_at=said, waits_since=None,
            **{
                **row, "service": services[row["service"]],
                "place": places.get(row.get("place", "")),
            },
        )
        for row in rows
    )  # fmt: skip
