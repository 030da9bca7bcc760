"""One's own way of signing in: passkeys, an app, recovery codes, and where one is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people import factors
from naast.people import sign_in as signing
from naast.people.forms.signing_in import AppForm, PasskeyForm
from naast.people.http import AccountRequest, account_required
from naast.people.services import factors as service
from naast.people.views.signing_in import AGAIN
from naast.people.ways import own_ways

Rest = ParamSpec("Rest")
View = Callable[Concatenate[AccountRequest, Rest], HttpResponse]


def fresh_required(view: View[Rest]) -> View[Rest]:
    """Changing how one signs in takes a recent sign-in: a screen left open is not enough."""

    @account_required
    @wraps(view)
    def inner(request: AccountRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.signed_in.session.is_fresh(timezone.now()):
            return view(request, *args, **kwargs)
        back = urlencode({AGAIN: "ja", "next": reverse("people:devices")})
        return redirect(f"{reverse('people:sign_in')}?{back}")

    return inner


@never_cache
@require_GET
@account_required
def devices(request: AccountRequest) -> HttpResponse:
    """Everything with which and where one is signed in."""
    if request.actor is None:
        return redirect("people:set_up")
    return render(request, "people/devices.html", {"ways": own_ways(request.signed_in)})


@never_cache
@require_GET
@account_required
def set_up(request: AccountRequest) -> HttpResponse:
    """Who works here and has no second factor yet chooses one now; nothing else opens before."""
    if request.actor is not None:
        return redirect("people:devices")
    return render(request, "people/set_up.html")


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_required
def add_passkey(request: AccountRequest) -> HttpResponse:
    """A new passkey on this device."""
    form = PasskeyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/add_passkey.html", {"form": form})
    try:
        codes = service.add_passkey(
            request.signed_in.account,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
            now=timezone.now(),
        )
    except factors.NotProven:
        context = {"form": form, "failed": True}
        return render(request, "people/add_passkey.html", context, status=400)
    return _added(request, codes)


@never_cache
@require_POST
@fresh_required
def begin_adding_passkey(request: AccountRequest) -> HttpResponse:
    """What the browser needs to make one."""
    return JsonResponse(factors.begin_passkey(request.signed_in.account))


@never_cache
@require_http_methods(["GET", "POST"])
@fresh_required
def add_app(request: AccountRequest) -> HttpResponse:
    """An authenticator app: scan, type the digits, done. It takes the place of an earlier one."""
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = service.add_app(
                request.signed_in.account,
                secret=factors.app_secret(),
                digits=form.cleaned_data["code"],
                now=timezone.now(),
            )
        except factors.NotProven:
            form.add_error("code", _("These are not the digits of now. Try the next ones."))
        else:
            factors.forget_app_secret(request)
            return _added(request, codes)
    secret = factors.app_secret() if request.method == "POST" else factors.new_app_secret()
    return render(request, "people/add_app.html", {"form": form, "secret": _in_fours(secret)})


@never_cache
@require_GET
@fresh_required
def app_picture(request: AccountRequest) -> HttpResponse:
    """The QR code that the app reads."""
    picture = factors.picture_for_app(request.signed_in.account, factors.app_secret())
    return HttpResponse(picture, content_type="image/svg+xml")


@never_cache
@require_POST
@fresh_required
def renew_codes(request: AccountRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    if request.actor is None:
        raise Http404
    try:
        codes = service.renew_codes(request.signed_in.account, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("people:devices")
    return _added(request, codes)


@never_cache
@require_POST
@fresh_required
def remove_factor(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a passkey or the app away."""
    if request.actor is None:
        raise Http404
    try:
        service.remove(request.signed_in.account, pk, now=timezone.now())
    except service.Unknown:
        raise Http404 from None
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is gone. You are signed out everywhere else."))
        signing.stay(request, request.signed_in)
    return redirect("people:devices")


@never_cache
@require_POST
@account_required
def end_session(request: AccountRequest, pk: int) -> HttpResponse:
    """Sign out in one browser, from another."""
    if request.actor is None or not request.signed_in.account.sessions.filter(pk=pk).delete()[0]:
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("people:devices")


@never_cache
@require_POST
@account_required
def sign_out_everywhere(request: AccountRequest) -> HttpResponse:
    """Sign out in every browser, this one too."""
    signing.leave_everywhere(request.signed_in.account)
    signing.leave(request)
    return redirect("home:home")


def _added(request: AccountRequest, codes: list[str]) -> HttpResponse:
    """After a change: this session stays and has proven itself, all others end."""
    signing.prove(request, request.signed_in)
    signing.stay(request, request.signed_in)
    if not codes:
        messages.success(request, _("It works. You are signed out everywhere else."))
        return redirect("people:devices")
    return render(request, "people/recovery_codes.html", {"codes": codes})


def _in_fours(secret: str) -> str:
    """A secret as one copies it by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
