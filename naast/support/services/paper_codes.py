"""A code on paper: with it a family comes back, by itself, to a talk without a name."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _

from naast.common import logbook
from naast.common.logbook import SYSTEM
from naast.kernel.errors import DomainError
from naast.people.models import HouseholdMember, Offering, Person
from naast.support.models import PaperCode, SupportRequest
from naast.support.models.request import SupportRequestQuerySet

LETTERS: Final = "ACDEFGHJKLMNPQRTUVWXY34679"
"""What nobody reads as something else."""

LENGTH: Final = 10


@transaction.atomic
def hand_out(*, actor: Person, offering_id: int, now: datetime) -> str:
    """Make a code to write down for somebody. It is told once: only a keyed hash is kept.

    Raises: Offering.DoesNotExist when the actor does not coordinate there; DomainError when this
        programme knows no talks without a name.
    """
    mine = Offering.objects.filter(organisation__in=actor.organisations_coordinated())
    offering = mine.select_related("organisation").get(pk=offering_id)
    light, today = offering.definition().light, timezone.localdate(now)
    if not light.talks:
        raise DomainError(_("This programme has no codes on paper."))
    here = {"organisation": offering.organisation, "programme": offering.programme}
    PaperCode.objects.filter(**here, created_on__lt=_oldest(offering, now)).delete()
    code = get_random_string(LENGTH, LETTERS)
    row = PaperCode.objects.create(**here, hash=_hash(code), created_on=today)
    logbook.record(
        SYSTEM, "support.paper_code.made", row, now=now, households=[],
        organisation=offering.organisation_id,
    )  # fmt: skip
    return f"{code[:5]} {code[5:]}"


@transaction.atomic
def come_back(*, actor: Person, code: str, now: datetime) -> SupportRequest:
    """A family says with its code that it talked before. Only its own question is marked.

    Raises: DomainError when there is no open question, and in the same words whether the code is
        unknown, used, too old or of elsewhere.
    """
    own = HouseholdMember.objects.grown_up(actor).values("household")
    open_ = SupportRequest.objects.visible_to(actor).filter(household__in=own)
    open_ = open_.exclude(status=SupportRequest.Status.CLOSED)
    if not open_.exists():
        raise DomainError(_("Ask your question first. After that you can fill in your code here."))
    row = PaperCode.objects.select_for_update().filter(hash=_hash(code), used_on=None).first()
    asked = _asked_there(open_, row, now) if row else None
    if row is None or asked is None:
        raise DomainError(
            _("We cannot use this code. That does not matter: your question simply goes on.")
        )
    row.used_on = asked.came_back_with_code = timezone.localdate(now)
    row.save(update_fields=["used_on"])
    asked.save(update_fields=["came_back_with_code"])
    logbook.record(
        actor, "support.paper_code.used", asked, now=now, households=[asked.household_id]
    )
    return asked


def _asked_there(
    open_: SupportRequestQuerySet, row: PaperCode, now: datetime
) -> SupportRequest | None:
    """The question that this code can come back to, while the code is not too old."""
    offering = Offering.objects.filter(
        organisation=row.organisation_id, programme=row.programme
    ).first()
    if offering is None or row.created_on < _oldest(offering, now):
        return None
    there = open_.filter(organisation=row.organisation_id, programme=row.programme)
    return there.select_for_update(of=("self",)).filter(came_back_with_code=None).last()


def _oldest(offering: Offering, now: datetime) -> date:
    return timezone.localdate(now) - timedelta(days=int(offering.definition().light.code_days))


def _hash(code: str) -> str:
    plain = "".join(code.upper().split()).replace("-", "")
    return salted_hmac("naast.support.paper_code", plain, algorithm="sha256").hexdigest()
