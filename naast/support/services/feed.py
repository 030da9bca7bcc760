"""The secret link to one's own times: made, renewed and taken back by its owner alone."""

from datetime import datetime

from django.db import transaction

from naast.common import logbook
from naast.people.models import Household, Person
from naast.support.models import CalendarFeed


@transaction.atomic
def make_feed(*, actor: Person, now: datetime) -> str:
    """Make the link, or another one in its place: what was made before opens nothing any more.

    Returns: the secret, which is nowhere kept.
    """
    secret = CalendarFeed.new_secret()
    feed, _is_new = CalendarFeed.objects.update_or_create(
        person=actor, defaults={"key_hash": CalendarFeed.hash_of(secret), "made_at": now}
    )
    logbook.record(actor, "support.feed.made", feed, now=now, households=_homes(actor))
    return secret


@transaction.atomic
def revoke_feed(*, actor: Person, now: datetime) -> None:
    """Take the link back. Twice is once."""
    feed = CalendarFeed.objects.filter(person=actor).first()
    if feed is None:
        return
    logbook.record(actor, "support.feed.revoked", feed, now=now, households=_homes(actor))
    feed.delete()


def _homes(person: Person) -> list[int]:
    return list(Household.objects.of(person).values_list("pk", flat=True))
