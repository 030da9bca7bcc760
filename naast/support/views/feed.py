"""The times of somebody in their own calendar: the link, and what it answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from naast.common.http import HtmxRequest
from naast.common.rows import in_the_name_of
from naast.people.http import PersonRequest, person_required
from naast.support.models import CalendarFeed
from naast.support.selectors.feed import calendar_of
from naast.support.services import feed as services

LEAVE_ALONE = "noindex, nofollow, noarchive"


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def calendar(request: PersonRequest) -> HttpResponse:
    """Make a link for one's own calendar, another one, or take it back. It is shown once."""
    link = ""
    if request.method == "POST" and request.POST.get("act") == "revoke":
        services.revoke_feed(actor=request.actor, now=timezone.now())
        messages.success(request, _("The link opens nothing any more."))
        return redirect("support:calendar")
    if request.method == "POST":
        secret = services.make_feed(actor=request.actor, now=timezone.now())
        link = request.build_absolute_uri(reverse("support:feed", args=[secret]))
    made = CalendarFeed.objects.visible_to(request.actor).first()
    return render(request, "support/calendar.html", {"made": made, "link": link})


@require_safe
def feed(request: HtmxRequest, secret: str) -> HttpResponse:
    """The times of whoever has this link, without signing in.

    Raises: Http404 for a link that is unknown or was taken back: nobody can tell which.
    """
    found = CalendarFeed.objects.opened_by(secret)
    if found is None:
        raise Http404
    with in_the_name_of(found.person_id):
        body = calendar_of(found.person, now=timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    answer["X-Robots-Tag"] = LEAVE_ALONE
    return answer
