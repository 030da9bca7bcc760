"""Who is asking: every request carries the person behind the account."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from naast.people.models import Account, Person


class ActorOfRequest:
    """Sets `request.actor`: the signed-in person, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        actor: Person | None = user.person if isinstance(user, Account) else None
        request.actor = actor  # type: ignore[attr-defined]  # typed on PersonRequest
        return self.get_response(request)
