"""Calling one side to ask how it goes, and whom we have not spoken for a while."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required
from naast.people.reading import saw
from naast.support.forms.together import CheckInForm
from naast.support.models import Match, Side
from naast.support.selectors.care import call_page, care_of_all
from naast.support.services import care as services
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match


@require_http_methods(["GET", "POST"])
@coordinator_required
def check_in(request: PersonRequest, pk: int) -> HttpResponse:
    """Note what came of a call with one side, skip it, or put it off."""
    match, now = allowed_match(request, pk, "check_in"), timezone.now()
    draft = DraftOf(request.actor.pk, "check_in", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    about = call_page(match, request.actor, now=now)
    sides = [(callee.side, callee.name) for callee in about.callees]
    due = [callee.side for callee in about.callees if callee.due_since]
    form = CheckInForm(
        request.POST or None, sides=sides,
        initial={"side": due[0] if len(due) == 1 else None, "outcome": CheckInForm.DONE},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            told = _do(request, match, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, told)
            return redirect("support:path", pk)
    elif not form.is_bound and (typed := draft.kept(now)):
        filled(form, typed)
    return render(request, "support/check_in.html", {"about": about, "form": form, "match": match})


def _do(request: PersonRequest, match: Match, form: CheckInForm) -> str:
    """What the pressed button does; what to say afterwards."""
    given, now = form.cleaned_data, timezone.now()
    name = {"name": match.household(Side(given["side"])).name}
    match given["outcome"]:
        case CheckInForm.SKIPPED:
            services.skip_check_in(
                actor=request.actor, match_id=match.pk, side=given["side"], now=now
            )
            return _("Skipped. %(name)s notices nothing of it.") % name
        case CheckInForm.LATER:
            services.promise_check_in(
                actor=request.actor, match_id=match.pk, side=given["side"], on=given["on"], now=now
            )
            return _("Put off. It stands on Today again on that day.")
        case _:
            services.note_check_in(
                actor=request.actor, match_id=match.pk, side=given["side"],
                words=given["words"], now=now,
            )  # fmt: skip
            return _("Noted. %(name)s can read it.") % name


@require_GET
@coordinator_required
def care(request: PersonRequest) -> HttpResponse:
    """Supporting families that heard nothing from us for a while, and families asked a lot."""
    view = care_of_all(request.actor, on=timezone.localdate())
    saw(request, view.households)
    return render(request, "support/care.html", {"view": view})
