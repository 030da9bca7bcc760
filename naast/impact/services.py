"""Writes: closing a quarter, targets, own prices, and sentences that families offer."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.impact import counting, policies, prices, suppression
from naast.impact.models import ClosedQuarter, Quote, Tally, Target, UnitPrice
from naast.impact.periods import WAIT_DAYS, Quarter, quarter_of, quarters
from naast.impact.selectors.quotes import sides_of
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError
from naast.people.models import Household, Offering, Organisation, Person


def due_quarters(now: datetime) -> list[Quarter]:
    """Quarters that are over and were not counted yet, oldest first.

    Source for where it begins: the first question or offer there ever was.
    """
    last = ClosedQuarter.objects.order_by("first_day").last()
    since = last.first_day if last else counting.first_day()
    if since is None:
        return []
    begin = quarter_of(since).next if last else quarter_of(since)
    over = dutch_day(now) - timedelta(days=WAIT_DAYS)
    return [each for each in quarters(begin, quarter_of(over)) if each.last < over]


@transaction.atomic
def close_quarters(*, now: datetime) -> int:
    """Count every quarter that is over, once and in order. What was counted never changes: not
    when somebody is erased, and not when something is noted too late.

    Returns: how many quarters were closed.
    """
    due = due_quarters(now)
    for quarter in due:
        ClosedQuarter.objects.create(first_day=quarter.first, closed_at=now)
        _tally(quarter)
    return len(due)


def _tally(quarter: Quarter) -> None:
    running: dict[tuple[counting.Place, str], int] = defaultdict(int)
    parts = Tally.objects.values_list("organisation", "programme", "municipality", "indicator")
    for organisation, programme, municipality, indicator, total in parts.annotate(Sum("counted")):
        running[counting.Place(organisation, programme, municipality), indicator] = total
    Tally.objects.bulk_create(
        Tally(
            organisation_id=place.organisation, programme=place.programme,
            municipality=place.municipality, indicator=indicator, quarter=quarter.first,
            counted=number,
            shown=suppression.rounded(running[place, indicator] + number)
            - suppression.rounded(running[place, indicator]),
        )
        for place, counts in counting.count(quarter).items()
        for indicator, number in counts.items()
    )  # fmt: skip


@transaction.atomic
def set_target(
    *, actor: Person, organisation_id: int, programme: str, municipality: str, year: int,
    number: int, now: datetime,
) -> Target:  # fmt: skip
    """Write down what was agreed to reach in a year; again, and the later number counts.

    Raises: Organisation.DoesNotExist, Refused; DomainError when it is not offered or out of range.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    policies.reports.require(actor, "set_target", organisation)
    if not Offering.objects.filter(organisation=organisation, programme=programme).exists():
        raise DomainError(_("Your organisation does not run this programme."))
    if abs(year - dutch_day(now).year) > 5:
        raise DomainError(_("Choose a year not more than five years away."))
    if not 1 <= number <= 100_000:
        raise DomainError(_("Write a number of 1 or more."))
    target, _made = Target.objects.update_or_create(
        organisation=organisation, programme=programme, municipality=municipality, year=year,
        defaults={"number": number, "set_at": now},
    )  # fmt: skip
    logbook.record(actor, "impact.target.set", target, now=now, year=year, number=number)
    return target


@dataclass(frozen=True, slots=True)
class Price:
    """A range in whole euros, with where it comes from."""

    low: int
    high: int
    source: str
    year: int


@transaction.atomic
def set_price(
    *, actor: Person, organisation_id: int, key: str, price: Price, now: datetime
) -> UnitPrice:
    """Keep an own price of the organisation for the calculator.

    Raises: Organisation.DoesNotExist, Refused; DomainError for a price without a source, a range
    that falls, or a key that nobody calculates with.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation_id)
    policies.reports.require(actor, "set_price", organisation)
    if key not in prices.defaults():
        raise DomainError(_("Nobody calculates with this price."))
    if not price.source.strip():
        raise DomainError(_("Say where the price comes from."))
    if price.low > price.high:
        raise DomainError(_("The lowest price is above the highest."))
    if not 1990 <= price.year <= dutch_day(now).year:
        raise DomainError(_("Write the year of the source."))
    own, _made = UnitPrice.objects.update_or_create(
        organisation=organisation, key=key,
        defaults={
            "low": price.low, "high": price.high, "source": price.source.strip(),
            "year": price.year, "set_at": now,
        },
    )  # fmt: skip
    logbook.record(actor, "impact.price.set", own, now=now, low=price.low, high=price.high)
    return own


@transaction.atomic
def offer_quote(
    *, actor: Person, household_id: int, programme: str, side: str, words: str, now: datetime
) -> Quote:
    """A family lets a sentence stand in reports; a new one takes the place of the one before.

    Raises: Household.DoesNotExist, Refused; DomainError when nothing was written, or when this
    family does not take part in the programme on that side.
    """
    mine = Household.objects.of(actor)
    household = mine.select_for_update().get(pk=household_id)
    if not words.strip():
        raise DomainError(_("Write a sentence first."))
    if (programme, side) not in sides_of(household):
        raise DomainError(_("You do not take part in this programme."))
    standing = Quote.objects.standing().filter(household=household, programme=programme, side=side)
    for before in standing:
        _take_away(before, now)
    quote = Quote.objects.create(
        household=household, organisation=household.organisation, programme=programme, side=side,
        words=words.strip(), consent_given_by=actor, consented_at=now,
    )  # fmt: skip
    logbook.record(
        actor, "impact.quote.offered", quote, now=now, households=[household.pk], basis="own"
    )
    return quote


@transaction.atomic
def withdraw_quote(*, actor: Person, quote_id: int, now: datetime) -> None:
    """Take a sentence back: from now on it stands in no new report, and its words are gone here.

    Raises: Quote.DoesNotExist.
    """
    quote = (
        Quote.objects.visible_to(actor).standing().select_for_update(of=("self",)).get(pk=quote_id)
    )
    _take_away(quote, now)
    logbook.record(
        actor, "impact.quote.withdrawn", quote, now=now, households=[quote.household_id],
        basis="own",
    )  # fmt: skip


def _take_away(quote: Quote, now: datetime) -> None:
    """Nothing of the words is left, only that there was a sentence and when it was taken back."""
    quote.words, quote.withdrawn_at = "", now
    quote.save(update_fields=["words", "withdrawn_at"])
