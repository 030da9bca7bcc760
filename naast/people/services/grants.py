"""Opening and closing doors. Rooms above decide when; the rows live here."""

from collections.abc import Iterable
from datetime import datetime

from naast.people.models import Grant, Household, Person


def open_grants(
    household: Household,
    *,
    to: Iterable[Person],
    topics: Iterable[str],
    purpose: str,
    basis: str,
    now: datetime,
) -> None:
    """Let each of `to` read `topics` of `household`. A door that is open on this basis stays as
    it is.
    """
    already = set(
        Grant.objects.filter(household=household, basis=basis, ends_at__isnull=True).values_list(
            "person", "topic"
        )
    )
    Grant.objects.bulk_create(
        Grant(
            household=household,
            person=person,
            topic=topic,
            purpose=purpose,
            basis=basis,
            starts_at=now,
        )
        for person in to
        for topic in topics
        if (person.pk, topic) not in already
    )


def close_grants(basis: str, *, now: datetime) -> int:
    """Close every door that rests on `basis`; it bites at the next request.

    Returns: how many doors were closed.
    """
    return Grant.objects.live(now).filter(basis=basis).update(ends_at=now)
