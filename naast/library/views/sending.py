"""Sending in an example: a section a page, without an account."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.http import HtmxRequest
from naast.common.limits import whereabouts
from naast.common.models import Draft
from naast.library import limits, links
from naast.library.models import Submission
from naast.library.questions import SENDING, WIZARD
from naast.library.selectors.public_clock import public_clock
from naast.library.services import sending
from naast.library.table import table_of
from naast.ui.components.formats import dutch_date


@never_cache
@require_http_methods(["GET", "POST"])
def send(request: HtmxRequest) -> HttpResponse:
    """What sending in is like, and how soon we answer. A post throws away what was begun."""
    now = timezone.now()
    draft = SENDING.draft(request, now)
    if request.method == "POST":
        if draft is not None:
            SENDING.finish(request, draft)
            messages.success(request, _("Your text is gone. Nothing of it was kept."))
        return redirect("library:send")
    context = {
        "clock": public_clock(now),
        "begun": draft is not None,
        "start_url": WIZARD.next_address(SENDING, draft),
    }
    return render(request, "library/send.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def send_section(request: HtmxRequest, key: str) -> HttpResponse:
    """One section."""
    return WIZARD.ask(request, SENDING, key, coordinator="", now=timezone.now())


@never_cache
@require_POST
def keep_section(request: HtmxRequest, key: str) -> HttpResponse:
    """Keep what stands on a page, complete or not."""
    return WIZARD.autosave(request, SENDING, key, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def resume_sending(request: HtmxRequest, token: str) -> HttpResponse:
    """Go on later, here or on another device."""
    return WIZARD.go_on(request, SENDING, token, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def check_sending(request: HtmxRequest) -> HttpResponse:
    """Everything read back; a post sends it in, once, and leads to the own page of what was sent.

    The answer is the same whether we know the address or not.
    """
    now = timezone.now()
    draft = SENDING.draft(request, now)
    if draft is None:
        return redirect("library:send")
    if SENDING.first_unanswered(draft) is not None:
        return redirect(WIZARD.next_address(SENDING, draft))
    if request.method != "POST":
        return WIZARD.read_back(request, SENDING, draft)
    to = SENDING.answers(draft)["sender_email"]
    if not limits.may_send(now, here=whereabouts(request), to=to):
        return WIZARD.read_back(request, SENDING, draft, too_often=True)
    made = _send(request, draft, now)
    if made is None:
        return redirect("library:send")
    told = _("Thank you. You have an answer on %(day)s at the latest. We mailed you this link.")
    messages.success(request, told % {"day": dutch_date(made.due_on)})
    return redirect(links.own_address(made))


@transaction.atomic
def _send(request: HtmxRequest, draft: Draft, now: datetime) -> Submission | None:
    """Make one submission of one draft; a second press finds it gone and does nothing."""
    locked = SENDING.locked(draft)
    if locked is None:
        return None
    answers = SENDING.answers(locked)
    who = sending.Sender(*(answers[f] for f in ("sender_name", "sender_email", "contact_email")))
    site = request.build_absolute_uri("/").rstrip("/")
    made = sending.send_in(told=table_of(answers), sender=who, site=site, now=now)
    SENDING.finish(request, locked)
    return made
