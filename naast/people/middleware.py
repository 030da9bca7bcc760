"""Who is asking: every request carries the person behind the account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from naast.people import sign_in
from naast.people.models import Person


class ActorOfRequest:
    """Sets `request.actor`: the person who is signed in and owes nothing more, or None.

    `request.signed_in` is for the pages of signing in only: it is there too when a second factor
    is still owed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = sign_in.current(request, now=timezone.now())
        actor: Person | None = None
        if signed_in is not None and not signed_in.owes_second_factor:
            actor = signed_in.account.person
        request.signed_in = signed_in  # type: ignore[attr-defined]  # typed on AccountRequest
        request.actor = actor  # type: ignore[attr-defined]  # typed on PersonRequest
        return self.get_response(request)
