"""Time in the region: what happened is written down in any order and played in that of the days."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from naast.kernel.clock import add_months

Act = Callable[[datetime], object]
"""Something that happens at a moment."""

DAYTIME = range(9, 17)
SATURDAY = 5
EVENING_TOO = range(9, 21)


def chance_of(subject: str) -> Random:
    """Dice that fall the same way each time for this subject, whatever happens elsewhere."""
    # It hides nothing: it only has to be the same every time.
    return Random(subject)  # nosec B311


class Chronicle:
    """Everything that happened until the day `on` began."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._entries: list[tuple[datetime, int, Act]] = []

    def at(self, moment: datetime, act: Act) -> None:
        """Let `act` happen at `moment`; at the same moment in the order of writing."""
        self._entries.append((moment, len(self._entries), act))

    def play(self) -> None:
        """Let everything happen, oldest first."""
        for moment, act in self.in_order():
            act(moment)

    def in_order(self) -> list[tuple[datetime, Act]]:
        """Everything that was written down, oldest first."""
        written = sorted(self._entries, key=lambda entry: entry[:2])
        return [(moment, act) for moment, _number, act in written]

    def day(self, ago: int) -> date:
        """The day so many days before `on`; a negative number lies ahead."""
        return self.on - timedelta(days=ago)

    def quarters(self, many: int) -> list[tuple[date, date]]:
        """First and last day of so many quarters up to the one that goes on, the oldest first."""
        first = date(self.on.year, (self.on.month - 1) // 3 * 3 + 1, 1)
        begins = [add_months(first, -3 * back) for back in range(many)]
        return [(day, add_months(day, 3) - timedelta(days=1)) for day in reversed(begins)]

    def moment(self, ago: int, chance: Random, hours: range = EVENING_TOO) -> datetime:
        """Some time on that day, within these hours of the Dutch clock."""
        clock = time(chance.choice(hours), chance.choice(range(0, 60, 5)))
        return timezone.make_aware(datetime.combine(self.day(ago), clock))

    def at_work(self, ago: int, chance: Random) -> datetime:
        """Some time in working hours on that day; in a weekend, on the Monday after it.

        A day that was stays in the past: when that Monday has not come yet, the Friday before.
        """
        weekday = self.day(ago).weekday()
        until_monday = 7 - weekday if weekday >= SATURDAY else 0
        if ago > 0 and until_monday >= ago:
            return self.moment(ago + weekday - SATURDAY + 1, chance, DAYTIME)
        return self.moment(ago - until_monday, chance, DAYTIME)
