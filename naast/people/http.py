"""Requests of people who are signed in, and the door in front of their pages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from naast.common.http import HtmxRequest
from naast.people.models import Person
from naast.people.sign_in import SignedIn

Rest = ParamSpec("Rest")


class Door(Protocol):
    """What the table of doors says of the page that is asked for."""

    @property
    def log(self) -> str:
        """The action of the line that a look at this page leaves; empty for a page about nobody."""


class MaybePersonRequest(HtmxRequest):
    """A request of somebody who may or may not be signed in."""

    actor: Person | None
    door: Door
    signed_in: SignedIn | None


class AccountRequest(HtmxRequest):
    """A request of somebody who proved their address, and may still owe a second factor."""

    actor: Person | None
    door: Door
    signed_in: SignedIn


class PersonRequest(HtmxRequest):
    """A request of somebody who is signed in."""

    actor: Person
    door: Door


View = Callable[Concatenate[PersonRequest, Rest], HttpResponse]
AccountView = Callable[Concatenate[AccountRequest, Rest], HttpResponse]


def person_required(view: View[Rest]) -> View[Rest]:
    """Ask an anonymous visitor to sign in first."""

    @wraps(view)
    def inner(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return cast(View[Rest], inner)


def watcher_required(view: View[Rest]) -> View[Rest]:
    """For who coordinates or looks along somewhere; to everybody else it does not exist."""

    @wraps(view)
    def inner(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.actor.organisations_watched():
            raise Http404
        return view(request, *args, **kwargs)

    return person_required(cast(View[Rest], inner))


def coordinates(request: HttpRequest) -> bool:
    """Whether whoever asks coordinates somewhere; for what is decided before a view is asked."""
    actor: Person | None = getattr(request, "actor", None)
    return actor is not None and actor.is_coordinator


def coordinator_required(view: View[Rest]) -> View[Rest]:
    """For coordinators; to everybody else who is signed in the page does not exist."""

    @wraps(view)
    def inner(request: PersonRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not request.actor.is_coordinator:
            raise Http404
        return view(request, *args, **kwargs)

    return person_required(cast(View[Rest], inner))


def account_required(view: AccountView[Rest]) -> AccountView[Rest]:
    """For pages about one's own way of signing in.

    They open for who is signed in, and for staff who have no second factor yet and come to set
    one up. Who has one shows it first: otherwise a mailbox would be enough to add another.
    """

    @wraps(view)
    def inner(request: AccountRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        signed_in = getattr(request, "signed_in", None)
        if signed_in is None:
            return redirect_to_login(request.get_full_path())
        if signed_in.owes_second_factor and signed_in.account.has_strong_factor:
            return redirect("people:second_factor")
        return view(request, *args, **kwargs)

    return cast(AccountView[Rest], inner)
