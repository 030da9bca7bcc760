"""Signing in and out. Whether an address is known, no page tells."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.browser import forget_us
from naast.common.http import within
from naast.people import factors, limits
from naast.people import sign_in as signing
from naast.people.forms.signing_in import CodeForm, CredentialForm, SecondFactorForm, SignInForm
from naast.people.http import MaybePersonRequest
from naast.people.models import LoginSession
from naast.people.organisations import logins
from naast.people.services import signing_in as service
from naast.people.sign_in import SignedIn

AGAIN = "opnieuw"
"""In the address of the page, when somebody who is in signs in once more."""

_TICKET = "sign-in ticket"
_AFTER = "sign-in after"


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: MaybePersonRequest) -> HttpResponse:
    """Ask for a code; the answer is the same for every address."""
    if request.signed_in is not None and AGAIN not in request.GET:
        return onward(request, request.signed_in, request.GET.get("next", ""))
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method != "POST" or not form.is_valid():
        return _sign_in_page(request, form)
    now, email = timezone.now(), form.cleaned_data["email"].lower()
    if not limits.may(request, limits.ASK_CODE, now, narrow=limits.ASK_CODE_FOR, of=email):
        return _sign_in_page(request, form, too_often=True)
    asked = service.ask_code(
        email,
        shared=form.cleaned_data["shared"],
        after=within(request, form.cleaned_data["next"]),
        now=now,
    )
    request.session[_TICKET] = asked.ticket
    return redirect("people:enter_code")


def _sign_in_page(
    request: MaybePersonRequest, form: SignInForm, *, too_often: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "too_often": too_often,
        "again": AGAIN in request.GET,
        "organisations": logins(),
    }
    return render(request, "people/sign_in.html", context, status=429 if too_often else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: MaybePersonRequest) -> HttpResponse:
    """Type the code from the mail. Five tries, ten minutes; then ask for another."""
    now = timezone.now()
    form = CodeForm(request.POST or None)
    asked = service.asked_in(request.session.get(_TICKET, ""), now=now)
    if asked is None:
        return render(request, "people/enter_code.html", {"gone": True}, status=404)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/enter_code.html", {"form": form})
    if not limits.may(request, limits.TRY_CODE, now):
        return render(
            request, "people/enter_code.html", {"form": form, "too_often": True}, status=429
        )
    account = service.try_code(asked, form.cleaned_data["code"])
    if account is None:
        form.add_error("code", _("This is not the code we mailed. Look at it once more."))
        return render(request, "people/enter_code.html", {"form": form})
    session = signing.enter(
        request, account, how=LoginSession.How.CODE, shared=asked.shared, now=now
    )
    return onward(request, SignedIn(account, session), asked.after)


@never_cache
@require_POST
def begin_passkey(request: MaybePersonRequest) -> HttpResponse:
    """What a browser needs to show a passkey. Nobody says who they are, so nobody is told."""
    if not limits.may(request, limits.SHOW_PASSKEY, timezone.now()):
        return JsonResponse({}, status=429)
    return JsonResponse(factors.begin_signing_in())


@never_cache
@require_POST
def show_passkey(request: MaybePersonRequest) -> HttpResponse:
    """Sign in with a passkey: something one has, and a finger, face or PIN. So it is both steps."""
    now = timezone.now()
    form = CredentialForm(request.POST)
    if not limits.may(request, limits.SHOW_PASSKEY, now):
        return _sign_in_page(request, SignInForm(), too_often=True)
    try:
        if not form.is_valid():
            raise factors.NotProven
        account, passkey = factors.owner_of_passkey(form.cleaned_data["credential"])
    except factors.NotProven:
        again = SignInForm(initial={"next": request.POST.get("next", "")})
        context = {"form": again, "no_passkey": True, "organisations": logins()}
        return render(request, "people/sign_in.html", context, status=400)
    passkey.record_usage()
    session = signing.enter(
        request, account, how=LoginSession.How.PASSKEY, second_factor=True,
        shared=form.cleaned_data["shared"], now=now,
    )  # fmt: skip
    after = within(request, form.cleaned_data["next"])
    return onward(request, SignedIn(account, session), after)


@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: MaybePersonRequest) -> HttpResponse:
    """One thing more: the digits of the app or a recovery code. A passkey goes its own way."""
    signed_in = request.signed_in
    if signed_in is None:
        return redirect("people:sign_in")
    if not (signed_in.owes_second_factor and signed_in.account.has_strong_factor):
        return onward(request, signed_in, request.session.get(_AFTER, ""))
    form = SecondFactorForm(request.POST or None)
    context = {
        "form": form,
        "has_passkey": factors.PASSKEY in signed_in.account.factors.values(),
        "next": request.session.get(_AFTER, ""),
    }
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/second_factor.html", context)
    now, account = timezone.now(), signed_in.account
    if not limits.may(
        request, limits.SECOND_FACTOR, now, narrow=limits.SECOND_FACTOR_OF, of=str(account.pk)
    ):
        context["too_often"] = True
        return render(request, "people/second_factor.html", context, status=429)
    digits = form.cleaned_data["code"]
    shown = factors.check_app(account, digits, now)
    if not shown and not factors.check_recovery_code(account, digits):
        form.add_error("code", _("That is not it. Wait for the next code and try again."))
        return render(request, "people/second_factor.html", context)
    signing.prove(request, signed_in)
    return onward(request, signed_in, request.session.pop(_AFTER, ""))


@require_POST
def sign_out(request: MaybePersonRequest) -> HttpResponse:
    """Leave; the session goes with it."""
    signing.leave(request)
    return forget_us(redirect("home:home"))


def onward(request: MaybePersonRequest, signed_in: SignedIn, after: str) -> HttpResponse:
    """To where somebody wanted to be; by way of the second factor when it is owed."""
    if not signed_in.owes_second_factor:
        return redirect(within(request, after) or "home:start")
    request.session[_AFTER] = within(request, after)
    strong = signed_in.account.has_strong_factor
    return redirect("people:second_factor" if strong else "people:set_up")
