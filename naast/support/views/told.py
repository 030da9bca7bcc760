"""What a side tells its coordinator by telephone, and she writes down."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.common.drafts import DraftOf, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required
from naast.support.forms.told import ToldDayForm, ToldLongerForm
from naast.support.models import Side
from naast.support.selectors.path import path_view
from naast.support.selectors.together import day_page
from naast.support.services import ending, together
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match
from naast.support.views.together import resume


def _side(side: str) -> Side:
    """The side of an address. Raises: Http404."""
    if side not in Side.values:
        raise Http404
    return Side(side)


@require_http_methods(["GET", "POST"])
@coordinator_required
def write_down_day(request: PersonRequest, pk: int, side: str) -> HttpResponse:
    """How a day together went, as a side told it."""
    telling, now = _side(side), timezone.now()
    match = allowed_match(request, pk, "write_down_day")
    draft = DraftOf(request.actor.pk, f"told_day_{side}", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    about = day_page(match, request.actor, now=now, telling=telling)
    people = match.household(telling).people()
    form = ToldDayForm(request.POST or None, initial={"day": about.day}, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            together.note_day(
                actor=request.actor, match_id=pk, key=form.key_sent(), told=form.told(),
                told_by=telling, teller=form.who(), now=now,
            )  # fmt: skip
        except together.AlreadyNoted:
            again = request.POST.copy()
            again["key"] = str(uuid4())  # what was typed is something new, whichever day it becomes
            draft.keep(again, now)
            form = ToldDayForm(again, people=people)
            told = _("Something else was told of this day already. They change it themselves.")
            form.add_error(None, told)
        except DomainError as error:
            draft.keep(request.POST, now)
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Written down. It stands on their page at once."))
            return redirect("support:path", pk)
    elif not form.is_bound:
        resume(form, draft.kept(now), request.actor)
    context = {"match": match, "form": form, "about": about}
    return render(request, "support/write_down_day.html", context)


@require_http_methods(["GET", "POST"])
@coordinator_required
def write_down_longer(request: PersonRequest, pk: int, side: str) -> HttpResponse:
    """That a side told it would like to go on longer. The other side says yes or no itself."""
    telling, now = _side(side), timezone.now()
    match = allowed_match(request, pk, "write_down_extension")
    view = path_view(match, request.actor, now=now)
    form = ToldLongerForm(
        request.POST or None, ends_on=view.ending.until if view.ending else None,
        people=match.household(telling).people(),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            ending.propose_extension(
                actor=request.actor, match_id=pk, now=now, told_by=telling,
                until=form.cleaned_data["until"], teller=form.who(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Written down. Now it is up to the other side."))
            return redirect("support:path", pk)
    context = {
        "form": form,
        "view": view,
        "told_by": match.household(telling).name,
        "asked": match.household(telling.other).name,
    }
    return render(request, "support/write_down_longer.html", context)
