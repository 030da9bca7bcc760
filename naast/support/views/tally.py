"""Counting that somebody was spoken: one big button per place."""

from datetime import timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.limits import Limit, whereabouts
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Offering
from naast.support.forms.access import CodeForm
from naast.support.selectors.tally import boards_of
from naast.support.selectors.waiting import offerings_of
from naast.support.services import paper_codes
from naast.support.services import tally as services

TRY_CODE: Final = Limit("try a code on paper", 10, timedelta(hours=1))


@require_http_methods(["GET", "POST"])
@coordinator_required
def tally(request: PersonRequest) -> HttpResponse:
    """The buttons with the numbers of today; a post is one tap.

    What was tapped goes along in the address of the next page, signed, so that nothing of it is
    kept with who tapped.
    """
    now = timezone.now()
    if request.method == "POST":
        return redirect(_counted(request))
    slip = request.GET.get("terug", "")
    said = services.said_by(slip, now=now)
    context = {
        "boards": boards_of(request.actor, on=timezone.localdate(now)),
        "slip": slip if said else "",
        "last": said.get("place", ""),
    }
    return render(request, "support/tally.html", context)


def _counted(request: PersonRequest) -> str:
    """Count the tap; where to go on."""
    number, now = request.POST.get("offering", ""), timezone.now()
    if not number.isdecimal():
        raise Http404
    try:
        slip = services.count_contact(
            actor=request.actor, offering_id=int(number[:9]), now=now,
            place=request.POST.get("place", ""),
        )  # fmt: skip
    except (Offering.DoesNotExist, DomainError):
        raise Http404 from None
    return f"{reverse('support:tally')}?{urlencode({'terug': slip})}"


@require_POST
@coordinator_required
def untally(request: PersonRequest) -> HttpResponse:
    """Take the last tap back."""
    slip = request.POST.get("slip", "")
    try:
        services.take_back(actor=request.actor, slip=slip, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back."))
    return redirect("support:tally")


@require_POST
@coordinator_required
def paper_code(request: PersonRequest) -> HttpResponse:
    """A code to write down, told once in this answer."""
    offering = _offering(request)
    try:
        code = paper_codes.hand_out(
            actor=request.actor, offering_id=offering.pk, now=timezone.now()
        )
    except DomainError:
        raise Http404 from None
    days = int(offering.definition().light.code_days)
    response = render(request, "support/paper_code.html", {"code": code, "days": days})
    response.headers["Cache-Control"] = "no-store"
    return response


def _offering(request: PersonRequest) -> Offering:
    number = request.POST.get("offering", "")
    found = next((o for o in offerings_of(request.actor) if str(o.pk) == number), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@person_required
def enter_code(request: PersonRequest) -> HttpResponse:
    """A family fills in its code on paper."""
    form, now = CodeForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        if not TRY_CODE.take(now, whereabouts(request)):
            form.add_error(None, _("Too many tries from here. Wait an hour, and try again."))
            return render(request, "support/enter_code.html", {"form": form}, status=429)
        try:
            paper_codes.come_back(actor=request.actor, code=form.cleaned_data["code"], now=now)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Your coordinator reads that you are back."))
            return redirect("home:circle")
    return render(request, "support/enter_code.html", {"form": form})
