"""How it is: what a side is asked at the beginning, on the way and at the end, and its answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.reading import saw
from naast.support import policies
from naast.support.forms.measures import MeasuresForm
from naast.support.models import Side, SupportRequest
from naast.support.selectors.measures import (
    MeasuresView,
    before_view,
    homes_shown,
    measures_view,
)
from naast.support.selectors.path import matches_of
from naast.support.selectors.young_measures import young_said_about
from naast.support.services import measures as services
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match

NOT_TYPED = {"csrfmiddlewaretoken", "moment", "skip"}
"""What a browser sends along that nobody typed."""

Save = Callable[[MeasuresForm], object]
"""Keeps what was filled in."""


@require_http_methods(["GET", "POST"])
@person_required
def answer_before(request: PersonRequest, pk: int) -> HttpResponse:
    """How it is at the beginning: the family answers, or tells it to its coordinator."""
    asked = _asked(request, pk)
    draft, now = DraftOf(request.actor.pk, "before", pk), timezone.now()
    if is_autosave(request):
        return keep(request, draft, now)
    view = before_view(asked, request.actor)

    def save(form: MeasuresForm) -> object:
        return services.answer_before(
            actor=request.actor, request_id=pk, given=form.given(), now=now
        )

    return _page(request, view, draft, save, now)


def _asked(request: PersonRequest, pk: int) -> SupportRequest:
    """The question, for who may answer about its beginning or write it down; else 404."""
    visible = SupportRequest.objects.visible_to(request.actor).whole()
    asked = get_object_or_404(visible.prefetch_related("organisation__offerings"), pk=pk)
    own = asked.household.is_home_of(request.actor)
    action = "answer_measures" if own else "write_down_answers"
    policies.requests.require(request.actor, action, asked)
    saw(request, asked.households(), asked)
    return asked


@require_http_methods(["GET", "POST"])
@person_required
def measures(request: PersonRequest, pk: int) -> HttpResponse:
    """How it is between two families: answer what is asked now, and read back."""
    match, now = get_object_or_404(matches_of(request.actor), pk=pk), timezone.now()
    shown = {home.pk for home in homes_shown(match, request.actor)}
    saw(request, shown.union(match.households()), match)
    draft = DraftOf(request.actor.pk, "measures", pk)
    if request.method == "POST":
        policies.matches.require(request.actor, "answer_measures", match)
    if is_autosave(request):
        return keep(request, draft, now)
    view = measures_view(match, request.actor, now=now)

    def save(form: MeasuresForm) -> object:
        return services.answer(
            actor=request.actor, match_id=pk, moment=form.cleaned_data["moment"],
            given=form.given(), now=now,
        )  # fmt: skip

    return _page(request, view, draft, save, now)


@require_http_methods(["GET", "POST"])
@coordinator_required
def write_down_answers(request: PersonRequest, pk: int, side: str) -> HttpResponse:
    """The coordinator writes down what a side tells, with that side reading along."""
    if side not in Side.values:
        raise Http404
    match, now = allowed_match(request, pk, "write_down_answers"), timezone.now()
    draft = DraftOf(request.actor.pk, f"told_{side}", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    view = measures_view(match, request.actor, now=now, telling=Side(side))

    def save(form: MeasuresForm) -> object:
        return services.answer(
            actor=request.actor, match_id=pk, moment=form.cleaned_data["moment"],
            given=form.given(), now=now, told_by=side,
        )  # fmt: skip

    return _page(request, view, draft, save, now)


def _page(
    request: PersonRequest, view: MeasuresView, draft: DraftOf, save: Save, now: datetime
) -> HttpResponse:
    """The form of what is asked now, and everything that was answered."""
    form, typed = _form(request, view, draft, now), []
    if request.method == "POST" and form is None:
        draft.keep(request.POST, now)
        typed = [text for name, text in request.POST.items() if name not in NOT_TYPED]
    elif request.method == "POST" and form is not None and form.is_valid():
        try:
            save(form)
        except DomainError as error:
            draft.keep(request.POST, now)
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Kept. You can change it whenever you like."))
            return redirect(request.path)
    context: dict[str, Any] = {
        "view": view,
        "form": form,
        "typed": [text for text in typed if text],
    }
    context["young"] = young_said_about(view.request, view.match, request.actor)
    return render(request, "support/measures.html", context)


def _form(
    request: PersonRequest, view: MeasuresView, draft: DraftOf, now: datetime
) -> MeasuresForm | None:
    """What was sent, or was being typed, or else what was answered before; None when nothing is
    asked of the reader now.
    """
    if view.asked is None:
        return None
    asking = view.asked.asking
    measures, moment = asking.measures, str(asking.moment)
    if request.method == "POST":
        skipped = "skip" in request.POST and not view.asked.given
        data = {"moment": request.POST.get("moment", "")} if skipped else request.POST
        return MeasuresForm(data, measures=measures, moment=moment)
    form = MeasuresForm(measures=measures, moment=moment, given=view.asked.given)
    if (typed := draft.kept(now)) is not None and typed.get("moment") == moment:
        filled(form, typed)
    return form
