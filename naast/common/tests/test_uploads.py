"""A file of any size is read without filling the disk or the memory."""

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from naast.common.uploads import MOST

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
