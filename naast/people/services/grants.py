"""Opening and closing doors. Rooms above decide when; the rows live here."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from naast.people.models import Grant, Household, Person, Supporter
from naast.programmes.vocabulary import CONTACT_TOPICS


def open_grants(
    household: Household,
    *,
    to: Iterable[Person],
    topics: Iterable[str],
    purpose: str,
    basis: str,
    now: datetime,
    until: datetime | None = None,
    needs_vog_of: Supporter | None,
) -> None:
    """Let each of `to` read `topics` of `household`. A door that is open on this basis stays as
    it is.

    Args:
        until: when it closes by itself; None for whenever the basis ends.
        needs_vog_of: the supporting household that comes near a child by it; contact and address
            are then open only while its VOG counts. None when no child is concerned.
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
            needs_vog_of=needs_vog_of if topic in CONTACT_TOPICS else None,
            starts_at=now,
            ends_at=until,
        )
        for person in to
        for topic in topics
        if (person.pk, topic) not in already
    )


def close_grants(basis: str, *, now: datetime) -> int:
    """Close every door that rests on `basis`; it bites at the next request.

    Returns: how many doors were closed.
    """
    # Also those that are locked now: a new VOG must not open them again.
    return Grant.objects.running(now).filter(basis=basis).update(ends_at=now)


def close_contact(first: Household, second: Household, *, now: datetime) -> int:
    """Close every door to contact between two households, on whatever basis it was opened.

    Returns: how many doors were closed.
    """
    between = Q(household=first, person__in=second.people()) | Q(
        household=second, person__in=first.people()
    )
    running = Grant.objects.running(now).filter(between, topic__in=CONTACT_TOPICS)
    return running.update(ends_at=now)
