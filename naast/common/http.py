"""Types of requests, so that views can be checked; what a button does; where a page may lead."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from naast.kernel.errors import DomainError


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


def pressed(request: HttpRequest, write: Callable[[], object], told: str | Promise) -> None:
    """Do what a button does, and say how it went: `told`, or why it could not be."""
    try:
        write()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, str(told))
