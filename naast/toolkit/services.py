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
"""How often one code counts, by the hours of the clock. The bucket is of the code, whoever follows
it, and knows the hour of the last time and no moment.
"""


@transaction.atomic
def count(trail: Trail, *, now: datetime) -> None:
    """Count that somebody followed a code or a link, unless it counted very often just now. Who it
    was is not asked.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    if not A_CODE.take(hour, trail.code):
        return
    row, _made = Reach.objects.get_or_create(
        subject=trail.subject,
        kind=trail.kind,
        place=trail.place,
        month=dutch_day(now).replace(day=1),
    )
    Reach.objects.filter(pk=row.pk).update(times=F("times") + 1)
