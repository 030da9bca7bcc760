"""Whether somebody is known here has no answer (P9): not in a status, a page, a header, a cookie,
and not in the time an answer takes.
"""

import random
import re
import time
from collections.abc import Callable, Sequence
from itertools import zip_longest
from statistics import median

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from scipy.stats import mannwhitneyu

from conftest import Postman
from naast.common.models import Draft
from naast.people.tests import test_offering
from naast.support.tests import test_asking
from tests.cast import Cast
from tests.plugin_trust import Promise, size

KNOWN = "stranger@voorbeeld.test"
NOBODY = "nobody00@voorbeeld.test"
"""As long as the known address, so that a page that repeats it has the same length."""

SECRETS = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+|\b([fs]=)[^;]+')


def said(response: HttpResponse) -> tuple[object, ...]:
    """Everything a browser hears, without what is random in every answer."""
    headers = sorted(f"{name}: {value}" for name, value in response.headers.items())
    cookies = sorted(morsel.OutputString() for morsel in response.cookies.values())
    shown = [SECRETS.sub(r"\1\2", text) for text in (*headers, *cookies)]
    body = SECRETS.sub(r"\1\2", response.content.decode())
    return response.status_code, body.replace(KNOWN, "@").replace(NOBODY, "@"), tuple(shown)


VALUES = re.compile(r"'(?:[^']|'')*'|\b\w*\d+\w*\b")
"""What may differ between two questions to the database: texts, numbers, names of savepoints."""

Heard = list[tuple[object, ...]]


def walk(client: Client, *steps: tuple[str, dict[str, str] | None]) -> Heard:
    """Follow addresses, posting where there is something to post."""
    return [
        said(client.get(to) if data is None else client.post(to, data))  # type: ignore[arg-type]  # answers of a client are responses
        for to, data in steps
    ]


def signing_in(email: str, postman: Postman) -> Heard:
    client = Client()
    ask = (reverse("people:sign_in"), {"email": email, "shared": "on", "next": "/mijn-kring/"})
    return walk(client, ask, (reverse("people:enter_code"), None))


def a_mistyped_code(email: str, postman: Postman) -> Heard:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": email})
    postman()
    return walk(client, (reverse("people:enter_code"), {"code": "12"}))


def wrong_codes_until_none_is_left(email: str, postman: Postman) -> Heard:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": email})
    postman()
    return walk(client, *[(reverse("people:enter_code"), {"code": "000000"})] * 7)


def asking_too_often(email: str, postman: Postman) -> Heard:
    client = Client(REMOTE_ADDR="10.9.9.9" if email == KNOWN else "10.9.9.8")
    return walk(client, *[(reverse("people:sign_in"), {"email": email})] * 8)


def beginning_with_a_passkey(email: str, postman: Postman) -> Heard:
    client = Client()
    client.post(reverse("people:sign_in"), {"email": email})
    answer = client.post(reverse("people:begin_passkey"))
    challenge = answer.json()["publicKey"].pop("challenge")
    return [(answer.status_code, sorted(answer.json()["publicKey"]), len(challenge))]


def registering(email: str, postman: Postman) -> Heard:
    client = Client()
    test_asking.answer_all(client, reach={"email": email, "phone": ""})
    check, done = reverse("support:check_question"), reverse("support:asked")
    return walk(client, (check, None), (check, {}), (done, None), ("/", None), ("/start/", None))


def offering(email: str, postman: Postman) -> Heard:
    client = Client()
    test_offering.answer_all(client, reach={"email": email, "phone": ""})
    check, done = reverse("people:check_offer"), reverse("people:offered")
    return walk(client, (check, None), (check, {}), (done, None), ("/", None), ("/start/", None))


WALKS: tuple[Callable[[str, Postman], Heard], ...] = (
    signing_in,
    a_mistyped_code,
    wrong_codes_until_none_is_left,
    asking_too_often,
    beginning_with_a_passkey,
    registering,
    offering,
)


@pytest.mark.trust
@pytest.mark.parametrize("way", WALKS, ids=lambda way: way.__name__)
def test_known_and_unknown_hear_the_same(
    cast: Cast, postman: Postman, promise: Promise, way: Callable[[str, Postman], Heard]
) -> None:
    known, unknown = way(KNOWN, postman), way(NOBODY, postman)
    broken = sum(one != other for one, other in zip(known, unknown, strict=True))
    promise.kept(
        "P9", "antwoorden naast elkaar, bekend en onbekend adres",
        count=len(known), broken=broken, floor=1,
    )  # fmt: skip


def test_both_who_register_get_one_mail(cast: Cast, postman: Postman) -> None:
    for email in (KNOWN, NOBODY):
        offering(email, postman)
        assert [letter.to for letter in postman()] == [[email]]


Prepared = Callable[[], object]


def time_asking(email: str, number: int) -> Prepared:
    """Asking for a code."""
    client = _somewhere(number)
    return lambda: client.post(reverse("people:sign_in"), {"email": email})


def time_trying(email: str, number: int) -> Prepared:
    """A wrong code."""
    client = _somewhere(number)
    client.post(reverse("people:sign_in"), {"email": email})
    Postman()()
    return lambda: client.post(reverse("people:enter_code"), {"code": "000000"})


def time_registering(email: str, number: int) -> Prepared:
    """The last page of a registration."""
    client = _somewhere(number)
    address = KNOWN if email == KNOWN else f"nobody{number}@voorbeeld.test"
    template = Draft.objects.order_by("pk")[0]
    draft = Draft.objects.create(
        kind=template.kind, created_at=template.created_at, updated_at=template.updated_at,
        answers={**template.answers, "reach": {"email": [address], "phone": [""]}},
    )  # fmt: skip
    session = client.session
    session[f"draft:{draft.kind}"] = draft.token
    session.save()
    client.cookies["s"] = str(session.session_key)
    return lambda: client.post(reverse("support:check_question"))


def _somewhere(number: int) -> Client:
    """A browser at an address of its own, so that no limit is reached."""
    return Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")


@pytest.mark.trust
@pytest.mark.parametrize(
    "kind", [time_asking, time_trying, time_registering], ids=lambda kind: kind.__name__
)
def test_the_clock_tells_nothing(
    cast: Cast, postman: Postman, promise: Promise, kind: Callable[[str, int], Prepared]
) -> None:
    test_asking.answer_all(Client(), reach={"email": NOBODY, "phone": ""})
    tries = size(60, 500)
    for number in range(6):  # what is slow the first time only
        kind((KNOWN, NOBODY)[number % 2], 900_000 + number)()
    took: dict[str, list[int]] = {KNOWN: [], NOBODY: []}
    order = [KNOWN, NOBODY] * tries
    random.Random(9).shuffle(order)
    for number, email in enumerate(order):
        attempt = kind(email, number)
        began = time.perf_counter_ns()
        attempt()
        took[email].append(time.perf_counter_ns() - began)
        postman()
    told_apart = differs(took[KNOWN], took[NOBODY])
    promise.kept(
        "P9", "door elkaar gemeten tijden, bekend en onbekend adres",
        count=len(order), broken=int(told_apart), floor=2 * tries,
    )  # fmt: skip


def differs(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two rows of times can be told apart: by more than noise, and by their middles."""
    close = abs(median(one) - median(other)) <= 0.05 * max(median(one), median(other))
    return not close and bool(mannwhitneyu(one, other).pvalue <= 0.01)


def test_a_real_difference_is_noticed() -> None:
    noise = random.Random(1)
    slow = [int(noise.gauss(110, 20)) for _try in range(60)]
    quick = [int(noise.gauss(90, 20)) for _try in range(60)]
    assert differs(slow, quick)
    assert not differs(slow, [*slow])


@pytest.mark.trust
@pytest.mark.parametrize(
    "kind", [time_asking, time_trying, time_registering], ids=lambda kind: kind.__name__
)
def test_the_database_is_asked_the_same(
    cast: Cast, promise: Promise, kind: Callable[[str, int], Prepared]
) -> None:
    """What takes time is questions to the database. A busy machine hides a difference from a clock
    with few tries; it hides none from this.
    """
    test_asking.answer_all(Client(), reach={"email": NOBODY, "phone": ""})
    asked = []
    for number, email in enumerate((KNOWN, NOBODY)):
        attempt = kind(email, number)
        with CaptureQueriesContext(connection) as queries:
            attempt()
        asked.append([VALUES.sub("?", query["sql"]) for query in queries])
    broken = sum(one != other for one, other in zip_longest(*asked))
    promise.kept(
        "P9", "vragen aan de database, bekend en onbekend adres",
        count=len(asked[0]), broken=broken, floor=4,
    )  # fmt: skip
