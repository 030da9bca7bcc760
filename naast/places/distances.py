"""How far apart, and how we say it without giving an address away."""

from enum import Enum

from naast.kernel.distances import haversine_km
from naast.places.postcodes import Postcode


def _(text: str) -> str:
    """Mark a text for translation; it is translated when somebody reads it."""
    return text


class DistanceClass(Enum):
    """How near two families live, as both may know it before they said yes (afstandsklasse).

    `str()` says it in the reader's language.
    """

    UNDER_1_KM = "under_1_km"
    FROM_1_TO_2_KM = "from_1_to_2_km"
    FROM_2_TO_3_KM = "from_2_to_3_km"
    FROM_3_TO_5_KM = "from_3_to_5_km"
    FROM_5_TO_10_KM = "from_5_to_10_km"
    OVER_10_KM = "over_10_km"

    def __str__(self) -> str:
        # Imported here because distances are also needed where Django is not: it takes 0.1 s.
        from django.utils.translation import gettext

        return gettext(_LABELS[self])


_LABELS = {
    DistanceClass.UNDER_1_KM: _("less than 1 km"),
    DistanceClass.FROM_1_TO_2_KM: _("1 to 2 km"),
    DistanceClass.FROM_2_TO_3_KM: _("2 to 3 km"),
    DistanceClass.FROM_3_TO_5_KM: _("3 to 5 km"),
    DistanceClass.FROM_5_TO_10_KM: _("5 to 10 km"),
    DistanceClass.OVER_10_KM: _("more than 10 km"),
}

_BELOW_KM = {
    1: DistanceClass.UNDER_1_KM,
    2: DistanceClass.FROM_1_TO_2_KM,
    3: DistanceClass.FROM_2_TO_3_KM,
    5: DistanceClass.FROM_3_TO_5_KM,
}


def distance_km(a: Postcode, b: Postcode) -> float:
    """Great-circle distance between the points of two postcodes, kilometres, >= 0.

    Two families in one postcode get 0: it tells how near they may live, not how far they walk.
    """
    return haversine_km(a.lat, a.lon, b.lat, b.lon)


def distance_class(km: float) -> DistanceClass:
    """The class of a distance in kilometres; a class runs from its lower bound to below its upper.

    Ten kilometres exactly is still `FROM_5_TO_10_KM`, because it lies within a limit of ten.

    Raises: ValueError when `km` is negative or not a number.
    """
    if not km >= 0:
        raise ValueError(f"{km} km is not a distance")
    for bound, name in _BELOW_KM.items():
        if km < bound:
            return name
    return DistanceClass.FROM_5_TO_10_KM if km <= 10 else DistanceClass.OVER_10_KM
