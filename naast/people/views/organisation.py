"""Signing in through one's own organisation: there and back again."""

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as allauth_views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from naast.common.rows import lifted
from naast.people import sign_in as signing
from naast.people.models import LoginSession
from naast.people.organisations import login_of
from naast.people.sign_in import SignedIn
from naast.people.views.signing_in import onward


@never_cache
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the organisation's own page. A link, because our pages may send forms to nobody else."""
    if login_of(provider_id) is None:
        raise Http404
    request.GET = QueryDict()  # the library takes orders from the address; none are given
    answer: HttpResponse = allauth_views.login(request, provider_id)
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The organisation answers. Ends in `arrive` or in `did_not_work`."""
    if login_of(provider_id) is None:
        raise Http404
    with lifted():  # the one page that is looked at and signs somebody in
        answer: HttpResponse = allauth_views.callback(request, provider_id)
    return answer


def arrive(request: Any, told: Any) -> HttpResponse:
    """Sign in whom the organisation vouches for, when they work there and are known here.

    Args:
        told: allauth's SocialAccount, which is never saved: only what is in the token now counts.
    """
    data: dict[str, Any] = told.extra_data
    token = data.get("id_token") or {}
    login = login_of(told.provider)
    account = login and login.account_of(data.get("userinfo") or token)
    if login is None or not account:
        return did_not_work(request)
    session = signing.enter(
        request, account, how=LoginSession.How.ORGANISATION,
        second_factor=login.shows_second_factor(token), now=timezone.now(),
    )  # fmt: skip
    return onward(request, SignedIn(account, session), "")


def did_not_work(request: HttpRequest) -> HttpResponse:
    """Back to our own page. Why, it does not say: that would tell who is known here."""
    messages.error(
        request, _("Signing in through your organisation did not work. You can use a code instead.")
    )
    return redirect("people:sign_in")
