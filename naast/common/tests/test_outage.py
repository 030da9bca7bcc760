"""The page for when it does not work: what it shows, and above all what it does not."""

import errno
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from naast.common.outage import Typed, is_outage, sorry


def answer(request: HttpRequest, trouble: Exception) -> HttpResponse:
    """What somebody gets whose request failed with `trouble`."""
    try:
        raise trouble
    except Exception:
        return sorry(request)


@pytest.mark.parametrize(
    ("trouble", "outage"),
    [
        (OperationalError("database or disk is full"), True),
        (DatabaseError("database disk image is malformed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ValueError("ours"), False),
    ],
)
def test_what_comes_back_by_itself_is_an_outage_and_our_own_mistake_is_not(
    trouble: Exception, outage: bool
) -> None:
    assert is_outage(trouble) is outage
    response = answer(RequestFactory().get("/vandaag/"), trouble)
    assert response.status_code == (503 if outage else 500)
    assert response.has_header("Retry-After") is outage


def test_an_outage_is_recognised_behind_what_came_of_it() -> None:
    trouble = RuntimeError("could not finish")
    trouble.__cause__ = OperationalError("server closed the connection")
    assert is_outage(trouble)


@pytest.mark.parametrize("trouble", [OperationalError("gone"), ValueError("our own mistake")])
def test_a_form_comes_back_whole_also_after_our_own_mistake(trouble: Exception) -> None:
    typed = QueryDict("words=Ze+zei+%3Cja%3E&slots=za-ochtend&slots=za-middag", mutable=True)
    request = RequestFactory().post("/vraag/?stap=2", typed.dict() | {"slots": ["za-a", "za-b"]})
    html = answer(request, trouble).content.decode()
    assert 'action="/vraag/?stap=2"' in html
    assert "Ze zei &lt;ja&gt;</textarea>" in html
    assert 'name="slots" value="za-a"' in html
    assert 'name="slots" value="za-b"' in html


def test_secrets_are_not_shown_again() -> None:
    typed = {"password": "Kanarie een lang geheim", "inlog_code": "123456", "words": "Een twee"}
    html = answer(RequestFactory().post("/inloggen/", typed), OperationalError()).content.decode()
    assert "Kanarie" not in html
    assert "123456" not in html
    assert "Een twee" in html


def test_the_proof_against_forged_forms_goes_back_as_it_came_and_no_fresh_one_is_given() -> None:
    factory = RequestFactory()
    sent = factory.post("/", {"words": "a b", "csrfmiddlewaretoken": "as-it-came"})
    assert 'value="as-it-came"' in answer(sent, OperationalError()).content.decode()
    forged = answer(factory.post("/", {"words": "a b"}), OperationalError()).content.decode()
    main = forged.split("<main")[1].split("</main")[0]
    assert "csrfmiddlewaretoken" not in main


def test_the_page_leaves_the_cookie_of_who_is_signed_in_alone(settings: Any) -> None:
    request = RequestFactory().get("/vandaag/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "still-valid"
    answer(request, OperationalError())
    assert settings.SESSION_COOKIE_NAME not in request.COOKIES
    assert request.session.is_empty()
    assert not request.user.is_authenticated


@pytest.mark.parametrize(
    ("value", "written"),
    [("za-middag", False), ("2311", False), ("Ik zoek", True), ("a" * 41, True), ("", False)],
)
def test_only_what_somebody_wrote_is_shown_and_the_rest_is_carried_along(
    value: str, written: bool
) -> None:
    assert Typed("name", value).written is written
