"""Where organisations are at work, for the dot map and the table beside it."""

from dataclasses import dataclass
from functools import cache

from naast import places
from naast.people.models import Organisation
from naast.places import dotmap
from naast.places.models import Area
from naast.programmes import find

TONES = ("apricot", "pine", "sky", "rose")


@dataclass(frozen=True, slots=True)
class Reached:
    """One organisation with its area: where it is, in names and as dots on the map."""

    label: str
    where: str
    programmes: str
    points: list[tuple[float, float]]
    tone: str


def reached() -> list[Reached]:
    """Every organisation that runs a programme somewhere, in the order of their names."""
    running = Organisation.objects.filter(offerings__isnull=False, area__isnull=False).distinct()
    found = running.select_related("area").prefetch_related("offerings").order_by("name")
    return [
        Reached(
            label=organisation.name,
            where=_municipalities(organisation.area),
            programmes=", ".join(str(find(o.programme).name) for o in organisation.offerings.all()),
            points=[
                (dot.x, dot.y) for dot in dotmap.dots() if organisation.area.contains(dot.postcode)
            ],
            tone=TONES[place % len(TONES)],
        )
        for place, organisation in enumerate(found)
        if organisation.area is not None
    ]


@cache
def the_netherlands() -> str:
    """Every postcode as a dot, as path data. The table does not change while a server runs."""
    return dotmap.as_path(dotmap.dots())


def _municipalities(area: Area) -> str:
    """The municipalities of an area by name; of an area of loose postcodes its own name."""
    known = places.municipalities()
    names = [known[code].name for code in area.municipality_codes if code in known]
    return ", ".join(names) or area.name
