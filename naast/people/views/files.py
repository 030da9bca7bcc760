"""The files of supporting families: the list, one file, and what a coordinator notes in it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.http import pressed
from naast.common.listing import choices, chosen
from naast.kernel.errors import DomainError
from naast.people import policies, selectors
from naast.people.forms.files import NoteTrustStepForm, NoteVogForm, PauseForm
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import HouseholdMember, Person, Supporter
from naast.people.reading import saw
from naast.people.services import supporters as services
from naast.people.trust import is_known, step_title


@require_GET
@coordinator_required
def supporters(request: PersonRequest) -> HttpResponse:
    """Every supporting family the coordinator looks after."""
    rows = selectors.supporter_rows(request.actor, on=timezone.localdate())
    show = chosen(request.GET, "toon", selectors.SHOWN)
    order = chosen(request.GET, "volgorde", selectors.ORDERS)
    shown = selectors.ordered(selectors.narrowed(rows, show), order)
    counts = selectors.counts(rows)
    saw(request, {household for row in shown for household in row.households})
    context = {
        "rows": shown,
        "nobody_yet": not rows,
        "filters": choices(request.GET, "toon", selectors.SHOWN, counts),
        "orders": choices(request.GET, "volgorde", selectors.ORDERS),
        "counts": counts,
        "routes": selectors.routes_of(request.actor),
    }
    return render(request, "people/supporters.html", context)


@require_GET
@person_required
def supporter(request: PersonRequest, pk: int) -> HttpResponse:
    """One file: for the coordinator, and for the family it is about."""
    offering = _reachable(request.actor, pk)
    file = selectors.supporter_file(offering, request.actor, now=timezone.now())
    saw(request, file.households, offering)
    return render(request, "people/supporter.html", {"file": file})


@require_http_methods(["GET", "POST"])
@coordinator_required
def note_vog(request: PersonRequest, pk: int, member: int) -> HttpResponse:
    """Note that the VOG of one adult was seen."""
    offering = _keepable(request, pk, "note_vog")
    adult = _adult(offering, member)
    form = NoteVogForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_vog(
                actor=request.actor, supporter_id=pk, member_id=member,
                now=timezone.now(), **form.cleaned_data,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted. The family can read it too."))
            return redirect("people:supporter", pk)
    context = {"form": form, "supporter": offering, "adult": adult}
    return render(request, "people/note_vog.html", context)


@require_http_methods(["GET", "POST"])
@coordinator_required
def note_trust_step(request: PersonRequest, pk: int, step: str) -> HttpResponse:
    """Note a step of getting acquainted, or correct its day."""
    offering = _keepable(request, pk, "note_trust_step")
    programme = selectors.definition_of(offering)
    if not is_known(step, programme):
        raise Http404
    form = NoteTrustStepForm(request.POST or None, done_on=offering.trust_done().get(step))
    if request.method == "POST" and form.is_valid():
        try:
            services.note_trust_step(
                actor=request.actor, supporter_id=pk, step=step,
                now=timezone.now(), **form.cleaned_data,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted. The family can read it too."))
            return redirect("people:supporter", pk)
    context = {"form": form, "supporter": offering, "step": step_title(step, programme)}
    return render(request, "people/note_trust_step.html", context)


@require_POST
@person_required
def pause(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a break from new proposals, until a day or until further notice, or come back."""
    offering = _reachable(request.actor, pk)
    paused = request.POST.get("paused") == "yes"
    form = PauseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a day, or leave it empty."))
        return redirect("people:supporter", pk)
    told = _("No new proposals for now.") if paused else _("Open to new proposals again.")
    until = form.cleaned_data["until"]
    return _do(
        request,
        lambda: services.set_pause(
            actor=request.actor, supporter_id=offering.pk, paused=paused, until=until,
            now=timezone.now(),
        ),
        pk,
        told,
    )  # fmt: skip


@require_POST
@person_required
def tell_step(request: PersonRequest, pk: int, step: str) -> HttpResponse:
    """A word of the supporter itself: old enough, or children of one's own."""
    offering = _reachable(request.actor, pk)
    policies.supporters.require(request.actor, "tell_step", offering)
    return _do(
        request,
        lambda: services.tell_step(
            actor=request.actor, supporter_id=pk, step=step, now=timezone.now()
        ),
        pk,
        _("Noted. Thank you."),
    )


@require_POST
@person_required
def come_back(request: PersonRequest, pk: int) -> HttpResponse:
    """After a goodbye: stand beside a family again."""
    offering = _reachable(request.actor, pk)
    return _do(
        request,
        lambda: services.come_back(
            actor=request.actor, supporter_id=offering.pk, now=timezone.now()
        ),
        pk,
        _("How nice that you are back."),
    )


def _do(request: PersonRequest, write: Callable[[], object], pk: int, told: str) -> HttpResponse:
    """Do what a button does, say how it went, and go back to the file."""
    pressed(request, write, told)
    return redirect("people:supporter", pk)


def _reachable(actor: Person, pk: int) -> Supporter:
    """The supporter, for who coordinates or lives there. A grant opens a profile, never a file."""
    visible = Supporter.objects.visible_to(actor).whole()
    found = get_object_or_404(visible.prefetch_related("organisation__offerings"), pk=pk)
    if actor.coordinates(found.organisation_id) or found.household.is_home_of(actor):
        return found
    raise Http404


def _keepable(request: PersonRequest, pk: int, action: str) -> Supporter:
    """The supporter, for who may write this in its file."""
    found = _reachable(request.actor, pk)
    policies.supporters.require(request.actor, action, found)
    saw(request, found.households(), found)
    return found


def _adult(offering: Supporter, member: int) -> HouseholdMember:
    for adult in offering.household.adults_at_home():
        if adult.pk == member:
            return adult
    raise Http404
