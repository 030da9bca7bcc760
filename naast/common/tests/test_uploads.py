"""A file of any size is read without filling the disk or the memory."""

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from naast.common.uploads import MOST, larger

pytestmark = pytest.mark.once


@pytest.mark.parametrize("size", [0, 10, MOST, 3 * MOST])
def test_of_a_large_file_only_the_beginning_is_kept(size: int) -> None:
    files = {
        "first": SimpleUploadedFile("a.png", b"x" * size),
        "last": SimpleUploadedFile("b", b"y"),
    }
    request = RequestFactory().post("/waar-ook/", {"words": "Hoi", **files})
    assert request.POST["words"] == "Hoi"
    sent = request.FILES["first"]
    assert isinstance(sent, InMemoryUploadedFile)
    assert sent.size == size
    assert sent.read() == b"x" * min(size, MOST)
    last = request.FILES["last"]
    assert isinstance(last, InMemoryUploadedFile)
    assert last.read() == b"y"


LARGE = 4 * MOST


def of_who_may(request: HttpRequest) -> bool:
    return getattr(request, "actor", None) == "may"


@larger(LARGE, may=of_who_may)
def takes_more(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def takes_no_more(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("view", "actor", "kept"),
    [
        (takes_more, "may", [MOST, 4 * MOST, MOST]),
        (takes_more, "may not", [MOST, MOST, MOST]),
        (takes_more, None, [MOST, MOST, MOST]),
        (takes_no_more, "may", [MOST, MOST, MOST]),
        (None, "may", [MOST, MOST, MOST]),
    ],
)
def test_one_large_file_is_kept_where_a_view_says_so_and_of_whom_it_says_so(
    view: object, actor: str | None, kept: list[int]
) -> None:
    files = {
        "first": SimpleUploadedFile("a", b"x" * MOST),
        "large": SimpleUploadedFile("b", b"x" * 5 * MOST),
        "again": SimpleUploadedFile("c", b"x" * 5 * MOST),
    }
    request = RequestFactory().post("/waar-ook/", files)
    if view is not None:
        request.resolver_match = ResolverMatch(view, (), {})  # type: ignore[arg-type]
    request.actor = actor  # type: ignore[attr-defined]
    sent = [request.FILES[name] for name in files]
    assert [len(each.read()) for each in sent] == kept  # type: ignore[union-attr]
    assert [each.size for each in sent] == [MOST, 5 * MOST, 5 * MOST]  # type: ignore[union-attr]
