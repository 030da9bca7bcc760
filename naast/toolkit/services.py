"""The only write of this room: one more."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from naast.common.limits import Limit
from naast.kernel.clock import dutch_day
from naast.toolkit.addresses import Trail
from naast.toolkit.models import Reach

A_CODE: Final = Limit("toolkit.reach", most=40, per=timedelta(hours=1))
"""How often one code counts. The bucket is of the code, whoever follows it."""


@transaction.atomic
def count(trail: Trail, *, now: datetime) -> None:
    """Count that somebody followed a code or a link, unless it counted very often just now. Who it
    was is not asked.
    """
    if not A_CODE.take(now, trail.code):
        return
    row, _made = Reach.objects.get_or_create(
        subject=trail.subject,
        kind=trail.kind,
        place=trail.place,
        month=dutch_day(now).replace(day=1),
    )
    Reach.objects.filter(pk=row.pk).update(times=F("times") + 1)
