"""Where somebody coordinates: the part of the map that is theirs to keep."""

from naast.people.models import Organisation, Person


def municipalities_of(actor: Person) -> frozenset[str]:
    """CBS codes of the municipalities in which `actor` coordinates today."""
    ids = actor.organisations_coordinated()
    if not ids:
        return frozenset()
    found = Organisation.objects.filter(pk__in=ids).select_related("area")
    return frozenset(
        code
        for organisation in found
        if organisation.area is not None
        for code in _codes(organisation)
    )


def _codes(organisation: Organisation) -> set[str]:
    area = organisation.area
    assert area is not None  # asked by the caller
    return {*area.municipality_codes} | {
        postcode.municipality_code for postcode in area.all_postcodes()
    }
