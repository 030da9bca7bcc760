"""To which organisation a match belongs, for the keys."""

from naast.support.models import Match


def organisation_of_match(match_id: int) -> int:
    """The organisation that was asked.

    Raises: LookupError when there is no such match, or what both wrote was erased.
    """
    there = Match.objects.filter(pk=match_id, anonymised_at=None)
    found = there.values_list("request__organisation_id", flat=True)
    if not found:
        raise LookupError(f"match {match_id}")
    return int(found[0])
