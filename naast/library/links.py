"""Signed links: each opens one page about one submission, for a while, and says nothing itself.

The three kinds have salts of their own, so a link of one kind opens no page of another. A link of
the contact person dies when somebody is asked anew; that of a reviewer on its last day, or when the
yes is taken back.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from django.core import signing
from django.urls import reverse

from naast.library.models import ExampleContact, Reviewer, Submission
from naast.library.terms import terms

OWN: Final = "naast.library.own"
READING_ALONG: Final = "naast.library.reading_along"
CONTACT: Final = "naast.library.contact"


def own_address(submission: Submission) -> str:
    """The path of the sender's own page."""
    return reverse("library:own", args=[signing.dumps(str(submission.uuid), salt=OWN)])


def reviewer_address(reviewer: Reviewer) -> str:
    """The path of the page where a reviewer reads along."""
    token = signing.dumps(str(reviewer.uuid), salt=READING_ALONG)
    return reverse("library:read_along", args=[token])


def contact_address(contact: ExampleContact) -> str:
    """The path of the page of the contact person as they were last asked."""
    token = signing.dumps([str(contact.submission.uuid), _asked(contact)], salt=CONTACT)
    return reverse("library:contact", args=[token])


def own_of(token: str) -> Submission | None:
    """The submission of a sender's link; None for a wrong or old one, or one taken back."""
    uuid = _read(token, OWN, terms().own_link_days)
    return Submission.objects.standing().filter(uuid=uuid).first() if uuid else None


def reviewer_of(token: str, now: datetime) -> Reviewer | None:
    """Who reads along by this link; None when it is wrong or its last day is over."""
    uuid = _read(token, READING_ALONG, terms().read_along_days)
    if uuid is None:
        return None
    invited = Reviewer.objects.invited_now(now).select_related("submission")
    return invited.filter(uuid=uuid).first()


def contact_of(token: str) -> Submission | None:
    """The submission somebody answers for; None for a wrong link, or when asked anew since."""
    read = _read(token, CONTACT, terms().contact_link_days)
    if read is None:
        return None
    uuid, asked = read
    found = Submission.objects.standing().filter(uuid=uuid).select_related("contact").first()
    contact = found.contact_or_none() if found else None
    return found if contact and _asked(contact) == asked else None


def _asked(contact: ExampleContact) -> str:
    return contact.asked_at.isoformat() if contact.asked_at else ""


def _read(token: str, salt: str, days: int) -> Any:
    try:
        return signing.loads(token, salt=salt, max_age=timedelta(days=days))
    except signing.BadSignature:
        return None
