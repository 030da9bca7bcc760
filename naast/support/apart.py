"""Who works with a family and stands apart: which programmes know them, whose page a link opens."""

from datetime import date, timedelta
from typing import Final

from django.core import signing

from naast.people.models import Household
from naast.support.models import Exchange, Professional, SupportRequest

SALT: Final = "naast.support.enquire"
LINK_HOLDS: Final = timedelta(days=180)
"""After that the page offers to mail another link to the address we know."""


def knows_professionals(asked: SupportRequest) -> bool:
    """Whether the programme of this question has a part for who works with a family."""
    offering = asked.organisation.offerings.filter(programme=asked.programme).first()
    return offering is not None and offering.definition().professional is not None


def request_with_professionals(home: Household) -> SupportRequest | None:
    """The question of this household, the newest first, in a programme that knows professionals."""
    own = SupportRequest.objects.confirmed().filter(household=home).exclude(
        status=SupportRequest.Status.CLOSED
    )  # fmt: skip
    found = own.select_related("organisation", "household").order_by("-asked_at")
    return next((asked for asked in found if knows_professionals(asked)), None)


def link_of(professional: Professional) -> str:
    """The token of the page on which a professional asks."""
    return signing.dumps(professional.pk, salt=SALT)


def opened_by(token: str) -> Professional | None:
    """Whose page a token opens; None when the family ended it, or the link is too old."""
    return _by_token(token, LINK_HOLDS)


def of_old_link(token: str) -> Professional | None:
    """Whose page a token opened before it became too old."""
    return _by_token(token, None)


def _by_token(token: str, holds: timedelta | None) -> Professional | None:
    try:
        pk = signing.loads(token, salt=SALT, max_age=holds)
    except signing.BadSignature:
        return None
    known = Professional.objects.known().filter(pk=pk, household__erased_at=None)
    return known.select_related("household", "request__organisation").first()


def exchange_of(professional: Professional, on: date) -> Exchange | None:
    """The exception that counts for this professional on that day."""
    agreed = Exchange.objects.agreed(on).filter(professional=professional)
    return agreed.select_related("match__request").first()
