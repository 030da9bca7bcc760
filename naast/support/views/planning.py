"""The plan everybody beside a family shares: who does what, and going along for a while."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.people.reading import saw
from naast.support import policies
from naast.support.forms.planning import ErrandDayForm, ErrandForm, StandingForm, TaskForm
from naast.support.models import Errand, Match, Task
from naast.support.selectors.path import matches_of
from naast.support.selectors.planning import PlanView, plan_of
from naast.support.selectors.readers import readers_of_text
from naast.support.services import planning as services
from naast.support.views.paper import keep


@require_http_methods(["GET", "POST"])
@person_required
def shared_plan(request: PersonRequest, pk: int) -> HttpResponse:
    """The plan, with a box for another task."""
    match, view = _plan(request, pk)
    now, draft = timezone.now(), DraftOf(request.actor.pk, "task", pk)
    if request.method == "POST":
        policies.matches.require(request.actor, "write_plan", match)
    if is_autosave(request):
        return keep(request, draft, now)
    first = view.may_write[0][0] if view.may_write else ""
    form = TaskForm(request.POST or None, parts=view.may_write, initial={"part": first})
    if request.method == "POST" and form.is_valid():
        try:
            services.add_task(actor=request.actor, match_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("It stands in the plan. Everybody beside you reads it."))
            return redirect("support:shared_plan", pk)
    elif not form.is_bound and (typed := draft.kept(now)):
        filled(form, typed)
    saw(request, match.households(), match)
    context = {
        "view": view,
        "form": form,
        "readers": readers_of_text(match, request.actor),
        "along": [(e, ErrandDayForm(auto_id=f"meegaan-{e.errand.pk}-%s")) for e in view.along],
    }
    return render(request, "support/shared_plan.html", context)


def _plan(request: PersonRequest, pk: int) -> tuple[Match, PlanView]:
    """A match the actor may see, with its plan; else 404."""
    match = get_object_or_404(matches_of(request.actor), pk=pk)
    view = plan_of(match, request.actor, on=timezone.localdate())
    if view is None:
        raise Http404
    return match, view


@require_POST
@person_required
def say_of_task(request: PersonRequest, pk: int) -> HttpResponse:
    """How a task stands: done, not needed, later, or to do again."""
    task = get_object_or_404(Task.objects.visible_to(request.actor), pk=pk)
    form = StandingForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how it stands."))
        return redirect("support:shared_plan", task.match_id)
    pressed(
        request,
        lambda: services.say_of_task(
            actor=request.actor, task_id=pk, now=timezone.now(), **form.cleaned_data
        ),
        _("Noted."),
    )
    return redirect("support:shared_plan", task.match_id)


@require_http_methods(["GET", "POST"])
@person_required
def plan_errand(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan where somebody goes along, and how often."""
    match, view = _plan(request, pk)
    programme = match.definition().plan
    policies.matches.require(request.actor, "write_plan", match)
    if not programme.goes_along:
        raise Http404
    now, draft = timezone.now(), DraftOf(request.actor.pk, "errand", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    form = ErrandForm(request.POST or None, initial={"together": int(programme.times_along)})
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_errand(actor=request.actor, match_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("It stands in the plan. Everybody beside you reads it."))
            return redirect("support:shared_plan", pk)
    elif not form.is_bound and (typed := draft.kept(now)):
        filled(form, typed)
    saw(request, match.households(), match)
    context = {"view": view, "form": form, "readers": readers_of_text(match, request.actor)}
    return render(request, "support/plan_errand.html", context)


@require_POST
@person_required
def errand(request: PersonRequest, pk: int) -> HttpResponse:
    """One more day, a day less, alone from now on, once more together, or no planning any more."""
    found = get_object_or_404(Errand.objects.visible_to(request.actor), pk=pk)
    act, now = request.POST.get("act", ""), timezone.now()
    back = redirect("support:shared_plan", found.match_id)
    if act in ("plan", "drop"):
        form = ErrandDayForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose a day that is still to come."))
            return back
        write = services.plan_errand_day if act == "plan" else services.drop_errand_day
        day = form.cleaned_data["day"]
        pressed(
            request,
            lambda: write(actor=request.actor, errand_id=pk, day=day, now=now),
            _("Noted."),
        )
        return back
    acts = {
        "alone": services.go_alone,
        "once_more": services.once_more,
        "close": services.close_errand,
    }
    if act not in acts:
        raise Http404
    pressed(request, lambda: acts[act](actor=request.actor, errand_id=pk, now=now), _("Noted."))
    return back
