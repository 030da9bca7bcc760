"""What holds for every page: what a browser may do, and that a closed door looks like a wall."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from naast.common import browser, discreet
from naast.kernel.errors import Refused

Answer = Callable[[HttpRequest], HttpResponse]


class BrowserRules:
    """Nothing from elsewhere, nothing inline, and no page leaves a copy in a cache.

    Stands first, so that files, errors and redirects carry the same rules.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in browser.HEADERS.items():
            response.headers.setdefault(name, value)
        # Files are the same for everybody and have their own times; everything else is somebody's.
        if not (request.path.startswith(settings.STATIC_URL) and response.status_code < 400):
            response.headers["Cache-Control"] = browser.NO_STORE
        return response


class DiscreetMode:
    """Sets `request.discreet`, and ends a session in discreet mode that lay idle."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        on = discreet.arrive(request, timezone.now())
        request.discreet = on  # type: ignore[attr-defined]  # typed where it is read
        with discreet.made(discreet=on):
            return self.get_response(request)


class RefusedLooksMissing:
    """A refusal by policy gets the same answer as a page that does not exist."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Turn `Refused` into 404."""
        if isinstance(exception, Refused):
            raise Http404 from exception
