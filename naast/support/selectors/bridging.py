"""Waiting explained: since when, in which order, with how many, and what is there meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.common.rows import lifted
from naast.people.models import Offering, Person
from naast.support.models import Bridge, BridgeFit, SupportRequest
from naast.support.selectors.desk import definition_of
from naast.support.selectors.own_page import usual_wait_days
from naast.ui.components.formats import days

Status = SupportRequest.Status


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Something that is there for who waits, and whether this family said that it suits."""

    bridge: Bridge
    fits: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a family waits, in sentences. `usual` is how long others did, empty for too few;
    `order` why it is not always who waits longest.
    """

    so_far: str
    usual: str
    others: str
    order: Sequence[str]
    meanwhile: Sequence[Meanwhile]


def waiting_of(asked: SupportRequest, *, now: datetime) -> Waiting | None:
    """How the family of this question waits; None when it does not."""
    if asked.status in (Status.UNCONFIRMED, Status.CLOSED):
        return None
    today, programme = timezone.localdate(now), definition_of(asked)
    waited, fewest = asked.days_waiting(today), programme.waiting.fewest_told
    so_far = _("You asked %(days)s ago.") if waited else _("You asked today.")
    usual = usual_wait_days(asked.organisation, asked.programme, on=today, fewest=fewest)
    return Waiting(
        so_far=so_far % {"days": days(waited)},
        usual="" if usual is None else str(days(max(1, usual))),
        others=_others(asked, fewest),
        order=[str(reason.text) for reason in programme.waiting.order],
        meanwhile=meanwhile_of(asked),
    )


def _others(asked: SupportRequest, fewest: int) -> str:
    """How many wait here; no number that could be about somebody."""
    with lifted():  # a number over many families that names none of them
        count = SupportRequest.objects.filter(
            organisation=asked.organisation_id, programme=asked.programme
        ).waiting().count()  # fmt: skip
    if count < fewest:
        return _("A few families wait here now.")
    return ngettext("%(n)d family waits here now.", "%(n)d families wait here now.", count) % {
        "n": count
    }


def meanwhile_of(asked: SupportRequest) -> list[Meanwhile]:
    """What is there at once for this family."""
    fits = set(BridgeFit.objects.filter(request=asked).values_list("bridge", flat=True))
    return [Meanwhile(each, each.pk in fits) for each in Bridge.objects.there_for(asked)]


def bridges_of(actor: Person, offering: Offering) -> list[Bridge]:
    """What an organisation has for who waits in one programme, for who coordinates there."""
    mine = Bridge.objects.looked_after_by(actor).filter(organisation=offering.organisation_id)
    return list(mine.filter(programme__in=("", offering.programme), closed_at=None).order_by("pk"))
