"""What describes the tables to who has no Naast: a tabular data package, made from our profile.

Source: the specifications of Data Package and Table Schema, version 1.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from naast.guide.exchange.profile import TABLES, Column

PACKAGE: Final = "datapackage.json"

TITLES: Final[Mapping[str, str]] = {
    "organization": "Wie het doet",
    "service": "Wat er is voor gezinnen",
    "location": "Een plek waar mensen heen kunnen",
    "address": "Het adres van een plek",
    "service_at_location": "Wat waar te vinden is",
    "schedule": "Wanneer het open is",
    "language": "Talen die er gesproken worden",
    "service_area": "Voor wie het is: gemeenten waar mensen wonen, of het hele land",
    "cost_option": "Wat het kost",
    "accessibility": "Hoe je er binnenkomt",
    "contact": "Naar wie je kunt vragen",
    "phone": "Telefoonnummers",
    "taxonomy": "Lijsten met woorden",
    "taxonomy_term": "De woorden van die lijsten",
    "attribute": "Welk woord bij wat hoort",
}


def as_package(files: Mapping[str, str]) -> bytes:
    """The description of a zip. Args: files: table by name of its file."""
    package = {
        "profile": "tabular-data-package",
        "name": "sociale-kaart",
        "title": "Sociale kaart, in het profiel van Naast op HSDS 3",
        "resources": [_resource(path, table) for path, table in files.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _resource(path: str, table: str) -> dict[str, Any]:
    columns = TABLES[table]
    return {
        "profile": "tabular-data-resource", "name": table, "title": TITLES[table], "path": path,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, column) for name, column in columns.items()],
            "missingValues": [""],
            "primaryKey": "id",
            "foreignKeys": [
                {"fields": name, "reference": {"resource": column.of, "fields": "id"}}
                for name, column in columns.items() if column.of
            ],
        },
    }  # fmt: skip


def _field(name: str, column: Column) -> dict[str, Any]:
    described = dict(column.value.described)
    bounds = dict(described.pop("constraints", {}))
    if column.needed:
        bounds["required"] = True
    return {"name": name, **described, **({"constraints": bounds} if bounds else {})}
