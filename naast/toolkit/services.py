"""The only write of this room: one more."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from naast.kernel.clock import dutch_day
from naast.toolkit.addresses import Trail
from naast.toolkit.models import Reach


@transaction.atomic
def count(trail: Trail, *, now: datetime) -> None:
    """Count that somebody followed a code or a link. Who it was is not asked."""
    row, _made = Reach.objects.get_or_create(
        subject=trail.subject,
        kind=trail.kind,
        place=trail.place,
        month=dutch_day(now).replace(day=1),
    )
    Reach.objects.filter(pk=row.pk).update(times=F("times") + 1)
