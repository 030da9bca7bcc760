"""The desk of the coordinator: one question, the waiting list, the plan, the match board."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.common.listing import Choice, choices, chosen
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Household, Offering, Supporter
from naast.people.reading import saw, see
from naast.support import matchmaking, policies
from naast.support.forms.desk import (
    ChooseProgrammeForm,
    DecideFitForm,
    NoteForm,
    NoteTalkForm,
    PlanTalkForm,
    ProposeForm,
)
from naast.support.models import SupportRequest
from naast.support.selectors import desk, waiting
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.tally import counts
from naast.support.services import matches as match_services
from naast.support.services import notes, requests
from naast.support.views.paper import keep


@require_GET
@person_required
def request(request: PersonRequest, pk: int) -> HttpResponse:
    """One question: whole for its coordinator and its family, the story for whom it was opened."""
    actor, now = request.actor, timezone.now()
    visible = SupportRequest.objects.visible_to(actor).whole()
    asked = get_object_or_404(visible.prefetch_related("organisation__offerings"), pk=pk)
    if actor.coordinates(asked.organisation_id) or asked.household.is_home_of(actor):
        view = desk.request_view(asked, actor, now=now)
        saw(request, view.households, asked)
        return render(request, "support/request.html", {"view": view})
    story = desk.opened_story(asked, actor, now=now)
    if story is None:
        raise Http404
    saw(request, asked.households(), asked)
    return render(request, "support/request_story.html", {"story": story})


@require_http_methods(["GET", "POST"])
@coordinator_required
def plan_talk(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan to get acquainted."""
    asked = _looked_after(request, pk)
    form = PlanTalkForm(request.POST or None, initial={"planned_at": asked.talk_planned_at})
    if request.method == "POST" and form.is_valid():
        try:
            requests.plan_talk(
                actor=request.actor, request_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The talk is planned."))
            return redirect("support:request", pk)
    return render(request, "support/plan_talk.html", {"form": form, "asked": asked})


@require_http_methods(["GET", "POST"])
@coordinator_required
def note_talk(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that the talk took place."""
    asked = _looked_after(request, pk)
    form = NoteTalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            requests.note_talk(
                actor=request.actor, request_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            asked.refresh_from_db(fields=["talk_held_on"])
            if desk.fit_to_decide(asked):
                messages.success(request, _("Noted. Now decide together whether this suits."))
                return redirect("support:decide_fit", pk)
            messages.success(request, _("Noted. Now you can look who fits."))
            return redirect("support:match_board", pk)
    return render(request, "support/note_talk.html", {"form": form, "asked": asked})


@require_http_methods(["GET", "POST"])
@coordinator_required
def choose_programme(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose with a family which of the programmes here suits its question."""
    asked = _looked_after(request, pk)
    offered = [each.definition() for each in asked.organisation.offerings.order_by("programme")]
    form = ChooseProgrammeForm(request.POST or None, offered=offered, now=asked.programme)
    if request.method == "POST" and form.is_valid():
        try:
            requests.choose_programme(
                actor=request.actor, request_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Chosen. What the family told came along."))
            return redirect("support:request", pk)
    context = {"form": form, "asked": asked, "offered": offered}
    return render(request, "support/choose_programme.html", context)


@require_http_methods(["GET", "POST"])
@coordinator_required
def decide_fit(request: PersonRequest, pk: int) -> HttpResponse:
    """Decide with a family whether the programme suits its question, or what does."""
    asked = _looked_after(request, pk)
    form = DecideFitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            requests.decide_fit(
                actor=request.actor, request_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if not form.cleaned_data["suits"]:
                messages.success(request, _("Written down. The family reads what you found."))
                return redirect("support:request", pk)
            messages.success(request, _("Noted. Now you can look who fits."))
            return redirect("support:match_board", pk)
    readers = readers_of_text(asked.household, request.actor)
    programme = desk.definition_of(asked)
    context = {"form": form, "asked": asked, "programme": programme, "readers": readers}
    return render(request, "support/decide_fit.html", context)


@require_POST
@person_required
def close_request(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a question. No reason is asked."""
    asked = see(request, SupportRequest.objects.visible_to(request.actor), pk)
    try:
        requests.close_request(actor=request.actor, request_id=asked.pk, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The question is closed. You can always ask again."))
    return redirect("support:request", pk)


@require_http_methods(["GET", "POST"])
@coordinator_required
def write_note(request: PersonRequest, pk: int) -> HttpResponse:
    """Write something down about a household; it reads along."""
    home = get_object_or_404(Household.objects.visible_to(request.actor), pk=pk)
    policies.notes.require(request.actor, "write", home)
    saw(request, home.households(), home)
    draft, now = DraftOf(request.actor.pk, "note", pk), timezone.now()
    if is_autosave(request):
        return keep(request, draft, now)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            notes.write_note(actor=request.actor, household_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Written down. The family can read it."))
            return redirect(_page_of(home))
    elif typed := draft.kept(now):
        filled(form, typed)
    context = {
        "form": form,
        "home": home,
        "back_url": _page_of(home),
        "readers": readers_of_text(home, request.actor),
    }
    return render(request, "support/write_note.html", context)


@require_GET
@coordinator_required
def match_board(request: PersonRequest, pk: int) -> HttpResponse:
    """Who fits beside this family, who nearly does, and what the plan advises."""
    actor, now = request.actor, timezone.now()
    mine = SupportRequest.objects.looked_after_by(actor).whole()
    asked = get_object_or_404(mine.prefetch_related("organisation__offerings"), pk=pk)
    view = desk.request_view(asked, actor, now=now)
    board = matchmaking.board(actor, asked, on=timezone.localdate(now))
    saw(request, view.households | board.households, asked)
    context = {"view": view, "board": board}
    return render(request, "support/match_board.html", context)


@require_POST
@coordinator_required
def propose_match(request: PersonRequest, pk: int) -> HttpResponse:
    """Put a supporting family forward."""
    asked = _looked_after(request, pk)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        match = match_services.propose_match(
            actor=request.actor, request_id=pk, now=timezone.now(),
            supporter_id=form.cleaned_data["supporter"],
        )  # fmt: skip
    except Supporter.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("support:match_board", pk)
    told = _("Proposed. %(family)s reads it first.") % {"family": asked.household.name}
    messages.success(request, told)
    return redirect("support:path", match.pk)


@require_GET
@coordinator_required
def waiting_list(request: PersonRequest) -> HttpResponse:
    """Who waits, how long, and why not yet."""
    offerings = {str(each.pk): each for each in waiting.offerings_of(request.actor)}
    if not offerings:
        saw(request, ())
        return render(request, "support/waiting_list.html", {"list": None})
    show = chosen(request.GET, "toon", waiting.SHOWN)
    order = chosen(request.GET, "volgorde", waiting.ORDERS)
    offering = offerings[chosen(request.GET, "aanbod", offerings)]
    listed = waiting.waiting_list(
        request.actor, offering,
        on=timezone.localdate(), show=show, order=order,
    )  # fmt: skip
    saw(request, listed.households)
    context = {
        "list": listed,
        "offering": offering,
        "counting": any(counts(each) for each in offerings.values()),
        "show": show,
        "filters": choices(request.GET, "toon", waiting.SHOWN, listed.counts),
        "orders": choices(request.GET, "volgorde", waiting.ORDERS),
        **_offering_choices(request, offerings),
    }
    return render(request, "support/waiting_list.html", context)


@require_GET
@coordinator_required
def plan(request: PersonRequest) -> HttpResponse:
    """The best plan over the whole list, as advice."""
    offerings = {str(each.pk): each for each in waiting.offerings_of(request.actor)}
    if not offerings:
        saw(request, ())
        return render(request, "support/plan.html", {"plan": None})
    offering = offerings[chosen(request.GET, "aanbod", offerings)]
    view = waiting.plan_view(request.actor, offering, on=timezone.localdate())
    saw(request, view.households)
    context = {
        "plan": view,
        **_offering_choices(request, offerings),
    }
    return render(request, "support/plan.html", context)


@require_GET
@coordinator_required
def matches(request: PersonRequest) -> HttpResponse:
    """The matches that run, and where each of them stands."""
    show = request.GET.get("fase", desk.ALL)
    listed = desk.match_list(request.actor, show=show, on=timezone.localdate())
    saw(request, listed.households)
    context = {
        "list": listed,
        "filters": choices(request.GET, "fase", listed.options, listed.counts),
        "ended": chosen(request.GET, "fase", listed.options) == desk.ENDED,
    }
    return render(request, "support/matches.html", context)


def _offering_choices(
    request: PersonRequest, offerings: dict[str, Offering]
) -> dict[str, list[Choice]]:
    """Which organisation and programme to look at, for who looks after more than one."""
    if len(offerings) < 2:
        return {"offerings": []}
    titles = {key: waiting.offering_title(each) for key, each in offerings.items()}
    return {"offerings": choices(request.GET, "aanbod", titles)}


def _looked_after(request: PersonRequest, pk: int) -> SupportRequest:
    """The question, for a coordinator of the organisation that was asked."""
    mine = SupportRequest.objects.looked_after_by(request.actor).whole()
    return see(request, mine.prefetch_related("organisation__offerings"), pk)


def _page_of(home: Household) -> str:
    """Where a coordinator reads about a household: its question, or else its offer."""
    asked = home.requests.order_by("-asked_at").first()
    if asked is not None:
        return reverse("support:request", args=[asked.pk])
    offered = home.supporters.first()
    return reverse("people:supporter", args=[offered.pk]) if offered else reverse("home:today")
