"""What people type is text, wherever it is shown: 60 attempts at markup in every text we keep.

Every page of every role is drawn with plain words in all texts, and then with each attempt. Both
must have the same elements with the same attributes; then nothing of the attempt
became markup.
"""

import io
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core import mail
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from playwright.sync_api import Dialog
from pypdf import PdfReader
from pytest_django.live_server_helper import LiveServer

from conftest import SignIn
from tests.cast import Cast
from tests.plugin_browser import DESK, Visitor
from tests.plugin_trust import FULL, Promise, in_this_part, size
from tests.test_looks import come_in
from tests.walk import Walk, readable

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

_SCRIPTS = (
    "alert(7)", "confirm(7)", "prompt`7`", "window.location='//kwaad.example'", "top.alert(7)",
)  # fmt: skip
_SHAPES = (
    "<script>{s}</script>", "</script><script>{s}</script>", "\"><script>{s}</script>",
    "'><script>{s}</script>", "<img src=x onerror={s}>", "\"><img src=x onerror={s}>",
    "<svg onload={s}>", "\" onfocus={s} autofocus x=\"", "' onfocus={s} autofocus x='",
    "<iframe srcdoc='<script>{s}</script>'>", "</textarea><script>{s}</script>",
    "</title><svg onload={s}>",
)  # fmt: skip
PAYLOADS = [shape.format(s=script) for script in _SCRIPTS for shape in _SHAPES]
HARMLESS = str.maketrans(dict.fromkeys("<>\"'`", "x"))
"""Makes plain words of an attempt, as long and with the same spaces."""

STRUCTURE = {
    "action", "actor_role", "at", "basis", "code", "codename", "ended_by", "end_reason", "kind",
    "language", "outcome", "paper", "password", "phase", "postcode", "programme", "purpose",
    "question", "reply", "side", "state", "status", "step", "subject", "token", "topic",
    "email", "go_on", "hash", "head", "owner", "key", "method", "name_key",
}  # fmt: skip
"""Texts our own code chooses. Anything else in a text column is taken for what somebody typed."""
LISTS = {("HouseRules", "rules"), ("Agreement", "items")}
"""What somebody typed, kept as a list or by item."""
OURS_ALONE = {"LogEntry", "Key", "Draft", "DemoMail", "Edition"}


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and where they lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: Counter[tuple[str, ...]] = Counter()
        self.leads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[(tag, *sorted(name for name, _value in attrs))] += 1
        self.leads += [v or "" for n, v in attrs if n in {"href", "src", "action", "formaction"}]


def texts() -> Iterator[tuple[type[models.Model], models.Field]]:  # type: ignore[type-arg]
    """Every column in which something stands that somebody typed."""
    for model in apps.get_models():
        if not model.__module__.startswith("naast.") or model.__name__ in OURS_ALONE:
            continue
        for field in model._meta.concrete_fields:
            # A slug is a key of ours, or made of what was typed with nothing left but letters.
            typed = isinstance(field, models.CharField | models.TextField) and not isinstance(
                field, models.SlugField
            )
            if (typed and not field.choices and field.name not in STRUCTURE) or (
                (model.__name__, field.name) in LISTS
            ):
                yield model, field


def fill(text: str) -> int:
    """Put this text in every such column of every row; how many were filled."""
    filled = 0
    for model, field in texts():
        for row in model._default_manager.all():
            was = getattr(row, field.attname)
            if not was and not isinstance(was, str):
                continue
            setattr(row, field.attname, _like(was, text, field.max_length))
            # Some stay empty by a rule of the table, such as why a step was skipped.
            with suppress(IntegrityError), transaction.atomic():
                row.save(update_fields=[field.name])
                filled += 1
    return filled


def _like(was: object, text: str, longest: int | None) -> object:
    if isinstance(was, dict):
        return dict.fromkeys(was, text)
    if isinstance(was, list):
        return [text for _each in was]
    return text[:longest]


ROLES = ("coordinator", "parent", "supporting_parent")


def pages(
    cast: Cast, sign_in: SignIn, walk: Walk, opened: Collection[str] = ()
) -> dict[str, Skeleton]:
    """Pages each of them can open: one in two, in the large size every one. When it is known which
    they `opened` before, those.
    """
    return {
        f"{role} {name}": Skeleton(page)
        for role in ROLES
        for name, page in readable(
            sign_in(cast.by_name(role)),
            {
                name: address for name, address in walk.addresses.items()
                if in_this_part(role, name, of=2)
                and (not opened or f"{role} {name}" in opened)
            },
        ).items()
    }  # fmt: skip


@pytest.mark.once
def test_an_attempt_at_markup_stays_text_on_every_page(
    cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    walk = Walk(cast)
    broken, tried = [], 0
    fill(max(chosen(), key=len).translate(HARMLESS))
    plain = pages(cast, sign_in, walk)
    assert len(plain) >= 40, sorted(plain)
    for payload in chosen():
        filled = fill(payload)
        for name, page in pages(cast, sign_in, walk, plain).items():
            bad_leads = [to for to in page.leads if leads_astray(to)]
            # How often an element stands there may differ: looking adds lines to Wie keek mee.
            fresh = {each for each in set(page.seen) - set(plain[name].seen) if each != ("hr",)}
            if fresh or bad_leads:
                broken.append((payload, name, fresh, bad_leads))
        tried += filled
    assert not broken, broken[:3]
    what = f"pogingen tot opmaak in tekst, op {len(plain)} pagina's"
    promise.kept("P6", what, count=tried, broken=len(broken), floor=80)


def leads_astray(to: str) -> bool:
    """Whether a link runs something or goes where an attempt wants it."""
    parts = urlsplit(to.strip())
    return parts.scheme not in ("", "http", "https", "mailto", "tel") or "kwaad" in parts.netloc


def is_live(element: tuple[str, ...]) -> bool:
    """Whether this element is one that could do something by itself."""
    tag, *names = element
    return tag in {"iframe", "object", "script", "svg", "img"} or any(
        name.startswith("on") or name == "srcdoc" for name in names
    )


def chosen() -> list[str]:
    """All 60 in the large size; in the small one many shapes in one text, the plainest first for
    where there is room for few.
    """
    assert len(PAYLOADS) == 60
    return PAYLOADS if FULL else [PAYLOADS[0] + "".join(PAYLOADS[2::7])]


def test_what_was_typed_comes_back_as_text_in_every_form(
    cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    names = ("postcode", "words", "times", "children", "interests", "names", "reach", "together")
    tried, broken = 0, []
    client = sign_in(None)
    for key in names:
        for room in ("support:ask_question", "people:offer_question"):
            address = reverse(room, args=[key])
            if client.get(address).status_code != 200:
                continue
            fields = {"postcode", "words", "name_1", "year_1", "first_name", "others", "email",
                      "phone", "with_whom"}  # fmt: skip
            plain = Skeleton(client.post(address, dict.fromkeys(fields, "zz")).content.decode())
            for payload in PAYLOADS[:: size(12, 1)]:
                answer = client.post(address, dict.fromkeys(fields, payload))
                tried += 1
                page = Skeleton(answer.content.decode())
                known = (
                    plain.seen.keys() | Skeleton(client.get(address).content.decode()).seen.keys()
                )
                odd = [each for each in page.seen.keys() - known if is_live(each)]
                broken += [(address, payload, odd)] if odd else []
    assert not broken, broken[:3]
    promise.kept("P6", "pogingen in de vragenlijsten", count=tried, broken=len(broken), floor=50)


def test_mail_and_paper_carry_text_only(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    walk = Walk(cast)
    tried, broken = 0, 0
    for payload in PAYLOADS[: size(2, 60)]:
        fill(payload)
        address = reverse("support:agreement_pdf", args=[walk.match_id])
        paper = sign_in(cast.parent).get(address).content
        reader = PdfReader(io.BytesIO(paper))
        words = "".join("".join(page.extract_text() for page in reader.pages).split())
        tried += 1
        broken += "".join(payload.split())[:12] not in words
        broken += any("/JavaScript" in str(page.get("/AA", "")) for page in reader.pages)
        broken += "/OpenAction" in str(reader.trailer["/Root"])
    for letter in mail.outbox:
        tried += 1
        broken += bool(getattr(letter, "alternatives", [])) + any(p in letter.subject for p in "<>")
    promise.kept("P6", "brieven en papier dragen tekst", count=tried, broken=broken, floor=2)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_attempt_comes_alive_in_a_browser(
    visitor: Visitor, live_server: LiveServer, cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    walk, opened = Walk(cast), 0
    fill("".join(PAYLOADS[::5]))
    dialogs: list[str] = []

    def close(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    for role in ("coordinator", "parent", "supporting_parent"):
        page = visitor(DESK)
        page.on("dialog", close)
        come_in(page, live_server.url, sign_in, cast.by_name(role))
        for name in ("home:circle", "home:support", "support:path", "support:request",
                     "support:house_rules", "support:agreement", "people:supporter"):  # fmt: skip
            page.goto(live_server.url + walk.addresses[name])
            opened += 1
    # The visitor's watch fails this test for any report of the content security policy.
    promise.kept("P6", "in Chromium: vensters", count=opened, broken=len(dialogs), floor=21)
