"""Contact persons: named by who keeps the map, there once they said yes, gone when they say no."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from naast.common import letters, logbook, pictures, post
from naast.common.limits import Limit
from naast.guide import policies
from naast.guide.models import ContactPerson, Service
from naast.guide.models.words import changed
from naast.kernel.errors import DomainError
from naast.people.models import Person

SALT: Final = "naast.guide.contact"
KIND: Final = "guide.be_contact"
LINK_HOLDS: Final = timedelta(days=800)
"""The link is the way out, so it works longer than a yes counts (24 months)."""


FACE: Final = 640
"""Points along the longest side of a face. It is shown at a seventh of that."""
ASK_AT: Final = Limit("guide.contact.ask_at", most=10, per=timedelta(days=1))
"""How many of our questions one mailbox gets, whoever lets us ask."""
ASK_BY: Final = Limit("guide.contact.ask_by", most=100, per=timedelta(days=1))
"""How many people one keeper has asked. Two full files is a whole day's work."""


@dataclass(frozen=True, slots=True)
class ContactTold:
    """What a coordinator writes down of somebody to ask for."""

    name: str
    email: str
    role: str = ""
    phone: str = ""
    times: str = ""


class TooManyAsked(DomainError):
    """So many were asked today that this one is not; the words say by whom or where."""


class Themself:
    """The contact person, as the logbook knows them: by what they are here, without a name."""

    pk: int | None = None
    log_name = "Contactpersoon"
    log_role = "contact"


@transaction.atomic
def name_contact(
    *, actor: Person, service_uuid: UUID, at_uuid: UUID | None, told: ContactTold,
    face: bytes | None, site: str, now: datetime,
) -> ContactPerson:  # fmt: skip
    """Write down whom to ask for, and ask that person by mail. Nobody reads of it before the yes.

    Args:
        at_uuid: the place (a school, a club) where this person is; None for the whole service.
        site: where this installation is, without a slash at the end.
    Raises: Service.DoesNotExist, ServicePlace.DoesNotExist, Refused; DomainError for a picture that
        is none, or too large; TooManyAsked.
    """
    service = Service.objects.looked_after_by(actor).get(uuid=service_uuid)
    policies.services.require(actor, "name_contact", service)
    place = service.at.select_related("place").get(uuid=at_uuid).place if at_uuid else None
    picture = pictures.drawn_anew(face, longest=FACE) if face else None
    contact = ContactPerson.objects.create(
        service=service, place=place, name=told.name.strip(), role=told.role.strip(),
        email=told.email, phone=told.phone.strip(), times=told.times.strip(), asked_at=now,
        waits_since=now,
        face=picture.content if picture else None, face_kind=picture.kind if picture else "",
    )  # fmt: skip
    ask(contact, by=actor, site=site, now=now)
    changed()  # who looked at what a file would do looks again
    logbook.record(actor, "guide.contact.named", service, now=now)
    return contact


def ask(contact: ContactPerson, *, by: Person | None, site: str, now: datetime) -> None:
    """Ask somebody by mail whether they may stand there; only who has an address can be asked.

    Args:
        by: the keeper who lets us ask; None for who runs the installation.
    Raises: TooManyAsked when the mailbox or `by` had many of these mails today; nothing is sent.
    """
    if not contact.email:
        return
    if not ASK_AT.take(now, contact.email.strip().lower()):
        told = _("%(address)s got a lot of mail from here today. Try again tomorrow.")
        raise TooManyAsked(told % {"address": contact.email})
    if by is not None and not ASK_BY.take(now, str(by.pk)):
        raise TooManyAsked(_("You let us ask many people today. Try again tomorrow."))
    address = reverse("guide:be_contact", args=[link_of(contact)])
    post.put(KIND, contact.email, now=now, link=f"{site}{address}")


@transaction.atomic
def drop_contact(*, actor: Person, contact_uuid: UUID, now: datetime) -> None:
    """Take somebody off the map. Raises: ContactPerson.DoesNotExist."""
    mine = ContactPerson.objects.looked_after_by(actor).select_related("service")
    contact = mine.select_for_update(of=("self",)).get(uuid=contact_uuid)
    _gone(contact)
    logbook.record(actor, "guide.contact.dropped", contact.service, now=now)


def link_of(contact: ContactPerson) -> str:
    """The token of a contact person's own page. It is for the mailbox it was sent to: who comes
    later by the same id, with another address, is not opened by it.
    """
    return signing.dumps([str(contact.uuid), _mailbox(contact)], salt=SALT)


def _mailbox(contact: ContactPerson) -> str:
    """An address, so that it can be recognised and does not stand in a link."""
    address = contact.email.strip().lower()
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest()[:32]


def opened_by(token: str) -> ContactPerson | None:
    """The contact person a token belongs to, None when there is none (any more)."""
    try:
        signed = signing.loads(token, salt=SALT, max_age=LINK_HOLDS)
    except signing.BadSignature:
        return None
    if not isinstance(signed, list):
        return None
    uuid, mailbox = signed
    found = ContactPerson.objects.select_related("service__provider", "place")
    contact = found.filter(uuid=uuid).first()
    return contact if contact is not None and _mailbox(contact) == mailbox else None


@transaction.atomic
def say_yes(*, token: str, now: datetime) -> None:
    """The contact person says: yes, put me there. Raises: DomainError for a dead link."""
    contact = _by(token)
    contact.said_yes_at, contact.waits_since = now, None
    contact.save(update_fields=["said_yes_at", "waits_since"])
    changed()
    logbook.record(Themself(), "guide.contact.said_yes", contact.service, now=now)


@transaction.atomic
def say_no(*, token: str, now: datetime) -> None:
    """The contact person says no, or takes the yes back: everything of them goes, at once.

    Raises: DomainError for a dead link.
    """
    contact = _by(token)
    service = contact.service
    _gone(contact)
    logbook.record(Themself(), "guide.contact.said_no", service, now=now)


def _gone(contact: ContactPerson) -> None:
    contact.delete()
    changed()


def _by(token: str) -> ContactPerson:
    contact = opened_by(token)
    if contact is not None:
        locked = ContactPerson.objects.select_for_update(of=("self",))
        contact = locked.filter(pk=contact.pk, email=contact.email).first()
    if contact is None:
        raise DomainError(_("This link does not work any more."))
    return contact


@post.writes(KIND)
def _letter(_address: str, facts: post.Facts, _now: datetime) -> letters.Letter:
    return letters.be_contact(link=facts["link"])
