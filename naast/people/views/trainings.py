"""Evenings of supporters: plan one, see who comes, and note who was there."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.people import policies, trainings
from naast.people.forms.training import ChosenForm, PlanTrainingForm, TrainAloneForm
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Offering, Supporter, Training, TrainingPlace
from naast.people.reading import saw
from naast.people.services import trainings as services
from naast.people.trust import definition_of, training_steps


@dataclass(frozen=True, slots=True)
class _Group:
    """For whom an evening is planned: one programme of one organisation, and who waits for it."""

    offering: Offering
    waiting: list[Supporter]
    step: str
    seats: int


@require_GET
@coordinator_required
def training_list(request: PersonRequest) -> HttpResponse:
    """Who waits for a training, what is coming, and what is still to be noted."""
    now = timezone.now()
    groups = trainings.waiting_groups(trainings.with_places(request.actor), now=now)
    mine = Training.objects.looked_after_by(request.actor).filter(cancelled_at=None)
    whole = list(mine.prefetch_related("places").select_related("organisation"))
    saw(request, {household for group in groups for household in group.households})
    context = {
        "groups": groups,
        "coming": [t for t in whole if not t.over(now)],
        "to_note": [t for t in whole if t.over(now) and t.step and t.noted_at is None],
        "past": [t for t in reversed(whole) if t.over(now) and (not t.step or t.noted_at)][:20],
        "offerings": _offerings(request),
    }
    return render(request, "people/training_list.html", context)


@require_http_methods(["GET", "POST"])
@coordinator_required
def plan_training(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan an evening for one programme, and invite who waits for it."""
    group = _group(request, pk)
    programme = group.offering.definition()
    steps = [(step.key, step.title) for step in training_steps(programme)]
    initial = {
        "counts_for": group.step,
        "title": dict(steps).get(group.step, ""),
        "seats": group.seats,
        "supporters": [str(s.pk) for s in group.waiting],
    }
    people = [(str(s.pk), s.household.name) for s in group.waiting]
    form = PlanTrainingForm(request.POST or None, steps=steps, waiting=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            planned = services.plan_training(
                actor=request.actor,
                organisation_id=group.offering.organisation_id,
                programme=programme.slug,
                evening=_evening(form, dict(steps)),
                supporter_ids=[int(each) for each in form.cleaned_data["supporters"]],
                now=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Planned. Who is invited hears that there is a message."))
            return redirect("people:training", planned.pk)
    saw(request, {s.household_id for s in group.waiting})
    context = {"form": form, "programme": programme, "waiting": group.waiting}
    return render(request, "people/plan_training.html", context)


def _evening(form: PlanTrainingForm, steps: dict[str, str]) -> services.Evening:
    data = form.cleaned_data
    counts_for = data["counts_for"]
    is_step = counts_for in steps
    return services.Evening(
        kind=Training.Kind.TRAINING if is_step else counts_for,
        step=counts_for if is_step else "",
        title=data["title"],
        starts_at=data["starts_at"],
        place=data["place"],
        seats=data["seats"],
    )


@require_http_methods(["GET", "POST"])
@coordinator_required
def training(request: PersonRequest, pk: int) -> HttpResponse:
    """One evening: who said what, whom else to invite, and afterwards who was there."""
    now, actor = timezone.now(), request.actor
    mine = Training.objects.looked_after_by(actor).select_related("organisation")
    found = get_object_or_404(mine, pk=pk)
    places = list(found.places.select_related("supporter__household"))
    waiting = _still_waiting(request, found) if not found.over(now) else []
    there = ChosenForm(
        request.POST if "there" in request.POST else None,
        label=_("Who was there?"),
        options=[(str(p.pk), p.supporter.household.name) for p in places if not p.was_there],
        prefix="",
    )
    more = ChosenForm(
        request.POST if "invite" in request.POST else None,
        label=_("Whom else do you invite?"),
        options=[(str(s.pk), s.household.name) for s in waiting],
    )
    if request.method == "POST":
        _note(request, found, there, more)
        return redirect("people:training", pk)
    saw(request, {p.supporter.household_id for p in places} | {s.household_id for s in waiting})
    context = {
        "training": found,
        "counts_for": trainings.counted_for(found),
        "places": places,
        "taken": sum(p.reply == TrainingPlace.Reply.YES for p in places),
        "over": found.over(now),
        "there": there,
        "more": more,
        "replies": [(reply.value, reply.label) for reply in TrainingPlace.Reply],
    }
    return render(request, "people/training.html", context)


def _note(request: PersonRequest, found: Training, there: ChosenForm, more: ChosenForm) -> None:
    actor, pk, now = request.actor, found.pk, timezone.now()
    if "call_off" in request.POST:
        pressed(
            request,
            lambda: services.call_off(actor=actor, training_id=pk, now=now),
            _("Called off. Who was invited hears that there is a message."),
        )
    elif there.is_bound and there.is_valid():
        chosen = [int(each) for each in there.cleaned_data["chosen"]]
        pressed(
            request,
            lambda: services.note_presence(actor=actor, training_id=pk, place_ids=chosen, now=now),
            _("Noted. It stands on the path of each of them."),
        )
    elif more.is_bound and more.is_valid():
        chosen = [int(each) for each in more.cleaned_data["chosen"]]
        pressed(
            request,
            lambda: services.invite(actor=actor, training_id=pk, supporter_ids=chosen, now=now),
            _("Invited."),
        )
    else:
        messages.error(request, _("Something has changed meanwhile. Have another look."))


@require_POST
@person_required
def answer_training(request: PersonRequest, pk: int) -> HttpResponse:
    """Say whether you come."""
    visible = TrainingPlace.objects.visible_to(request.actor).select_related("supporter__household")
    place = get_object_or_404(visible, pk=pk)
    policies.training_places.require(request.actor, "answer", place)
    reply = request.POST.get("reply", "")
    back = redirect("people:supporter", place.supporter_id)
    if request.POST.get("back") == "training" and request.actor.is_coordinator:
        back = redirect("people:training", place.training_id)
    if reply not in TrainingPlace.Reply.values:
        messages.error(request, _("Choose yes, no, or another moment."))
        return back
    pressed(
        request,
        lambda: services.answer(actor=request.actor, place_id=pk, reply=reply, now=timezone.now()),
        _("Noted. Thank you."),
    )
    return back


@require_http_methods(["GET", "POST"])
@coordinator_required
def train_alone(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin with one person, while too few wait for a group (MM-08)."""
    visible = Supporter.objects.looked_after_by(request.actor).whole()
    offering = get_object_or_404(visible.prefetch_related("organisation__offerings"), pk=pk)
    policies.supporters.require(request.actor, "note_trust_step", offering)
    programme = definition_of(offering)
    waits_for = trainings.first_missing(offering, programme, timezone.localdate())
    if not waits_for:
        raise Http404
    steps = [(step.key, step.title) for step in waits_for]
    form = TrainAloneForm(request.POST or None, steps=steps, initial={"step": steps[0][0]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        evening = services.Evening(
            Training.Kind.TRAINING, data["step"], dict(steps)[data["step"]], data["starts_at"],
            data["place"], 1,
        )  # fmt: skip
        try:
            services.plan_training(
                actor=request.actor, organisation_id=offering.organisation_id,
                programme=programme.slug, evening=evening, supporter_ids=[pk],
                because=data["because"], now=timezone.now(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Planned. They read it on their own page."))
            return redirect("people:supporter", pk)
    saw(request, offering.households(), offering)
    return render(request, "people/train_alone.html", {"form": form, "supporter": offering})


def _offerings(request: PersonRequest) -> list[Offering]:
    mine = Offering.objects.filter(organisation__in=request.actor.organisations_coordinated())
    return list(mine.select_related("organisation").order_by("organisation__name", "programme"))


def _group(request: PersonRequest, pk: int) -> _Group:
    """The offering, and who waits for the step that the address names (the first one else)."""
    offering = next((each for each in _offerings(request) if each.pk == pk), None)
    if offering is None:
        raise Http404
    supporters = [
        supporter
        for supporter in trainings.with_places(request.actor)
        if (supporter.organisation_id, supporter.programme)
        == (offering.organisation_id, offering.programme)
    ]
    groups = trainings.waiting_groups(supporters, now=timezone.now())
    asked = request.GET.get("stap", "")
    group = next((g for g in groups if g.step.key == asked), groups[0] if groups else None)
    seats = int(offering.definition().volunteers.seats)
    if group is None:
        return _Group(offering, [], Training.Kind.INTERVISION, seats)
    return _Group(offering, list(group.supporters), group.step.key, seats)


def _still_waiting(request: PersonRequest, found: Training) -> list[Supporter]:
    """Who waits for this training and was not asked yet."""
    groups = trainings.waiting_groups(trainings.with_places(request.actor), now=timezone.now())
    asked = {place.supporter_id for place in found.places.all()}
    wanted = (found.organisation_id, found.programme, found.step)
    return [
        supporter
        for group in groups
        if (group.organisation_id, group.programme, group.step.key) == wanted
        for supporter in group.supporters
        if supporter.pk not in asked
    ]
