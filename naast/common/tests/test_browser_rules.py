"""What every page tells the browser, and what a refusal looks like."""

import pytest
from django.http import Http404, HttpRequest, HttpResponse

from naast.common.middleware import BrowserRules, RefusedLooksMissing
from naast.common.policies import Policy
from naast.kernel.errors import Refused


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    response = BrowserRules(lambda _request: HttpResponse())(HttpRequest())
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy


def test_a_refusal_looks_like_a_missing_page() -> None:
    with pytest.raises(Http404):
        RefusedLooksMissing(lambda _request: HttpResponse()).process_exception(
            HttpRequest(), Refused("anything")
        )


def test_another_error_stays_what_it_is() -> None:
    RefusedLooksMissing(lambda _request: HttpResponse()).process_exception(
        HttpRequest(), ValueError()
    )


def test_an_action_nobody_named_is_refused() -> None:
    policy: Policy[str, str] = Policy()
    assert policy.may("anybody", "anything", "any thing") is False
    with pytest.raises(Refused):
        policy.require("anybody", "anything", "any thing")
