"""A bad upload harms nobody: files of every bad kind, under every bad name, to each page that takes
files.
"""

import tempfile
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.limits import Limit
from naast.common.models import Draft
from naast.guide.models import ContactPerson, Service
from naast.guide.services import contacts, map_file
from naast.pages.blocks import Picture
from naast.pages.tests.desk import draft, mark, only
from naast.toolkit import papers
from naast.toolkit.views import making
from tests.cast import Cast
from tests.demo_map import Named
from tests.plugin_trust import Promise, size
from tests.sent_files import CANARY, NAMES, broken, no_pictures, rest_of, with_a_rider

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

EDGE = "een-rand-die-nergens-in-staat"
NAME = "kanarienaam"
SAID = (200, 400)
"""The page with what is wrong, or a form that cannot be read: a name of 4 kB, or none at all."""
TYPES = ["image/jpeg", "image/png", "text/html", "application/octet-stream", "", "x" * 300]


def files(many: int) -> Iterator[tuple[str, bytes]]:
    """A name and what stands in the file: each bad kind, and then more and more broken ones."""
    kinds = chain(with_a_rider().values(), no_pictures().values(), broken(seed=5))
    return zip(cycle(NAMES), islice(kinds, many), strict=False)


def send(client: Client, url: str, field: str, sent: tuple[int, str, bytes], **more: str) -> Any:
    """Post a form by hand, since ours would mend the name first."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in more.items()
    ]
    number, name, content = sent
    told = f'form-data; name="{field}"; filename="{name}"'
    kind = TYPES[number % len(TYPES)]
    head = f"--{EDGE}\r\nContent-Disposition: {told}\r\nContent-Type: {kind}\r\n\r\n"
    body = b"".join(parts) + head.encode() + content + f"\r\n--{EDGE}--\r\n".encode()
    return client.generic("POST", url, body, f"multipart/form-data; boundary={EDGE}")


def left_in(shown: Any, *, kind: str, told: str) -> Iterator[tuple[str, object]]:
    """What should have been left behind: beside the picture that is shown, or of the file's name.

    Args:
        shown: the answer that shows it.
        kind: the media type it must have.
        told: all that we kept about it.
    """
    if (rest := rest_of(shown.content)) or shown.headers["Content-Type"] != kind:
        yield "rest", rest
    if NAME in told + str(shown.headers):
        yield "name", NAME


@pytest.fixture(autouse=True)
def disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Where a file comes when one is written under a name of somebody else: nothing does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.rglob("*")) == []


@pytest.fixture(autouse=True)
def no_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many of one person are refused by their number; here every one is read."""
    most = Limit("tests.uploads", most=10**6, per=making.MAKE.per)
    for module, name in ((making, "MAKE"), (contacts, "ASK_BY"), (map_file, "READ")):
        monkeypatch.setattr(module, name, most)


def test_no_face_harms_anybody(
    cast: Cast, the_map: Named, sign_in: SignIn, promise: Promise
) -> None:
    client, many = sign_in(cast.coordinator), size(60, 400)
    client.raise_request_exception = False
    url = reverse("guide:add_contact", args=[the_map("vraagteam").uuid])
    wrong: list[object] = []
    kept = 0
    for number, (name, content) in enumerate(files(many)):
        mail = f"k{number}@school.example"
        answer = send(client, url, "face", (number, name, content), name="Juf", email=mail)
        found = ContactPerson.objects.filter(email=mail).first()
        if answer.status_code not in (*SAID, 302) or (found is None) is (answer.status_code == 302):
            wrong.append((number, "answer", answer.status_code))
        if found is None or found.face is None:
            continue
        kept += 1
        contacts.say_yes(token=contacts.link_of(found), now=cast.now)
        shown = client.get(reverse("guide:face", args=[found.uuid]))
        told = str(vars(found))
        wrong += [(number, *each) for each in left_in(shown, kind=found.face_kind, told=told)]
    assert kept >= len(with_a_rider())
    promise.kept(
        "P5", "kwade bestanden als foto van een gezicht", count=many, broken=len(wrong),
        floor=size(60, 400),
    )  # fmt: skip


def test_no_picture_in_a_page_harms_anybody(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    client, many = sign_in(cast.coordinator), size(60, 400)
    client.raise_request_exception = False
    page, wrong, kept = draft(cast, only(Picture())), [], 0
    for number, (name, content) in enumerate(files(many)):
        last = page.pictures.first()
        more = {"title": "Soep", "replaces": mark(page), "b0_kind": "picture"}
        url = reverse("pages:edit", args=[page.pk])
        answer = send(client, url, "b0_picture_file", (number, name, content), **more)
        found = page.pictures.first()
        if answer.status_code not in (*SAID, 302) or page.pictures.count() > 1:
            wrong.append((number, "answer", answer.status_code))
        if found is None or found == last:
            continue
        kept += 1
        shown = client.get(reverse("pages:picture", args=[found.uuid]))
        told = str(vars(found)) + str(page.versions.get().blocks)
        wrong += [(number, *each) for each in left_in(shown, kind=found.kind, told=told)]
    assert kept >= len(with_a_rider())
    promise.kept(
        "P5", "kwade bestanden als foto in een bladzijde", count=many, broken=len(wrong),
        floor=size(60, 400),
    )  # fmt: skip


def test_no_logo_harms_anybody(cast: Cast, client: Client, promise: Promise) -> None:
    wrong: list[object] = []
    many, made = size(55, 300), 0
    client.raise_request_exception = False
    url = reverse("toolkit:with_logos")
    for number, (name, content) in enumerate(files(many)):
        more = {"als": "png", "wat": "kaartje"}
        answer = send(client, url, "logo_1", (number, name, content), **more)
        if answer.status_code not in SAID:
            wrong.append((number, "answer", answer.status_code))
        if answer.headers["Content-Type"] == "image/png":
            made += 1
            if rest_of(papers.logo(content, "").content) or CANARY in answer.content:
                wrong.append((number, "rest", name))
        if NAME in str(answer.headers) or NAME.encode() in answer.content:
            wrong.append((number, "name", name))
    assert made >= len(with_a_rider()) // 2
    promise.kept(
        "P5", "kwade bestanden als logo, zonder account", count=many, broken=len(wrong),
        floor=size(55, 300),
    )  # fmt: skip


def test_no_map_harms_anybody(
    cast: Cast, the_map: Named, sign_in: SignIn, promise: Promise
) -> None:
    client, many, wrong = sign_in(cast.coordinator), size(55, 300), 0
    client.raise_request_exception = False
    services = list(Service.objects.order_by("pk").values())
    for number, (name, content) in enumerate(files(many)):
        answer = send(client, reverse("guide:import_map"), "file", (number, name, content))
        wrong += answer.status_code not in SAID or Draft.objects.exists()
    assert list(Service.objects.order_by("pk").values()) == services
    promise.kept(
        "P5", "kwade bestanden als sociale kaart", count=many, broken=wrong, floor=size(55, 300)
    )
