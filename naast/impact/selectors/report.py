"""One report: the same numbers for the screen, the paper and the sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.impact.counting import LASTED_DAYS, WAITED_DAYS
from naast.impact.indicators import Indicator, indicators
from naast.impact.periods import Period
from naast.impact.selectors.quotes import Said, quotes_for
from naast.impact.selectors.scopes import Scope
from naast.impact.selectors.targets import targets_of
from naast.impact.selectors.totals import Totals, totals_of
from naast.people.choices import LANGUAGES

TOO_FEW: Final = gettext_lazy("too few to show")
"""What stands where a number would tell of somebody."""

WAITED: Final[Sequence[Promise]] = (
    gettext_lazy("less than 2 weeks (0–13 days)"),
    gettext_lazy("2 to 4 weeks (14–27 days)"),
    gettext_lazy("1 to 2 months (28–60 days)"),
    gettext_lazy("2 to 3 months (61–91 days)"),
    gettext_lazy("3 to 6 months (92–182 days)"),
    gettext_lazy("more than half a year (183 days or more)"),
)
LASTED: Final[Sequence[Promise]] = (
    gettext_lazy("less than a month"),
    gettext_lazy("1 to 3 months"),
    gettext_lazy("3 to 6 months"),
    gettext_lazy("6 months to a year"),
    gettext_lazy("1 to 2 years"),
    gettext_lazy("more than 2 years"),
)
PLACED: Final = ("placed",)
ENDED: Final = ("completed", "stopped")
"""How a match that began can end."""

assert len(WAITED) == len(WAITED_DAYS) + 1
assert len(LASTED) == len(LASTED_DAYS) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, how much. `number` is None for a text and for what is too few to show."""

    key: str
    label: str
    text: str
    number: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether it is too few to show."""
        return self.text == str(TOO_FEW)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines that belong together."""

    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Language:
    """What was asked and offered in one language."""

    name: str
    asked: str
    offered: str


@dataclass(frozen=True, slots=True)
class Goal:
    """What was agreed for a year and what came of it until the end of the period."""

    title: str
    number: int
    realised: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that stands in a report, in the reader's language."""

    scope: Scope
    period: Period
    programme: str
    programme_title: str
    closed_at: datetime
    smallest: int
    sections: Sequence[Section]
    languages: Sequence[Language]
    goals: Sequence[Goal]
    quotes: Sequence[Said]
    totals: Totals

    @property
    def is_quiet(self) -> bool:
        """Whether there is not one number to show."""
        return all(row.is_hidden for section in self.sections for row in section.rows)

    @property
    def meanings(self) -> list[Indicator]:
        """What the numbers mean."""
        return list(indicators().values())


def report_of(
    scope: Scope, programme: str, programme_title: str, period: Period, closed_at: datetime
) -> Report:
    """The report of one cut over one period, in a fixed number of queries."""
    totals = totals_of(scope, [programme] if programme else [], period)
    return Report(
        scope=scope, period=period, programme=programme, programme_title=programme_title,
        closed_at=closed_at, smallest=totals.smallest, sections=list(_sections(totals)),
        languages=list(_languages(totals)), goals=list(_goals(scope, programme, period)),
        quotes=quotes_for(scope, programme) if totals.grown("asked") is not None else [],
        totals=totals,
    )  # fmt: skip


def told(number: int | None) -> str:
    """A number as a report says it."""
    return str(TOO_FEW) if number is None else str(number)


def _count(totals: Totals, key: str) -> Row:
    number = totals.grown(key)
    return Row(key, str(indicators()[key].name), told(number), number)


def _stock(totals: Totals, key: str, came: str, left: Sequence[str]) -> Row:
    number = totals.standing(came, left)
    return Row(key, str(indicators()[key].name), told(number), number)


def _spread(
    totals: Totals, key: str, label: str, words: Sequence[Promise], share: float, of: Sequence[str]
) -> Row:
    at = totals.class_of_share(key, len(words), share, of)
    return Row(key, label, str(TOO_FEW) if at is None else str(words[at]))


def _sections(totals: Totals) -> Iterator[Section]:
    yield Section(_("Asked and waiting"), [
        _count(totals, "asked"),
        _count(totals, "placed"),
        _count(totals, "left"),
        _stock(totals, "waiting", "asked", ("placed", "left")),
        _spread(totals, "waited", _("Half of the families waited at most"), WAITED, 0.5, PLACED),
        _spread(totals, "waited", _("Nine in ten waited at most"), WAITED, 0.9, PLACED),
    ])  # fmt: skip
    yield Section(_("Beside each other"), [
        _count(totals, "offered"),
        _count(totals, "begun"),
        _stock(totals, "running", "begun", ENDED),
    ])  # fmt: skip
    yield Section(_("Ended, and how"), [
        _count(totals, "completed"),
        _count(totals, "stopped"),
        _spread(totals, "lasted", _("The middle one lasted"), LASTED, 0.5, ENDED),
        _count(totals, "kept"),
    ])  # fmt: skip
    yield Section(_("Proposals that became no match"), [
        _count(totals, key) for key in ("declined", "expired", "dropped")
    ])  # fmt: skip
    yield Section(_("What families say themselves"), [
        _count(totals, key) for key in ("better", "same", "worse")
    ])  # fmt: skip


def _languages(totals: Totals) -> Iterator[Language]:
    """Languages of which either number can be shown, Dutch left out. That a language is not here
    tells nothing: somebody may speak it.
    """
    named: Mapping[str, Promise] = LANGUAGES
    for code, name in named.items():
        asked, offered = totals.grown(f"asked-in-{code}"), totals.grown(f"offered-in-{code}")
        if code != "nl" and (asked, offered) != (None, None):
            yield Language(str(name), told(asked), told(offered))


def _goals(scope: Scope, programme: str, period: Period) -> Iterator[Goal]:
    """What was agreed for this cut in the year of the period, and what came of exactly that until
    the period ended: of those organisations and programmes.
    """
    agreed = targets_of(scope, programme, period.year)
    if agreed:
        cut = replace(scope, organisations=tuple({each.organisation_id for each in agreed}))
        programmes = {each.programme for each in agreed}
        year = totals_of(cut, programmes, Period(str(period.year), period.until))
        yield Goal(
            _("Families somebody came to stand beside in %(year)s") % {"year": period.year},
            sum(each.number for each in agreed), told(year.grown("placed")),
        )  # fmt: skip
