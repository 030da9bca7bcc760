"""To which organisation somebody belongs, for the keys and the logbook."""

from naast.people.models import ContactDetails, Household


def organisation_of_household(household_id: int) -> int:
    """The organisation that looks after a household.

    Raises: LookupError when there is no such household or it was erased, so that nothing is sealed
    for nobody.
    """
    there = Household.objects.filter(pk=household_id, erased_at=None)
    found = there.values_list("organisation_id", flat=True)
    if not found:
        raise LookupError(f"household {household_id}")
    return int(found[0])


def organisation_of_person(person_id: int) -> int:
    """The organisation that looks after somebody's contact details, 0 for who has none there."""
    details = ContactDetails.objects.filter(pk=person_id)
    return int(details.values_list("organisation_id", flat=True).first() or 0)
