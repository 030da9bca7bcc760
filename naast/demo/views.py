"""Stepping into somebody's shoes, and reading the mail that Naast sent. In demo mode only."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from naast.demo import region
from naast.demo.cast import CAST, account_of
from naast.demo.forms import EVERYBODY, WhoseMail
from naast.demo.letters import letters
from naast.demo.models import DemoMail
from naast.people import sign_in
from naast.people.models import LoginSession

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

MAILS_PER_PAGE = 25


def demo_only(view: View[Rest]) -> View[Rest]:
    """Outside demo mode the page does not exist, even where its address is mounted."""

    @wraps(view)
    def inner(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


@demo_only
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    """Who you can be."""
    return render(request, "demo/cast.html", {"companies": CAST, "is_built": region.is_built()})


@demo_only
@require_POST
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Become somebody of the cast.

    This one click counts as a second factor. Whoever runs a demo gives its made-up people to
    everybody; outside demo mode this address does not exist.
    """
    account = account_of(slug)
    if account is None:
        raise Http404
    sign_in.enter(
        request, account, how=LoginSession.How.DEMO, second_factor=True, now=timezone.now()
    )
    return redirect("home:start")


@demo_only
@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails of everybody, or those to one address."""
    mails, address = DemoMail.objects.newest_first(), request.GET.get("aan", EVERYBODY)
    addresses = sorted(set(mails.values_list("to", flat=True)))
    chosen = mails if address == EVERYBODY else mails.to_address(address)
    page = Paginator(chosen, MAILS_PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "address": address,
        "form": WhoseMail(initial={"aan": address}, addresses=addresses),
        "is_empty": not addresses,
        "letters": letters(page.object_list, host=request.get_host()),
        "page": page,
    }
    return render(request, "demo/mailbox.html", context)
