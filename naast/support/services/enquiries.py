"""Who works with a family asks the coordinator, never who stands beside the family (JP-05)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naast.common import logbook, mail
from naast.kernel.errors import DomainError
from naast.people.models import Household, Person, Role
from naast.people.services.registering import Absolute
from naast.support import policies
from naast.support.apart import exchange_of, may_ask, opened_by
from naast.support.models import Enquiry, Exchange, Professional
from naast.support.services.professionals import mail_link


class Asker:
    """A professional, as the logbook knows them: by a name, no person here."""

    pk: int | None = None
    log_role = "professional"

    def __init__(self, professional: Professional) -> None:
        self.log_name = professional.name


@transaction.atomic
def enquire(*, token: str, words: str, to_supporter: bool, now: datetime) -> Enquiry:
    """A professional asks something. It reaches the coordinator; who stands beside the family
    only while the family lets it.

    Raises: DomainError when the link is dead, nothing was written, or there is no exception.
    """
    asker = opened_by(token)
    if asker is None:
        raise DomainError(_("This link does not work any more."))
    if not words.strip():
        raise DomainError(_("Write what you would like to ask."))
    exchange = exchange_of(asker, timezone.localdate(now)) if to_supporter else None
    if to_supporter and (exchange is None or exchange.match.contact_rests):
        raise DomainError(_("This can no longer be asked there. Ask the coordinator."))
    asked = Enquiry.objects.create(
        household=asker.household, professional=asker, exchange=exchange, words=words.strip(),
        asked_at=now,
    )  # fmt: skip
    logbook.record(
        Asker(asker), "support.enquiry.asked", asked, now=now, households=asked.households()
    )
    if exchange is not None:
        readers = exchange.opened(now).select_related("person")
        mail.tell(grant.person.email for grant in readers)
    else:
        mail.tell(person.email for person in _coordinators(asker.household, now))
    return asked


def _coordinators(home: Household, now: datetime) -> list[Person]:
    roles = home.organisation.roles.live(timezone.localdate(now))
    rows = roles.filter(kind=Role.Kind.COORDINATOR).select_related("person")
    return [role.person for role in rows]


@transaction.atomic
def answer_enquiry(
    *, actor: Person, enquiry_id: int, words: str, now: datetime, absolute: Absolute
) -> Enquiry:
    """Answer a professional: the coordinator, or who stands beside the family when it was asked
    there. The family reads it too; the professional gets a mail that there is an answer.

    Raises: DomainError when it was answered already, or nothing was written.
    """
    visible = Enquiry.objects.visible_to(actor).select_related(
        "household__organisation", "professional__request", "exchange__match"
    )
    asked = visible.select_for_update(of=("self",)).get(pk=enquiry_id)
    if not _was_asked(actor, asked):
        policies.professionals.require(actor, "answer", asked.household)
    if asked.answered_at is not None:
        raise DomainError(_("This was answered already. Reload the page."))
    if not words.strip():
        raise DomainError(_("Write an answer first."))
    asked.answer, asked.answered_by, asked.answered_at = words.strip(), actor, now
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    logbook.record(actor, "support.enquiry.answered", asked, now=now, households=asked.households())
    if may_ask(asked.professional):
        mail_link(asked.professional, absolute, now)
    return asked


def _was_asked(actor: Person, asked: Enquiry) -> bool:
    """Whether it was put to this person, beside the family, and contact does not rest."""
    exchange = asked.exchange
    if exchange is None or exchange.match.contact_rests:
        return False
    return Exchange.objects.open_to(actor).filter(pk=exchange.pk).exists()
