"""Types of requests, so that views can be checked."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request that may ask for a part of a page only."""

    htmx: HtmxDetails
