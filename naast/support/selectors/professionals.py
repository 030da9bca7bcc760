"""Who works with a family and stands apart: what they asked, for whoever may read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from naast.common.rows import lifted
from naast.people.models import Household, Person
from naast.support.apart import exchange_of, of_old_link, opened_by
from naast.support.models import Enquiry, Exchange, Match, Professional


@dataclass(frozen=True, slots=True)
class Apart:
    """One professional with everything they asked, oldest first, and the exception there is.

    `readers` are the names of who stands beside the family and may read along by it.
    """

    professional: Professional
    enquiries: Sequence[Enquiry]
    exchange: Exchange | None
    agreed: bool
    readers: str

    @property
    def waiting(self) -> Enquiry | None:
        """The oldest question to the coordinator that nobody answered."""
        open_ = (e for e in self.enquiries if e.answered_at is None and e.exchange_id is None)
        return next(open_, None)

    @property
    def others(self) -> Sequence[Enquiry]:
        """Everything but the question that waits now."""
        return [each for each in self.enquiries if each != self.waiting]


def apart_of(home: Household, reader: Person, *, on: date) -> list[Apart]:
    """Everybody who works with this household, as far as `reader` may know; who may not ask any
    more stays as long as something was asked.
    """
    rows = Professional.objects.visible_to(reader).filter(household=home)
    there = list(rows.select_related("request__organisation"))
    if not there:
        return []
    asked = _by_professional(Enquiry.objects.visible_to(reader).filter(household=home))
    standing = Exchange.objects.visible_to(reader).standing(on).filter(household=home)
    exchanges = {each.professional_id: each for each in _whole(standing)}
    return [
        _apart(each, asked.get(each.pk, []), exchanges.get(each.pk))
        for each in there
        if each.stopped_at is None or each.pk in asked
    ]


def _whole(exchanges: Iterable[Exchange]) -> Iterable[Exchange]:
    found = list(exchanges)
    matches = {m.pk: m for m in Match.objects.filter(pk__in=[e.match_id for e in found]).whole()}
    for each in found:
        each.match = matches.get(each.match_id, each.match)
    return found


def _apart(
    professional: Professional, enquiries: Sequence[Enquiry], exchange: Exchange | None
) -> Apart:
    names = [] if exchange is None else [home.name for home in exchange.match.homes("supporting")]
    return Apart(
        professional=professional,
        enquiries=enquiries,
        exchange=exchange,
        agreed=exchange is not None and exchange.agreed_at is not None,
        readers=", ".join(names),
    )


def _by_professional(enquiries: Iterable[Enquiry]) -> dict[int, list[Enquiry]]:
    found: dict[int, list[Enquiry]] = {}
    for each in enquiries:
        found.setdefault(each.professional_id, []).append(each)
    return found


def exchanges_with(reader: Person, match: Match) -> list[Exchange]:
    """The exceptions by which `reader`, beside this family, may be asked something now."""
    return list(Exchange.objects.open_to(reader).filter(match=match).select_related("professional"))


def exchanges_at(home: Household, reader: Person, on: date) -> list[Exchange]:
    """The exceptions at this home that somebody who lives there may end, also a young person."""
    agreed = Exchange.objects.reached_by(reader).agreed(on).filter(household=home)
    return list(agreed.select_related("professional"))


@dataclass(frozen=True, slots=True)
class AskingPage:
    """The page behind a professional's link. Nothing of the family stands on it.

    `supporter` is empty as long as there is no exception; `too_old` when only another link helps.
    """

    name: str
    organisation: str
    phone: str
    worker: str
    supporter: str
    asked: Sequence[Enquiry]
    too_old: bool


def asking_page(token: str, *, on: date) -> AskingPage | None:
    """What a professional finds behind a link; None when it never was one, or is dead."""
    with lifted():  # the signed link is the key, and its reader is nobody here
        asker = opened_by(token)
        known = asker or of_old_link(token)
        if known is None:
            return None
        organisation = known.request.organisation
        offering = organisation.offerings.get(programme=known.request.programme)
        roles = offering.definition().roles
        exchange = exchange_of(known, on) if asker else None
        return AskingPage(
            name=known.name if asker else "",
            organisation=organisation.name,
            phone=organisation.phone,
            worker=str(roles["coordinator"].title),
            supporter=str(roles[exchange.match.first_role].title) if exchange else "",
            asked=list(known.enquiries.all()) if asker else [],
            too_old=asker is None,
        )
