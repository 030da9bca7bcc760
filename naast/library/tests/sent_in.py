"""An example that was sent in, for the tests of this room."""

from datetime import date, datetime
from typing import Any, Final

from naast.library import links
from naast.library.models import ExampleContact, Submission
from naast.library.services import answering, keeping, sending
from naast.library.table import mark_of, table_of
from naast.people.models import Person

SITE: Final = "https://naast.example"
ANSWERS: Final[dict[str, Any]] = {
    "title": "Soep op straat",
    "nutshell": "Buren koken samen en eten aan een lange tafel.",
    "element_E1": "Iedereen zegt aan tafel hoe het echt gaat.",
    "works": "Niemand hoeft zich aan te melden.\nKinderen spelen mee.",
    "quote_1": "Ik zat hier zomaar naast iemand die het ook kent.",
    "role_1": "parent",
    "approved_on_1": "2026-10-01",
    "quote_2": "Kanarie-zin waar niemand ja op zei.",
    "role_2": "volunteer",
}
"""What somebody types: two quotes, of which one may stand there."""
WHO: Final = {"sender_name": "Kanarie Inzender", "sender_email": "kanarie-inzender@voorbeeld.test"}
CONTACT: Final = "kanarie-contact@voorbeeld.test"


def send(now: datetime, *, contact_email: str = CONTACT, **answers: Any) -> Submission:
    """Somebody sends in an example, of which somebody else is the contact person."""
    told = {**ANSWERS, "approved_on_1": date(2026, 10, 1), **answers}
    who = sending.Sender(WHO["sender_name"], WHO["sender_email"], contact_email)
    return sending.send_in(told=table_of(told), sender=who, site=SITE, now=now)


def token(address: str) -> str:
    """The token in the path of a link."""
    return address.rstrip("/").rpartition("/")[2]


def own_token(submission: Submission) -> str:
    """With which the sender comes in."""
    return token(links.own_address(submission))


def contact_token(submission: Submission) -> str:
    """With which the contact person comes in, as they were last asked."""
    return token(links.contact_address(ExampleContact.objects.get(submission=submission)))


def approve(submission: Submission, *, by: Person, now: datetime) -> None:
    """The editors ask the contact person, who says yes."""
    ask_contact(submission, by=by, now=now)
    there = Submission.objects.get(pk=submission.pk)
    answering.approve(token=contact_token(there), seen=mark_of(there.told), now=now)


def ask_contact(submission: Submission, *, by: Person, now: datetime) -> None:
    """The editors, who read the text as it is now, ask the contact person for a yes."""
    seen = mark_of(Submission.objects.get(pk=submission.pk).told)
    keeping.ask_contact(actor=by, uuid=submission.uuid, seen=seen, site=SITE, now=now)


def publish(submission: Submission, *, by: Person, now: datetime) -> None:
    """All the way to the library."""
    approve(submission, by=by, now=now)
    seen = mark_of(Submission.objects.get(pk=submission.pk).told)
    keeping.publish(actor=by, uuid=submission.uuid, seen=seen, site=SITE, now=now)
