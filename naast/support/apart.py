"""Who works with a family and stands apart: which programmes know them, whose page a link opens."""

from datetime import date, timedelta
from typing import Final

from django.core import signing

from naast.people.models import Household
from naast.support.models import Exchange, Professional, SupportRequest
from naast.support.models.request import SupportRequestQuerySet

SALT: Final = "naast.support.enquire"
LINK_HOLDS: Final = timedelta(days=180)
"""After that the page offers to mail another link to the address we know."""
MOST_AT_HOME: Final = 8
"""More people who may ask at the same time would be a file, not help."""


def knows_professionals(asked: SupportRequest) -> bool:
    """Whether the programme of this question has a part for who works with a family."""
    offering = asked.organisation.offerings.filter(programme=asked.programme).first()
    return offering is not None and offering.definition().professional is not None


def request_with_professionals(home: Household) -> SupportRequest | None:
    """The question of this household, the newest first, in a programme that knows professionals."""
    found = _alive().filter(household=home).select_related("organisation", "household")
    found = found.order_by("-asked_at")
    return next((asked for asked in found if knows_professionals(asked)), None)


def _alive() -> SupportRequestQuerySet:
    """Questions with the parent's yes that are not closed."""
    return SupportRequest.objects.confirmed().exclude(status=SupportRequest.Status.CLOSED)


def may_ask(professional: Professional) -> bool:
    """Whether a link of theirs opens anything: not before the family's yes, and not once the
    family ended it or its question is closed.
    """
    return not professional.waits_for_yes and may_ask_once_welcome(professional)


def may_ask_once_welcome(professional: Professional) -> bool:
    """The same, once the family said yes to who its coordinator named."""
    status = SupportRequest.Status
    alive = professional.request.status not in (status.UNCONFIRMED, status.CLOSED)
    return professional.stopped_at is None and alive


def link_of(professional: Professional) -> str:
    """The token of the page on which a professional asks."""
    return signing.dumps(professional.pk, salt=SALT)


def opened_by(token: str) -> Professional | None:
    """Whose page a token opens; None when the link is too old, the family ended it, or its
    question has no yes yet or is closed.
    """
    return _by_token(token, LINK_HOLDS)


def of_old_link(token: str) -> Professional | None:
    """Whose page a token opened before it became too old."""
    return _by_token(token, None)


def _by_token(token: str, holds: timedelta | None) -> Professional | None:
    try:
        pk = signing.loads(token, salt=SALT, max_age=holds)
    except signing.BadSignature:
        return None
    known = Professional.objects.known().filter(
        pk=pk, household__erased_at=None, request__in=_alive()
    )  # fmt: skip
    return known.select_related("household", "request__organisation").first()


def exchange_of(professional: Professional, on: date) -> Exchange | None:
    """The exception that counts for this professional on that day."""
    agreed = Exchange.objects.agreed(on).filter(professional=professional)
    return agreed.select_related("match__request").first()
