"""One time together: moved, swapped, cancelled, or planned extra."""

from collections.abc import Callable, Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.support import rhythm
from naast.support.forms.rhythm import ActForm, ExtraTimeForm, MoveForm
from naast.support.models import Match
from naast.support.rhythm import Occurrence
from naast.support.selectors.path import PathView, path_view
from naast.support.selectors.times import (
    WEEK,
    SwapChoice,
    matches_beside,
    next_times,
    swap_choices,
    time_in_words,
)
from naast.support.services import appointments as services
from naast.support.services.appointments import When, Which
from naast.support.views.path import allowed_match, press

TOLD: dict[str, Promise] = {
    "later": gettext_lazy("Moved a week. The other family hears it."),
    "swap": gettext_lazy("Swapped. Whoever it concerns hears it."),
    "cancel": gettext_lazy("Cancelled. You need not explain it; the other family hears it."),
    "restore": gettext_lazy("It goes on after all. The other family hears it."),
}


@require_http_methods(["GET", "POST"])
@person_required
def appointment(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """One time together, and another moment for it."""
    match = allowed_match(request, pk, "change_times")
    found = rhythm.find(match, key)
    if found is None:
        return _gone(request, pk)
    form = MoveForm(request.POST or None, initial=_as_it_is(found))
    if request.method == "POST" and form.is_valid():
        to = form.when()
        which = Which(pk, key, form.cleaned_data["version"])
        try:
            services.move_appointment(actor=request.actor, which=which, to=to, now=timezone.now())
        except DomainError as error:
            form.add_error(None, str(error))
            found = rhythm.find(_again(request, pk), key) or found
            form.lay_on_top(found.version)
        else:
            messages.success(request, _("Moved. The other family hears it."))
            _tell_clash(request, pk, to.day)
            return redirect("support:path", pk)
    view = path_view(match, request.actor, now=timezone.now())
    return render(request, "support/appointment.html", _context(request, view, found, form))


def _context(
    request: PersonRequest, view: PathView, found: Occurrence, form: MoveForm
) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "view": view,
        "time": time_in_words(found),
        "passed": found.day < today,
        "form": form,
        "swaps": _swaps(request, view.match, found, today),
    }


def _swaps(
    request: PersonRequest, match: Match, found: Occurrence, today: date
) -> Sequence[SwapChoice]:
    if match.side_of(request.actor) is None:
        return swap_choices(match, found, [], on=today)
    return swap_choices(match, found, matches_beside(match, request.actor), on=today)


def _as_it_is(found: Occurrence) -> dict[str, object]:
    return {
        "day": found.day,
        "starts_at": found.starts_at,
        "day_part": found.day_part,
        "version": found.version,
    }


@require_POST
@person_required
def change_time(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """One button: a week later, swap, cancel, or go on after all."""
    match = allowed_match(request, pk, "change_times")
    form = ActForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what has to change."))
        return redirect("support:path", pk)
    act = form.cleaned_data["act"]
    which = Which(pk, key, form.cleaned_data["version"])
    found = rhythm.find(match, key)
    answer = press(request, pk, _write(request, act, which, found, form), told=TOLD[act])
    if act == "later" and found is not None:
        _tell_clash(request, pk, found.day + WEEK)
    return answer


def _write(
    request: PersonRequest, act: str, which: Which, found: Occurrence | None, form: ActForm
) -> Callable[[], object]:
    """What this button does, to be done by `press`."""
    actor, now = request.actor, timezone.now()
    match act:
        case "swap":
            other = form.other()
            return lambda: services.swap_appointments(actor=actor, one=which, other=other, now=now)
        case "cancel":
            return lambda: services.cancel_appointment(actor=actor, which=which, now=now)
        case "restore":
            return lambda: services.restore_appointment(actor=actor, which=which, now=now)
        case _:
            if found is None:
                raise Http404
            to = When(found.day + WEEK, found.starts_at, found.day_part)
            return lambda: services.move_appointment(actor=actor, which=which, to=to, now=now)


@require_http_methods(["GET", "POST"])
@person_required
def plan_time(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan a time that no rhythm plans."""
    match = allowed_match(request, pk, "change_times")
    held = rhythm.holding(match, timezone.localdate())
    usual = {"minutes": held.minutes or "", "day_part": held.day_part} if held else {}
    form = ExtraTimeForm(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_extra(
                actor=request.actor, match_id=pk, when=form.when(),
                minutes=form.cleaned_data["minutes"], now=timezone.now(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Planned. The other family hears it."))
            _tell_clash(request, pk, form.when().day)
            return redirect("support:path", pk)
    view = path_view(match, request.actor, now=timezone.now())
    return render(request, "support/plan_time.html", {"view": view, "form": form})


def _gone(request: PersonRequest, pk: int) -> HttpResponse:
    """What is said of a time that is not planned any more, or never was.

    Raises: Http404 when it is only looked at.
    """
    if request.method != "POST":
        raise Http404
    messages.error(request, _("This time is no longer planned. Look at the list."))
    return redirect("support:path", pk)


def _again(request: PersonRequest, pk: int) -> Match:
    """The match as it stands now, after somebody else changed it."""
    return allowed_match(request, pk, "change_times")


def _tell_clash(request: PersonRequest, pk: int, day: date) -> None:
    """Name kindly what falls together with a time that was put on `day`; it stands all the same."""
    match = _again(request, pk)
    side, today = match.side_of(request.actor), timezone.localdate()
    beside = matches_beside(match, request.actor)
    for time in next_times(match, on=today, side=side, beside=beside):
        if time.occurrence.day == day and time.clash:
            messages.warning(request, time.clash)
            return
