"""Who works with a family: named, welcome, mailed a link, and by exception let to exchange with
who stands beside the family (JP-05). What they ask stands in `enquiries`.
"""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import letters, logbook, mail, post
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people import limits
from naast.people.models import Household, Person
from naast.people.services.grants import close_grants, open_grants
from naast.people.services.registering import Absolute
from naast.programmes.vocabulary import Topic
from naast.support import notices, policies
from naast.support.apart import (
    MOST_AT_HOME,
    knows_professionals,
    link_of,
    may_ask_once_welcome,
    of_old_link,
    request_with_professionals,
)
from naast.support.models import Exchange, Match, Professional, Side, SupportRequest

KIND: Final = "support.enquire"


# Getting to know each other.


@transaction.atomic
def name_professional(
    *, actor: Person, household_id: int, name: str, email: str, now: datetime, absolute: Absolute
) -> Professional:
    """A family says who works with them and may ask the coordinator something. They get a link.

    Whoever is known already stays as they are, so that twice is once.

    Raises: DomainError when no programme the family asked in knows professionals, when there are
    many already, or this address was mailed a lot today.
    """
    home = _home(actor, household_id, "name")
    asked = request_with_professionals(home)
    if asked is None:
        raise DomainError(_("Call your coordinator: here nobody asks by a link."))
    known = list(home.professionals.filter(stopped_at=None))
    for each in known:
        if each.request_id == asked.pk and each.email == email.strip().lower():
            if not each.waits_for_yes:
                return each
            return welcome_professional(
                actor=actor, professional_id=each.pk, now=now, absolute=absolute
            )
    if len(known) >= MOST_AT_HOME:
        raise DomainError(_("There are many already. First let somebody ask nothing more."))
    if not limits.LINK_TO.take(now, email.strip().lower()):
        raise DomainError(_("This address got a lot of mail today. Try again tomorrow."))
    named = _remember(asked, name, email, actor, now)
    logbook.record(actor, "support.professional.named", named, now=now, households=[home.pk])
    mail_link(named, absolute, now)
    return named


def _home(actor: Person, household_id: int, action: str) -> Household:
    """The household, locked, when the actor may do this there. Raises: DoesNotExist; Refused."""
    rows = Household.objects.visible_to(actor).select_for_update(of=("self",))
    home = rows.get(pk=household_id)
    policies.professionals.require(actor, action, home)
    return home


@transaction.atomic
def propose_professional(
    *, actor: Person, household_id: int, name: str, email: str, now: datetime
) -> Professional:
    """A coordinator names somebody because the family asked her to. Nothing is mailed and nothing
    opens before an adult of the family says yes on its own page.

    Raises: DomainError as `name_professional`.
    """
    home = _home(actor, household_id, "propose_name")
    asked = request_with_professionals(home)
    if asked is None:
        raise DomainError(_("This programme knows nobody who asks by a link."))
    standing = list(home.professionals.filter(stopped_at=None))
    for each in standing:
        if each.request_id == asked.pk and each.email == email.strip().lower():
            return each
    if len(standing) >= MOST_AT_HOME:
        raise DomainError(_("There are many already. First let somebody ask nothing more."))
    named = _remember(asked, name, email, actor, now, waits_for_yes=True)
    logbook.record(actor, "support.professional.proposed", named, now=now, households=[home.pk])
    notices.tell_household(home)
    return named


@transaction.atomic
def welcome_professional(
    *, actor: Person, professional_id: int, now: datetime, absolute: Absolute
) -> Professional:
    """The family says yes to somebody its coordinator named: only now they get their link.

    Raises: DomainError when there is nothing to say yes to any more, or their mailbox is full.
    """
    found = _visible(actor, professional_id, "agree")
    if not found.waits_for_yes or found.stopped_at is not None:
        raise DomainError(_("This was answered already. Reload the page."))
    if not may_ask_once_welcome(found):
        raise DomainError(_("Your question is not open any more, so nobody asks by a link."))
    if not limits.LINK_TO.take(now, found.email):
        raise DomainError(_("This address got a lot of mail today. Try again tomorrow."))
    found.waits_for_yes = False
    found.save(update_fields=["waits_for_yes"])
    logbook.record(
        actor, "support.professional.welcomed", found, now=now, households=found.households()
    )
    mail_link(found, absolute, now)
    return found


def remember_who_registered(asked: SupportRequest, *, name: str, email: str, now: datetime) -> None:
    """Who filled in a question together with a parent, and left an address, may ask something
    once the parent said yes. Inside the transaction of registering, and written down by that.
    """
    if knows_professionals(asked):
        _remember(asked, name, email, None, now)


def welcome_who_registered(asked: SupportRequest, *, now: datetime, absolute: Absolute) -> None:
    """The parent said yes: who filled it in along gets the link, unless that mailbox got many
    today: a yes never fails on it. Inside that transaction.
    """
    for professional in asked.professionals.known():
        if limits.LINK_TO.take(now, professional.email):
            mail_link(professional, absolute, now)


def _remember(
    asked: SupportRequest, name: str, email: str, by: Person | None, now: datetime, *,
    waits_for_yes: bool = False,
) -> Professional:  # fmt: skip
    return Professional.objects.create(
        household=asked.household, request=asked, name=name.strip(), email=email.strip().lower(),
        named_by=by, named_at=now, waits_for_yes=waits_for_yes,
    )  # fmt: skip


@transaction.atomic
def stop_professional(*, actor: Person, professional_id: int, now: datetime) -> None:
    """From now on somebody asks nothing any more: the link is dead, and an exception ends.

    Raises: Professional.DoesNotExist, Refused.
    """
    found = _visible(actor, professional_id, "stop")
    if found.stopped_at is not None:
        return
    if found.waits_for_yes:
        logbook.record(
            actor, "support.professional.stopped", found, now=now, households=found.households()
        )
        found.delete()  # a name the family said no to, or that was taken back, is not kept
        return
    found.stopped_at = now
    found.save(update_fields=["stopped_at"])
    for each in found.exchanges.filter(ended_at=None):
        _end(each, now)
    logbook.record(
        actor, "support.professional.stopped", found, now=now, households=found.households()
    )


def _visible(actor: Person, professional_id: int, action: str) -> Professional:
    rows = Professional.objects.visible_to(actor).select_related("household", "request")
    found: Professional = rows.select_for_update(of=("self",)).get(pk=professional_id)
    policies.professionals.require(actor, action, found.household)
    return found


# The link.


def mail_another_link(*, token: str, now: datetime, absolute: Absolute) -> None:
    """Mail another link to the address we know. Nothing when the token was never ours.

    Raises: DomainError when that was done a few times today.
    """
    if (found := of_old_link(token)) is None:
        return
    own = limits.ANOTHER_LINK.take(now, str(found.pk))
    if not (own and limits.LINK_TO.take(now, found.email)):
        raise DomainError(_("The link was mailed already. Look in your mail, or try tomorrow."))
    mail_link(found, absolute, now)


def mail_link(professional: Professional, absolute: Absolute, now: datetime) -> None:
    """Mail the link to the page on which they ask and read what was answered."""
    address = reverse("support:enquire", args=[link_of(professional)])
    post.put(KIND, professional.email, now=now, link=absolute(address))


@post.writes(KIND)
def _letter(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.ask_here(link=facts["link"])


# The exception.


@transaction.atomic
def propose_exchange(
    *, actor: Person, professional_id: int, reason: str, ends_on: date, now: datetime
) -> Exchange:
    """The coordinator writes why a professional and who stands beside the family should exchange
    after all. Nothing opens before the family said yes.

    Raises: DomainError without a reason, without a match, for a day that cannot be, or when there
    is one already.
    """
    found = _visible(actor, professional_id, "propose_exchange")
    match = _running(found)
    if match is None or found.stopped_at is not None:
        raise DomainError(_("Nobody stands beside this family now."))
    if not reason.strip():
        raise DomainError(_("Write down why. The family reads it."))
    today = timezone.localdate(now)
    longest = add_months(today, int(match.definition().consent.longest_months))
    if not today <= ends_on <= longest:
        until = {"day": f"{longest:%d-%m-%Y}"}
        raise DomainError(_("Choose a last day from today, at the latest %(day)s.") % until)
    for over in found.exchanges.filter(ended_at=None):
        if over.ends_on >= today and over.match.ended_at is None:
            raise DomainError(_("There is an exception already. End that one first."))
        _end(over, now)
    exchange = Exchange.objects.create(
        household=found.household, match=match, professional=found, reason=reason.strip(),
        proposed_by=actor, proposed_at=now, ends_on=ends_on,
    )  # fmt: skip
    logbook.record(
        actor, "support.exchange.proposed", exchange, now=now, households=exchange.households()
    )
    notices.tell_household(found.household)
    return exchange


def _running(professional: Professional) -> Match | None:
    """The match of this family now, once who supports knows of it."""
    live = Match.objects.live().with_families().filter(request=professional.request_id)
    match = live.first()
    return match if match is not None and match.answers.exists() else None


@transaction.atomic
def agree_exchange(*, actor: Person, exchange_id: int, now: datetime) -> Exchange:
    """An adult at home says yes: from now on until its last day they may exchange.

    Raises: DomainError when it is over, or contact rests.
    """
    exchange = _exchange(actor, exchange_id, "agree")
    match = Match.objects.with_families().get(pk=exchange.match_id)
    over = exchange.ended_at is not None or match.ended_at is not None
    if over or exchange.ends_on < timezone.localdate(now):
        raise DomainError(_("This exception is over."))
    if match.contact_rests:
        raise DomainError(_("Contact rests for now. First we talk with both families."))
    exchange.agreed_at = exchange.agreed_at or now
    exchange.save(update_fields=["agreed_at"])
    for home in match.homes(Side.SUPPORTING):
        open_grants(
            exchange.household, to=home.people(), topics=[Topic.ENQUIRIES], purpose="exchange",
            basis=exchange.basis, now=now, until=exchange.until, needs_vog_of=None,
        )  # fmt: skip
    logbook.record(
        actor, "support.exchange.agreed", exchange, now=now, households=exchange.households()
    )
    notices.tell_side(match, Side.SUPPORTING)
    return exchange


@transaction.atomic
def end_exchange(*, actor: Person, exchange_id: int, now: datetime) -> None:
    """End an exception, or say no to it. No reason is asked, and it bites at the next request.
    A young person at home may do it too.
    """
    exchange = _exchange(actor, exchange_id, "end_exchange")
    if exchange.ended_at is not None:
        return
    _end(exchange, now)
    logbook.record(
        actor, "support.exchange.ended", exchange, now=now, households=exchange.households()
    )
    mail.tell([exchange.proposed_by.email])


def end_exchanges(match: Match, *, now: datetime) -> None:
    """End every exception within this match: the family said yes to who stood there then, and to
    nobody else. Inside the transaction, and the line in the logbook, of whoever steps back.
    """
    for exchange in match.exchanges.filter(ended_at=None):
        _end(exchange, now)


def _exchange(actor: Person, exchange_id: int, action: str) -> Exchange:
    """The exception, locked, when the actor may do this with it.

    Raises: Exchange.DoesNotExist, Refused.
    """
    rows = Exchange.objects.reached_by(actor).select_related("household", "proposed_by")
    found: Exchange = rows.select_for_update(of=("self",)).get(pk=exchange_id)
    policies.professionals.require(actor, action, found.household)
    return found


def _end(exchange: Exchange, now: datetime) -> None:
    exchange.ended_at = now
    exchange.save(update_fields=["ended_at"])
    close_grants(exchange.basis, now=now)
