"""The owner of a service says whether it is still right: by a signed link, without an account."""

from datetime import date, datetime, timedelta
from typing import Final

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from naast.common import letters, logbook, post
from naast.common.logbook import SYSTEM
from naast.guide.freshness import terms
from naast.guide.models import Service
from naast.guide.models.words import changed
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError

SALT: Final = "naast.guide.owner"
KIND: Final = "guide.still_right"


class Owner:
    """Who answers by the link, as the logbook knows them: no person here."""

    pk: int | None = None
    log_role = "owner"

    def __init__(self, service: Service) -> None:
        self.log_name = service.provider.name


def link_to(service: Service) -> str:
    """The token in the address for the owner of a service; it works until the next check."""
    return signing.dumps([str(service.uuid), str(service.assured_on)], salt=SALT)


def opened_by(token: str) -> Service | None:
    """The service a token is for; None when it is too old, used up, or was never ours."""
    try:
        uuid, assured_on = signing.loads(
            token, salt=SALT, max_age=timedelta(days=terms().link_days)
        )
    except signing.BadSignature:
        return None
    found = Service.objects.filter(uuid=uuid).exclude(status=Service.Status.GONE)
    service = found.whole().first()
    return service if service and str(service.assured_on) == assured_on else None


@transaction.atomic
def say_right(*, token: str, now: datetime) -> Service:
    """The owner says: this is still right. Counts as checked today, by the organisation itself.

    Raises: DomainError when the link does not work any more.
    """
    service = _by(token)
    service.assured_on, service.assured_by = dutch_day(now), service.provider.name
    service.owner_says = ""
    service.save(update_fields=["assured_on", "assured_by", "owner_says"])
    changed()
    logbook.record(Owner(service), "guide.service.assured", service, now=now)
    return service


@transaction.atomic
def say_wrong(*, token: str, words: str, now: datetime) -> Service:
    """The owner says what is not right; a coordinator reads it on the list of the region.

    Raises: DomainError when the link does not work any more, or nothing was written.
    """
    service = _by(token)
    if not words.strip():
        raise DomainError(_("Write what should be different."))
    service.owner_says = words.strip()[:500]
    service.save(update_fields=["owner_says"])
    logbook.record(Owner(service), "guide.service.questioned", service, now=now)
    return service


def _by(token: str) -> Service:
    opened = opened_by(token)
    if opened is None:
        raise DomainError(_("This link does not work any more. You will get a new one by mail."))
    found = Service.objects.select_related("provider").select_for_update(of=("self",))
    return found.get(pk=opened.pk)


@transaction.atomic
def ask_owners(*, now: datetime, site: str) -> int:
    """Mail the owner of every service that is amber, once per so many days.

    Args: site: where this installation is, such as `https://naast.example`, without a slash.
    Returns: how many were asked.
    """
    today, after = dutch_day(now), terms()
    due = Service.objects.filter(
        Q(asked_on=None) | Q(asked_on__lt=today - timedelta(days=after.ask_again_days)),
        status__in=Service.THERE,
        assured_on__lt=today - timedelta(days=after.amber_days),
    )
    asked = 0
    for service in due.select_related("provider").select_for_update(of=("self",)).order_by("pk"):
        if service.owner_email:
            _ask(service, site, today)
            logbook.record(SYSTEM, "guide.owner.asked", service, now=now)
            asked += 1
    return asked


def _ask(service: Service, site: str, today: date) -> None:
    address = reverse("guide:still_right", args=[link_to(service)])
    post.put(KIND, service.owner_email, link=f"{site}{address}")
    service.asked_on = today
    service.save(update_fields=["asked_on"])


@post.writes(KIND)
def _letter(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.still_right(link=facts["link"])
