"""Types of requests, so that views can be checked; and where a page may send somebody on."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request that may ask for a part of a page only."""

    htmx: HtmxDetails


def within(request: HttpRequest, url: str) -> str:
    """`url` when it is a path within this house, else nothing.

    A path begins with a slash: `redirect` takes a bare word for the name of a page.
    """
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if safe and url.startswith("/") else ""
