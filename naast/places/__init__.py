"""Where people live, as far as four digits tell it: Dutch postcodes, municipalities, distances.

Importing this room needs no Django settings; its model lives in `naast.places.models`.
"""

from naast.places.distances import DistanceClass, distance_class, distance_km
from naast.places.postcodes import (
    ATTRIBUTION,
    Municipality,
    Postcode,
    find,
    municipalities,
    table,
)

__all__ = [
    "ATTRIBUTION",
    "DistanceClass",
    "Municipality",
    "Postcode",
    "distance_class",
    "distance_km",
    "find",
    "municipalities",
    "table",
]
