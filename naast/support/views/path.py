"""The path of one match, and what the coordinator and both families do along it."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Household
from naast.people.reading import saw, see
from naast.support import policies
from naast.support.forms.companions import StepBackForm
from naast.support.forms.path import (
    AnswerForm,
    NoteMeetingForm,
    PlanMeetingForm,
    SkipPhaseForm,
    StaysInTouchForm,
)
from naast.support.models import Answer, Match, Side
from naast.support.selectors.path import matches_of, path_view
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.times import matches_beside
from naast.support.selectors.together import together_of
from naast.support.selectors.turns import beside_title
from naast.support.services import matches
from naast.support.services import path as services
from naast.ui.forms import Form

REPLIED: Final[dict[str, Promise]] = {
    Answer.Reply.YES: gettext_lazy("Thank you. We let you know how it goes on."),
    Answer.Reply.THINKING: gettext_lazy("Take your time. You find it here."),
    Answer.Reply.NO: gettext_lazy("That is fine. You need not explain it to anybody."),
}


@require_GET
@person_required
def path(request: PersonRequest, pk: int) -> HttpResponse:
    """Where a match stands, what happens next and who acts."""
    match, now = get_object_or_404(matches_of(request.actor), pk=pk), timezone.now()
    beside = matches_beside(match, request.actor)
    view = path_view(match, request.actor, now=now, beside=beside)
    saw(request, view.households, match)
    context = {
        "view": view,
        "together": together_of(match, request.actor, now=now),
    }
    return render(request, "support/path.html", context)


@require_POST
@person_required
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """One side says yes, no, or "let me think"."""
    allowed_match(request, pk, "answer")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose yes, let me think, or no."))
        return redirect("support:path", pk)
    return press(
        request, pk,
        lambda: matches.answer(
            actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
        ),
        told=REPLIED[form.cleaned_data["reply"]],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@coordinator_required
def plan_meeting(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan the first meeting, or another moment for it."""
    match = allowed_match(request, pk, "plan_meeting")
    planned = match.meetings.filter(held_on=None).last()
    before = {"planned_at": planned.planned_at, "place": planned.place} if planned else {}
    form = PlanMeetingForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_meeting(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The first meeting is planned. Both families read it."))
            return redirect("support:path", pk)
    context = {**_about(match, form), "readers": readers_of_text(match, request.actor)}
    return render(request, "support/plan_meeting.html", context)


@require_http_methods(["GET", "POST"])
@coordinator_required
def note_meeting(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that two families met; then both are asked whether they want to try."""
    match = allowed_match(request, pk, "note_meeting")
    form = NoteMeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_meeting(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted. Now both choose whether they want to try it."))
            return redirect("support:path", pk)
    return render(request, "support/note_meeting.html", _about(match, form))


@require_POST
@coordinator_required
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """After a trial: decide together with both sides to go on."""
    allowed_match(request, pk, "decide")
    return press(
        request, pk,
        lambda: services.decide(actor=request.actor, match_id=pk, now=timezone.now()),
        told=_("Decided together. Both sides read it."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@coordinator_required
def skip_phase(request: PersonRequest, pk: int) -> HttpResponse:
    """Leave a step out, with a reason both families read."""
    match = allowed_match(request, pk, "skip_phase")
    form = SkipPhaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.skip_phase(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The step is skipped. Both families read why."))
            return redirect("support:path", pk)
    view = path_view(match, request.actor, now=timezone.now())
    readers = readers_of_text(match, request.actor)
    context = {"form": form, "view": view, "readers": readers}
    return render(request, "support/skip_phase.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def stop(request: PersonRequest, pk: int) -> HttpResponse:
    """Either side may stop, at any moment and without a reason."""
    match = allowed_match(request, pk, "stop")
    form = StepBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        first_only = request.POST.get("who") == "first"
        return press(
            request, pk,
            lambda: matches.stop_match(
                actor=request.actor, match_id=pk, now=timezone.now(), first_only=first_only, **said
            ),
            told=_("It has stopped. Thank you for trying it."),
        )  # fmt: skip
    view = path_view(match, request.actor, now=timezone.now())
    beside = [] if view.side == Side.ASKING or not view.live else match.beside()
    stays = beside[0].supporter.household if beside else None
    context = {"view": view, "form": form, "stays": stays}
    return render(request, "support/stop.html", context)


@require_POST
@person_required
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator takes a proposal back."""
    allowed_match(request, pk, "withdraw")
    return press(
        request, pk,
        lambda: matches.withdraw_match(actor=request.actor, match_id=pk, now=timezone.now()),
        told=_("The proposal is taken back."),
    )  # fmt: skip


@require_POST
@person_required
def round_off(request: PersonRequest, pk: int) -> HttpResponse:
    """Say goodbye to a match that had its time."""
    allowed_match(request, pk, "round_off")
    return press(
        request, pk,
        lambda: matches.round_off(actor=request.actor, match_id=pk, now=timezone.now()),
        told=_("Rounded off. Thank you for what you did."),
    )  # fmt: skip


@require_POST
@person_required
def stays_in_touch(request: PersonRequest, pk: int) -> HttpResponse:
    """The asking family tells whether they stay in touch."""
    allowed_match(request, pk, "say_stays_in_touch")
    form = StaysInTouchForm(request.POST)
    if not form.is_valid():
        return redirect("support:path", pk)
    return press(
        request, pk,
        lambda: matches.say_stays_in_touch(
            actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
        ),
        told=_("Thank you for telling us."),
    )  # fmt: skip


def _about(match: Match, form: Form) -> dict[str, object]:
    """What a small form about a match needs around it."""
    return {"form": form, "match": match, "title": beside_title(match)}


def seen_match(request: PersonRequest, pk: int) -> Match:
    """The match, when the actor may know of it; else 404."""
    return see(request, matches_of(request.actor), pk)


def allowed_match(request: PersonRequest, pk: int, action: str) -> Match:
    """The match, when the actor may do this with it; else 404."""
    match = get_object_or_404(matches_of(request.actor), pk=pk)
    policies.matches.require(request.actor, action, match)
    saw(request, match.households(), match)
    return match


def press(
    request: PersonRequest, pk: int, write: Callable[[], object], *, told: str | Promise
) -> HttpResponse:
    """Do what one button does, say how it went, and go back."""
    try:
        pressed(request, write, told)
    except Match.DoesNotExist:
        raise Http404 from None
    return back(request, pk)


def back(request: PersonRequest, pk: int) -> HttpResponse:
    """To the path or, when that is closed to the reader now, to the reader's own page."""
    if Match.objects.visible_to(request.actor).filter(pk=pk).exists():
        return redirect("support:path", pk)
    asks = Household.objects.of(request.actor).filter(requests__matches=pk).exists()
    return redirect("home:circle" if asks else "home:support")
