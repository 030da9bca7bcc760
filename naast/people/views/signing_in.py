"""Signing in and out. Whether an address is known, no page tells."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naast.people import sign_in as signing
from naast.people.forms.signing_in import SignInForm
from naast.people.http import MaybePersonRequest

SENT = "verstuurd"
"""In the address of the answer page, so that reloading it sends nothing again."""


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: MaybePersonRequest) -> HttpResponse:
    """Ask for a link; the answer is the same for every address."""
    if request.actor is not None:
        return redirect(_safe(request, request.GET.get("next", "")) or "home:start")
    if SENT in request.GET:
        return render(request, "people/sign_in_sent.html")
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        after = _safe(request, form.cleaned_data["next"])
        signing.send_link(form.cleaned_data["email"], request, after=after)
        return redirect(f"{request.path}?{SENT}=ja")
    return render(request, "people/sign_in.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: MaybePersonRequest, pk: int, token: str) -> HttpResponse:
    """The page behind the link. Looking uses nothing up, because mail programs look too; the
    button signs in.
    """
    account = signing.account_for(pk, token)
    if account is None:
        return render(request, "people/enter.html", {"gone": True}, status=404)
    if request.method == "POST":
        signing.enter(request, account, now=timezone.now())
        return redirect(_safe(request, request.POST.get("next", "")) or "home:start")
    context = {"next": _safe(request, request.GET.get("next", ""))}
    return render(request, "people/enter.html", context)


@require_POST
def sign_out(request: MaybePersonRequest) -> HttpResponse:
    """Leave; the session goes with it."""
    logout(request)
    return redirect("home:home")


def _safe(request: MaybePersonRequest, url: str) -> str:
    """`url` when it lies within this house, else nothing."""
    within = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if within else ""
