"""The edge of a clock of `retention.toml`."""

from datetime import datetime, timedelta

from django.utils import timezone

from naast.common.processing import record


def last_second(clock: str, began: datetime) -> datetime:
    """The last second of the last day on which it is kept, by the clock of the Netherlands."""
    day = record().clocks[clock].period.after(timezone.localdate(began))
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return timezone.make_aware(midnight) - timedelta(seconds=1)
