"""Odd input gets an answer, never an error of ours: 100 oddities for every form."""

import pytest

from conftest import SignIn
from tests.cast import Cast
from tests.plugin_trust import Promise, in_this_half, in_this_part, size
from tests.walk import Walk

pytestmark = [pytest.mark.trust, pytest.mark.django_db]

ODD = [
    "", " ", "\x00", "a\x00b", "\x00" * 50, "\ufeff", "\u202eomgekeerd", "\ufffd", "\U0010ffff",
    "a" * 10_000, "é" * 5_001, "💛" * 3_000, "\n" * 2_000, "-1", "0", "1e400", "9" * 400,
    "-" + "9" * 40, "NaN", "Infinity", "0x7f", "1.5", "١٢٣", "２０２６", "None", "null", "true",
    "[]", "{}", "{\"a\": 1}", "%00", "%s%s%s%n", "{0.__class__}", "{{ 7|add:7 }}", "{% debug %}",
    "' OR 1=1 --", "\"; DROP TABLE x; --", "../../../etc/passwd", "\\\\host\\x", "2026-02-30",
    "0000-00-00", "9999-12-31", "10000-01-01", "2026-11-02T25:61", "0001-01-01T00:00",
    "9999-12-31T23:59", "a@b", "a@" + "b" * 300 + ".nl", "\t\r\n\x0b\x0c", "\x7f\x80\x9f",
]  # fmt: skip
"""Single values; each is tried as the value of every field, once and as the third of a list."""

NAMES = [
    "answer", "first_name", "go_on", "held_on", "email", "interests", "keep_0", "language",
    "languages", "member", "mood", "name_1", "next", "on", "others", "own", "paper", "paused",
    "phone", "place", "planned_at", "postcode", "profile_ok", "question", "reason", "replaces",
    "reply", "rule_0", "save_later", "seen_on", "done_on", "slots", "stays", "supporter",
    "together", "version", "wants", "went_well", "differently", "with_whom", "words", "year_1",
    "child_age_min", "child_age_max", "kind", "about", "programme", "year", "number", "key", "low",
    "high", "source", "yes", "helped", "vraag", "plaats", "word", "means", "about", "themes",
    "b0_kind", "b0_words", "b0_approved",
    "title", "summary", "do", "new_kind", "starter", "organisation", "to", "quote",
    "times", "town", "street", "youngest", "oldest", "municipalities", "face", "at", "role",
]  # fmt: skip
"""Every name our forms know; whatever a form does not know it must not stumble over."""


def oddities() -> list[dict[str, object]]:
    """What to send: a hundred times."""
    once: list[dict[str, object]] = [{**dict.fromkeys(NAMES, odd)} for odd in ODD]
    again: list[dict[str, object]] = [{name: ["a", "1", odd] for name in NAMES} for odd in ODD]
    return [*once, *again]


def test_no_form_breaks_on_odd_input(cast: Cast, sign_in: SignIn, promise: Promise) -> None:
    walk, tried, broken = Walk(cast), 0, []
    sent = oddities()
    assert len(sent) == 100
    clients = [sign_in(person) for person in (cast.coordinator, cast.parent, None)]
    for client in clients:
        client.raise_request_exception = False
    step = size(100, 1)
    for number, (name, address) in enumerate(sorted(walk.addresses.items())):
        for client in clients if in_this_half(name) else ():
            for given in sent[number % step :: step]:
                for target in (address, f"{address}?bewaar=ja"):
                    answer = client.post(target, given)
                    tried += 1
                    broken += [(name, str(given)[:60])] if answer.status_code >= 500 else []
    assert not broken, broken[:5]
    promise.kept(
        "P23",
        "vreemde invoer in formulieren",
        count=tried,
        broken=len(broken),
        floor=size(700, 1500),
    )


def test_no_address_breaks_on_an_odd_question(
    cast: Cast, sign_in: SignIn, promise: Promise
) -> None:
    walk, tried, broken = Walk(cast), 0, []
    client = sign_in(cast.coordinator)
    client.raise_request_exception = False
    for name, address in walk.addresses.items():
        for odd in ODD if in_this_half(name) else ():
            if not in_this_part(name, odd, of=28):
                continue
            keys = (
                "toon",
                "volgorde",
                "aanbod",
                "fase",
                "pagina",
                "wijzig",
                "verstuurd",
                "van",
                "programma",
                "periode",
                "vraag",
                "plaats",
                "over",
                "leeftijd",
                "taal",
                "next",
            )
            answer = client.get(address, dict.fromkeys(keys, odd[:500]))
            tried += 1
            broken += [(name, odd[:30])] if answer.status_code >= 500 else []
    for pk in ("0", "9" * 18, "9" * 30, "9" * 4000):
        for room in ("vragen", "koppelingen", "steungezinnen"):
            tried += 1
            status = client.get(f"/{room}/{pk}/").status_code
            broken += [(room, pk[:30])] if status >= 500 else []
    assert not broken, broken[:5]
    promise.kept(
        "P23", "vreemde vragen in adressen", count=tried, broken=len(broken), floor=size(150, 350)
    )


def test_more_than_anybody_types_is_refused(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(None)
    client.raise_request_exception = False
    assert client.post("/vraag/words/", {"words": "a" * 1_100_000}).status_code == 400
    assert client.post("/vraag/words/", {f"f{n}": "a" for n in range(600)}).status_code == 400
