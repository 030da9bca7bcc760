"""Mails betray nothing: not in subject, first line, sender or link, in any language (P15)."""

import inspect
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from conftest import Postman
from naast.common import letters, post
from naast.common.mail import tell
from naast.people.models import Person
from naast.people.services import registering, signing_in
from tests.cast import Cast
from tests.plugin_trust import Promise

CARE_WORDS = {
    "nl": "gezin famil kind ouder moeder vader steun hulp zorg jeugd gemeente opvoed problee"
    " coördinator vrijwillig vraag koppeling buurt voorstel match veilig geweld scheid",
    "en": "famil child kid parent mother father support help care youth municipal raising"
    " problem coordinator volunteer match proposal neighbour safe violen divorc",
}
"""Beginnings of words of which one would be enough for who looks over a shoulder."""

SUBJECTS = {
    "nl": {
        "Er staat een bericht voor je klaar",
        "Je code",
        "Klopt dit nog?",
        "Mogen mensen naar je vragen?",
        "Wil je meelezen?",
        "Klopt dit zo?",
    },
    "en": {
        "There is a message for you",
        "Your code",
        "Is this still right?",
        "May people ask for you?",
        "Would you read along?",
        "Is this right?",
    },
}
"""The whole of what a list of mails or a locked screen may show."""

OPENS_WITH = {"nl": "Hallo,", "en": "Hello,"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture
def written(cast: Cast, postman: Postman) -> dict[str, dict[str, list[mail.EmailMessage]]]:
    """Every kind of mail, in every language, as it leaves the house."""
    found: dict[str, dict[str, list[mail.EmailMessage]]] = {}
    for language in LANGUAGES:
        found[language] = {}
        with translation.override(language):
            for kind, sent in SENDERS.items():
                sent(cast)
                found[language][kind] = postman()
    return found


def _welcome_new(cast: Cast) -> None:
    somebody = Person.objects.create(
        first_name="Meryem", email=f"meryem-{translation.get_language()}@voorbeeld.test"
    )
    registering.welcome(somebody, somebody.email, lambda path: f"https://naast.test{path}")


def _welcome_known(cast: Cast) -> None:
    again = Person.objects.create(first_name="Meryem", email=cast.parent.email)
    registering.welcome(again, cast.parent.email, lambda path: f"https://naast.test{path}")


def _of_the_library(kind: str, _cast: Cast) -> None:
    post.put(kind, "buur@voorbeeld.test", link="https://naast.test/bibliotheek/inzending/x/")


SENDERS: dict[str, Callable[[Cast], object]] = {
    "common.ready": lambda cast: tell([cast.parent.email]),
    "people.welcome": _welcome_new,
    "people.welcome, known": _welcome_known,
    "people.invited": lambda cast: registering.invite(
        cast.parent,
        cast.parent.email,
        "https://naast.test" + reverse("support:confirm_request", args=[cast.request.pk]),
    ),
    "people.code": lambda cast: signing_in.ask_code(
        cast.parent.email, shared=False, after="", now=cast.now
    ),
    # To organisations and to who works with families; as neutral as the rest all the same.
    "guide.still_right": lambda cast: post.put(
        "guide.still_right", "balie@voorbeeld.test", link="https://naast.test/dichtbij/klopt/x/"
    ),
    "guide.be_contact": lambda cast: post.put(
        "guide.be_contact", "juf@voorbeeld.test", link="https://naast.test/dichtbij/contact/x/"
    ),
    **{
        f"library.{kind}": partial(_of_the_library, f"library.{kind}")
        for kind in ("sent", "news", "read_along", "approve", "check")
    },
    "support.enquire": lambda cast: post.put(
        "support.enquire", "juf@voorbeeld.test", link="https://naast.test/navraag/x/"
    ),
}
"""How each kind of mail comes about."""


WITHOUT_AN_ACCOUNT = {
    "guide.still_right", "guide.be_contact", "library.sent", "library.news", "library.read_along",
    "library.approve", "library.check", "support.enquire",
}  # fmt: skip
"""Their links open a page of the social map or of the library: what everybody reads or may come to
read, and what its reader wrote about nobody else. They let nobody in either
(naast/guide/tests/test_keeping.py, naast/library/tests/test_living.py).
"""


def test_all_kinds_of_mail_are_looked_at() -> None:
    assert {kind.partition(",")[0] for kind in SENDERS} == set(post.kinds())


def test_every_text_stands_in_one_module() -> None:
    texts = [
        name
        for name, made in inspect.getmembers(letters, inspect.isfunction)
        if made.__module__ == letters.__name__ and not name.startswith("_")
    ]
    assert texts == [
        "address_left", "approve_text", "ask_here", "be_contact", "code", "news_of_sent_in",
        "read_along", "ready", "sent_in", "still_right",
    ]  # fmt: skip


@pytest.mark.trust
def test_no_mail_tells_anything(
    cast: Cast, written: dict[str, dict[str, list[mail.EmailMessage]]], promise: Promise
) -> None:
    names = {person.first_name for person in cast.people.values()} | {"Meryem", "Yara", "Leiden"}
    looked = broken = 0
    for language, kinds in written.items():
        for kind, sent in kinds.items():
            assert len(sent) == 1, (language, kind)
            for letter in sent:
                troubles = _troubles(letter, language, names)
                looked += 1
                broken += bool(troubles)
                assert not troubles, (language, kind, troubles)
    promise.kept(
        "P15", "soort mail × taal: onderwerp, afzender, begin, woorden, links",
        count=looked, broken=broken, floor=5 * len(LANGUAGES),
    )  # fmt: skip


def _troubles(letter: mail.EmailMessage, language: str, names: set[str]) -> list[str]:
    """What is wrong with a mail, in words."""
    body, sender = str(letter.body), str(letter.from_email)
    links = re.findall(r"https?://\S+", body)
    text = re.sub(r"https?://\S+", "", f"{letter.subject}\n{body}\n{sender}").lower()
    words = re.findall(r"\w+", text)
    return [
        *([f"subject {letter.subject}"] if letter.subject not in SUBJECTS[language] else []),
        *(["begin"] if not body.startswith(OPENS_WITH[language]) else []),
        *(["sender"] if sender != settings.DEFAULT_FROM_EMAIL else []),
        *[name for name in names if name.lower() in text],
        *[word for word in words for part in CARE_WORDS[language].split() if word.startswith(part)],
        *[f"link {link}" for link in links if re.search(r"\d{6}|token|key|code", link)],
        *(
            ["more than text"]
            if letter.attachments or (hasattr(letter, "alternatives") and letter.alternatives)
            else []
        ),
    ]


@pytest.mark.trust
def test_a_link_in_a_mail_lets_nobody_in(
    written: dict[str, dict[str, list[mail.EmailMessage]]], promise: Promise
) -> None:
    links = {
        urlsplit(link).path
        for kinds in written.values()
        for kind, sent in kinds.items()
        if kind not in WITHOUT_AN_ACCOUNT
        for letter in sent
        for link in re.findall(r"https?://\S+", str(letter.body))
    }
    opened = 0
    for path in sorted(links):
        client = Client()
        page = client.get(path, follow=True)
        asks = page.request["PATH_INFO"] == "/inloggen/"
        opened += not asks or "_auth_user_id" in client.session
    promise.kept(
        "P15", "links uit mails vragen om inloggen", count=len(links), broken=opened, floor=2
    )
