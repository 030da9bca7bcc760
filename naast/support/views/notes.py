"""One note: how it reads now and read before, what the family answered, and how it is corrected."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Household
from naast.people.reading import saw, see
from naast.support import policies
from naast.support.forms.desk import NoteForm
from naast.support.forms.given import AnswerNoteForm
from naast.support.models import Note
from naast.support.models.paper import NoteQuerySet
from naast.support.selectors.notes import note_view
from naast.support.selectors.readers import readers_of_text
from naast.support.services import notes as services
from naast.support.views.paper import keep


@require_GET
@person_required
def note(request: PersonRequest, pk: int) -> HttpResponse:
    """One note, for its family and its coordinators."""
    found = see(request, _notes(request), pk)
    view = note_view(found, request.actor)
    context = {"view": view, "back_url": _page_of(request, found.household)}
    return render(request, "support/note.html", context)


def _notes(request: PersonRequest) -> NoteQuerySet:
    return Note.objects.visible_to(request.actor).select_related("household__organisation")


def _allowed(request: PersonRequest, pk: int, action: str) -> Note:
    """The note, when the actor may do this with it; else 404."""
    found = get_object_or_404(_notes(request), pk=pk)
    policies.notes.require(request.actor, action, found.household)
    saw(request, found.households(), found)
    return found


@require_http_methods(["GET", "POST"])
@person_required
def answer_note(request: PersonRequest, pk: int) -> HttpResponse:
    """The family says how it sees a note."""
    found, now = _allowed(request, pk, "answer"), timezone.now()
    draft = DraftOf(request.actor.pk, "note_answer", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    form = AnswerNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_note(actor=request.actor, note_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(
                request, _("Your words stand with the note. The coordinator hears it.")
            )
            return redirect("support:note", pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    return _form(request, "support/answer_note.html", found, form)


@require_http_methods(["GET", "POST"])
@coordinator_required
def correct_note(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator writes a note anew; the version before stays."""
    found, now = _allowed(request, pk, "write"), timezone.now()
    draft = DraftOf(request.actor.pk, "note_correction", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    form = NoteForm(request.POST or None, initial={"words": found.words})
    if request.method == "POST" and form.is_valid():
        try:
            newer = services.correct_note(
                actor=request.actor, note_id=pk, now=now, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Corrected. The family reads both versions."))
            return redirect("support:note", newer.pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    return _form(request, "support/correct_note.html", found, form)


def _form(
    request: PersonRequest, template: str, found: Note, form: AnswerNoteForm | NoteForm
) -> HttpResponse:
    context = {
        "form": form,
        "view": note_view(found, request.actor),
        "home": found.household,
        "readers": readers_of_text(found.household, request.actor),
    }
    return render(request, template, context)


@require_POST
@coordinator_required
def read_replies(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator tells that they read what the family answered."""
    found = _allowed(request, pk, "read_reply")
    services.read_replies(actor=request.actor, note_id=found.pk, now=timezone.now())
    messages.success(request, _("The family sees that you read it."))
    return redirect("support:note", pk)


def _page_of(request: PersonRequest, home: Household) -> str:
    """Where a reader comes from: the own page, or that of the family."""
    asked = home.requests.order_by("-asked_at").first()
    if home.is_home_of(request.actor):
        return reverse("home:circle" if asked else "home:support")
    if asked is not None:
        return reverse("support:request", args=[asked.pk])
    offered = home.supporters.first()
    return reverse("people:supporter", args=[offered.pk]) if offered else reverse("home:today")
