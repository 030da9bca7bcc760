"""Telling how a day together went, in twenty seconds; and all those days, beside each other."""

from datetime import datetime
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from naast.common.drafts import DraftOf, filled, is_autosave, writer_mark
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.people.models import Person
from naast.support.forms.together import DayForm, as_typed
from naast.support.models import HowItWent, Match
from naast.support.selectors.path import matches_of, path_view
from naast.support.selectors.together import day_page, key_was_used, together_of, version_now
from naast.support.services import together as services
from naast.support.together import same_home
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match, seen_match

TOLD = "verteld"
"""In the address after something was noted, so that the page says so however it came there."""


@require_GET
@person_required
def days(request: PersonRequest, pk: int) -> HttpResponse:
    """All days together, both sides beside each other."""
    match, now = seen_match(request, pk), timezone.now()
    view = path_view(match, request.actor, now=now)
    together = together_of(match, request.actor, now=now)
    context = {"view": view, "together": together, "told": TOLD in request.GET}
    return render(request, "support/days.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def note_day(request: PersonRequest, pk: int) -> HttpResponse:
    """One side tells how a day together went."""
    match, now = allowed_match(request, pk, "note_day"), timezone.now()
    draft = DraftOf(request.actor.pk, "day_together", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    about = day_page(match, request.actor, now=now)
    form = DayForm(request.POST or None, initial={"day": about.day})
    if request.method == "POST" and form.is_valid():
        try:
            services.note_day(
                actor=request.actor, match_id=pk, key=form.key_sent(), told=form.told(), now=now
            )
        except services.AlreadyNoted as error:
            _keep_beside(request, error.note, now)
            draft.forget()
            return redirect("support:change_day", error.note.pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            return _after(pk)
    elif not form.is_bound:
        resume(form, draft.kept(now), request.actor)
    return _page(request, "support/note_day.html", match, form, {"about": about})


@require_http_methods(["GET", "POST"])
@person_required
def change_day(request: PersonRequest, pk: int) -> HttpResponse:
    """Write a note about a day anew; the version before stays readable."""
    notes = HowItWent.objects.visible_to(request.actor)
    note = get_object_or_404(notes.select_related("written_by"), pk=pk)
    match, now = _own_match(request, note), timezone.now()
    draft = _change_of(request.actor, note)
    if is_autosave(request):
        return keep(request, draft, now)
    if request.method == "GET" and (newer := version_now(note)) != note:
        return redirect("support:change_day", newer.pk)
    form = DayForm(request.POST or None, initial=as_typed(note))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_day(
                actor=request.actor, note_id=pk, key=form.key_sent(), told=form.told(), now=now
            )
        except services.AlreadyNoted as error:
            _keep_beside(request, error.note, now)
            return redirect("support:change_day", error.note.pk)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            return _after(match.pk)
    elif not form.is_bound:
        resume(form, draft.kept(now), request.actor)
    about = day_page(match, request.actor, now=now)
    return _page(request, "support/change_day.html", match, form, {"about": about, "note": note})


def _own_match(request: PersonRequest, note: HowItWent) -> Match:
    """The match of a note of the own side; else 404."""
    match = get_object_or_404(matches_of(request.actor), pk=note.match_id)
    if match.side_of(request.actor) != note.side or not same_home(match, note, request.actor):
        raise Http404
    return allowed_match(request, note.match_id, "note_day")


def _change_of(actor: Person, note: HowItWent) -> DraftOf:
    return DraftOf(actor.pk, f"day_change_{note.pk}", note.match_id)


def _keep_beside(request: PersonRequest, note: HowItWent, now: datetime) -> None:
    """Keep what was typed as a change of the note that was there already: nothing is lost."""
    typed = request.POST.copy()
    typed["key"] = str(uuid4())
    _change_of(request.actor, note).keep(typed, now)


def resume(form: DayForm, typed: QueryDict | None, actor: Person) -> None:
    """Go on with what was being typed, unless that has arrived already."""
    if typed is not None and not _has_arrived(typed.get("key", ""), actor):
        filled(form, typed)


def _has_arrived(key: str, actor: Person) -> bool:
    try:
        return key_was_used(str(UUID(key)), actor)
    except ValueError:
        return True


def _after(match_id: int) -> HttpResponse:
    return redirect(f"{reverse('support:days', args=[match_id])}?{TOLD}=ja")


def _page(
    request: PersonRequest, template: str, match: Match, form: DayForm, more: dict[str, object]
) -> HttpResponse:
    context = {"match": match, "form": form, "writer": writer_mark(request.actor.pk), **more}
    return render(request, template, context)
