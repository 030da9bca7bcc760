"""What somebody asks a report of: which cut, which programme, which period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from naast.impact.models import ClosedQuarter
from naast.impact.periods import WAIT_DAYS, NoSuchPeriod, Period, Quarter, quarter_of, read
from naast.impact.selectors.scopes import Scope, scopes_of
from naast.kernel.clock import dutch_day
from naast.people.models import Person
from naast.programmes import all_programmes
from naast.ui.components.formats import dutch_date

ALL = "alle"


class NothingThere(LookupError):
    """Somebody asks for a cut, a programme or a period that is not there, or not for them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that can be made, or (`period` is None) the words that say why not yet."""

    scope: Scope
    programme: str
    period: Period | None
    closed_at: datetime | None
    why_not: str
    scopes: Mapping[str, str]
    programmes: Mapping[str, str]
    periods: Mapping[str, str]

    @property
    def programme_title(self) -> str:
        """What the programme is called, or that it is all of them."""
        return self.programmes[self.programme or ALL]

    @property
    def query(self) -> str:
        """The same question as it stands in an address."""
        period = self.period.key if self.period else ""
        return f"van={self.scope.key}&programma={self.programme or ALL}&periode={period}"


def asked_of(actor: Person, given: Mapping[str, str], now: datetime) -> Asked:
    """What the address asks for; what it leaves out is the first cut, every programme and the
    latest quarter.

    Raises: NothingThere.
    """
    scopes = scopes_of(actor)
    if not scopes:
        raise NothingThere("reports")
    programmes = {ALL: _("All programmes")}
    programmes |= {each.slug: str(each.name) for each in all_programmes()}
    closed = {
        quarter_of(row.first_day): row.closed_at
        for row in ClosedQuarter.objects.order_by("-first_day")
    }
    options = _options(list(closed))
    scope = scopes.get(given.get("van") or next(iter(scopes)))
    programme = given.get("programma") or ALL
    if scope is None or programme not in programmes:
        raise NothingThere("cut or programme")
    period, why_not = _period(given.get("periode") or next(iter(options), ""), closed, now)
    return Asked(
        scope=scope, programme="" if programme == ALL else programme, period=period,
        closed_at=closed[period.quarters[-1]] if period else None, why_not=why_not,
        scopes={key: each.title for key, each in scopes.items()}, programmes=programmes,
        periods=options,
    )  # fmt: skip


def _options(closed: list[Quarter]) -> Mapping[str, str]:
    """Latest quarter first; every year before its quarters but for the latest quarter."""
    options = {quarter.key: str(quarter) for quarter in closed[:1]}
    for quarter in closed:
        options.setdefault(str(quarter.year), _("the year %(year)s") % {"year": quarter.year})
        options.setdefault(quarter.key, str(quarter))
    return options


def _period(
    key: str, closed: Mapping[Quarter, datetime], now: datetime
) -> tuple[Period | None, str]:
    if not key:
        return None, _("No quarter is over yet. The first report comes here by itself.")
    try:
        wanted = read(key)
    except NoSuchPeriod:
        raise NothingThere(key) from None
    there = tuple(quarter for quarter in wanted if quarter in closed)
    if there:
        return Period(key, there), ""
    return None, _why_not(wanted[0], dutch_day(now))


def _why_not(quarter: Quarter, today: date) -> str:
    if quarter.first > today:
        return _("That lies ahead. There is nothing to count yet.")
    ready = quarter.last + timedelta(days=WAIT_DAYS + 1)
    if ready >= today:
        return _("This is not complete yet. The report is made on %(day)s.") % {
            "day": dutch_date(ready)
        }
    return _("From that time nothing was counted.")
