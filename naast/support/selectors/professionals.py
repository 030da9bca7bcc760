"""Who works with a family and stands apart: what they asked, for whoever may read it."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from naast.common.rows import lifted
from naast.people.models import Grant, Household, Person
from naast.programmes.vocabulary import Topic
from naast.support.apart import exchange_of, may_ask, of_old_link, opened_by
from naast.support.models import Enquiry, Exchange, Match, Professional


@dataclass(frozen=True, slots=True)
class Apart:
    """One professional with everything they asked, oldest first, and the exception there is.

    `may_ask` is whether their link opens anything now. `readers` are the names of who may read
    along by the exception: before the family's yes who stands beside it, after that who the yes
    was to. `over` is the last exception, once somebody ended it.
    """

    professional: Professional
    may_ask: bool
    enquiries: Sequence[Enquiry]
    exchange: Exchange | None
    agreed: bool
    readers: str
    over: Exchange | None

    @property
    def waiting(self) -> Enquiry | None:
        """The oldest question that stands with the coordinator and that nobody answered."""
        counts = {self.exchange.pk} if self.exchange and self.agreed else set()
        unanswered = (e for e in self.enquiries if e.answered_at is None)
        return next((e for e in unanswered if e.exchange_id not in counts), None)

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
    exchanges = Exchange.objects.visible_to(reader).filter(household=home)
    standing = {each.professional_id: each for each in _whole(exchanges.standing(on))}
    ended = exchanges.exclude(ended_at=None).exclude(agreed_at=None)
    over = {each.professional_id: each for each in ended}
    opened = _opened(standing.values())
    return [
        _apart(each, asked.get(each.pk, []), standing.get(each.pk), over.get(each.pk), opened)
        for each in there
        if each.stopped_at is None or each.pk in asked
    ]


def _whole(exchanges: Iterable[Exchange]) -> Iterable[Exchange]:
    found = list(exchanges)
    matches = {m.pk: m for m in Match.objects.filter(pk__in=[e.match_id for e in found]).whole()}
    for each in found:
        each.match = matches.get(each.match_id, each.match)
    return found


def _opened(exchanges: Iterable[Exchange]) -> set[tuple[str, int]]:
    """By which exception whom something is open to now."""
    live = Grant.objects.live(timezone.now()).filter(topic=Topic.ENQUIRIES)
    bases = [each.basis for each in exchanges]
    return set(live.filter(basis__in=bases).values_list("basis", "person"))


def _apart(
    professional: Professional,
    enquiries: Sequence[Enquiry],
    exchange: Exchange | None,
    over: Exchange | None,
    opened: Set[tuple[str, int]],
) -> Apart:
    return Apart(
        professional=professional,
        may_ask=may_ask(professional),
        enquiries=enquiries,
        exchange=exchange,
        agreed=exchange is not None and exchange.agreed_at is not None,
        readers=_readers(exchange, opened) if exchange else "",
        over=over if exchange is None else None,
    )


def _readers(exchange: Exchange, opened: Set[tuple[str, int]]) -> str:
    homes = exchange.match.homes("supporting")
    if exchange.agreed_at is not None:
        homes = [
            home for home in homes if any((exchange.basis, p.pk) in opened for p in home.people())
        ]
    return ", ".join(home.name for home in homes)


def _by_professional(enquiries: Iterable[Enquiry]) -> dict[int, list[Enquiry]]:
    found: dict[int, list[Enquiry]] = {}
    for each in enquiries:
        found.setdefault(each.professional_id, []).append(each)
    return found


def exchanges_with(reader: Person, match: Match) -> list[Exchange]:
    """The exceptions by which `reader`, beside this family, may be asked something now. `match`
    comes from `matches_of(reader)`.
    """
    if not match.exchanges.all():
        return []
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

    pk: int
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
            pk=known.pk,
            name=known.name if asker else "",
            organisation=organisation.name,
            phone=organisation.phone,
            worker=str(roles["coordinator"].title),
            supporter=str(roles[exchange.match.first_role].title) if exchange else "",
            asked=list(known.enquiries.all()) if asker else [],
            too_old=asker is None,
        )
