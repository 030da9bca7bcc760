"""Opening and closing doors. Rooms above decide when; the rows live here.

A door is a `Grant`: it rests on a basis, and may have an end that is known beforehand. Whoever has
to see to it that doors shut by themselves on a day (a consent, a visit, a VOG that runs out) gives
them that end with `until`, or later with `set_end`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import F, Q

from naast.people.models import ClosedTopic, Grant, Household, Person, Supporter
from naast.people.models.grant import GrantQuerySet
from naast.programmes.vocabulary import CONTACT_TOPICS, Topic


def open_grants(
    household: Household,
    *,
    to: Iterable[Person],
    topics: Iterable[str],
    purpose: str,
    basis: str,
    now: datetime,
    starts_at: datetime | None = None,
    until: datetime | None = None,
    needs_vog_of: Supporter | None,
) -> None:
    """Let each of `to` read `topics` of `household`. A door that is open on this basis stays as
    it is, and one that the family closed stays closed.

    Args:
        starts_at: from when, `now` when None.
        until: when it closes by itself; None for whenever the basis ends.
        needs_vog_of: the supporting household that comes near a child by it; contact and address
            are then open only while its VOG counts. None when no child is concerned.
    """
    opened = sorted(topics)  # the same doors in the same order, whichever process opens them
    there = Grant.objects.not_over(now).filter(household=household, basis=basis)
    already = set(there.values_list("person", "topic"))
    closed = set(
        ClosedTopic.objects.standing()
        .filter(household=household, basis=basis)
        .values_list("topic", flat=True)
    )
    Grant.objects.bulk_create(
        Grant(
            household=household,
            person=person,
            topic=topic,
            purpose=purpose,
            basis=basis,
            needs_vog_of=needs_vog_of if topic in CONTACT_TOPICS else None,
            starts_at=starts_at or now,
            ends_at=until,
        )
        for person in to
        for topic in opened
        if topic not in closed and (person.pk, topic) not in already
    )


def close_grants(basis: str, *, now: datetime) -> int:
    """Close every door that rests on `basis`; it bites at the next request.

    Returns: how many doors were closed.
    """
    return _close(Grant.objects.filter(basis=basis), now)


def close_grants_of(
    home: Household, *, basis: str, now: datetime, still: Collection[str] = ()
) -> int:
    """Close every door on `basis` to who lives in `home`, and what it opened of itself; of itself
    the topics in `still` stay readable, such as its first name.

    Returns: how many doors were closed.
    """
    there = Grant.objects.filter(basis=basis)
    own = there.filter(household=home).exclude(topic__in=still)
    return _close(own, now) + _close(there.filter(person__in=home.people()), now)


def set_end(
    of: Household,
    *,
    basis: str,
    until: datetime,
    now: datetime,
    topics: Collection[str] = tuple(Topic),
) -> None:
    """Let the doors of this household to these topics that rest on `basis` shut by themselves at
    `until`.
    """
    there = Grant.objects.not_over(now).filter(household=of, basis=basis, topic__in=topics)
    there.update(ends_at=until)


def close_topic(
    household: Household, topic: str, *, basis: str, by: Person, now: datetime
) -> ClosedTopic:
    """Close one topic that rests on `basis`, and keep it closed until the family opens it."""
    _close(Grant.objects.filter(household=household, topic=topic, basis=basis), now)
    closed, _new = ClosedTopic.objects.get_or_create(
        household=household, topic=topic, basis=basis, reopened_at=None,
        defaults={"closed_at": now, "closed_by": by},
    )  # fmt: skip
    return closed


def close_addresses(household: Household, *, now: datetime) -> int:
    """Close every door to where this household lives, on whatever basis.

    Returns: how many doors were closed.
    """
    return _close(Grant.objects.filter(household=household, topic=Topic.ADDRESS), now)


def _close(grants: GrantQuerySet, now: datetime) -> int:
    """Shut doors: the open ones now, those still to open before they ever do. Also those that are
    locked: a new VOG must not open them again.
    """
    ahead = grants.filter(starts_at__gt=now).not_over(now)
    return ahead.update(ends_at=F("starts_at")) + grants.running(now).update(ends_at=now)


def close_contact(first: Household, second: Household, *, now: datetime) -> int:
    """Close every door to contact between two households, on whatever basis it was opened.

    Returns: how many doors were closed.
    """
    between = Q(household=first, person__in=second.people()) | Q(
        household=second, person__in=first.people()
    )
    return _close(Grant.objects.filter(between, topic__in=CONTACT_TOPICS), now)
