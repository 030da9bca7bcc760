"""The rhythm of two sides: reading it, writing it in plain words, saying yes or rather not."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.support.forms.rhythm import AcceptRhythmForm, RhythmForm, as_it_is, as_usual
from naast.support.models import Match, Rhythm
from naast.support.selectors.path import PathView, path_view
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.times import clashing_days, matches_beside, versions_of
from naast.support.services import rhythm as services
from naast.support.views.paper import CHANGING, keep
from naast.support.views.path import allowed_match, seen_match
from naast.ui.components.formats import short_date


@require_http_methods(["GET", "POST"])
@person_required
def rhythm(request: PersonRequest, pk: int) -> HttpResponse:
    """Read how often two sides see each other and say yes to it, or write it anew."""
    match, now = allowed_match(request, pk, "write_rhythm"), timezone.now()
    draft = DraftOf(request.actor.pk, "rhythm", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    if request.method == "POST":
        return _write(request, match, draft, now)
    view = path_view(match, request.actor, now=now)
    written = bool(match.rhythms.all())
    form = _form(view, draft, now) if not written or CHANGING in request.GET else None
    return _page(request, view, form)


def _write(request: PersonRequest, match: Match, draft: DraftOf, now: datetime) -> HttpResponse:
    form = RhythmForm(request.POST, weeks=match.definition().rhythm.every_weeks)
    if form.is_valid():
        try:
            written = services.write_rhythm(
                actor=request.actor, match_id=match.pk, plan=form.plan(), now=now,
                replaces=form.cleaned_data["replaces"],
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Written down. It holds when both of you said yes."))
            _tell_clashes(request, match, written, now)
            return redirect("support:rhythm", match.pk)
    match = seen_match(request, match.pk)
    form.lay_on_top(len(match.rhythms.all()))
    return _page(request, path_view(match, request.actor, now=now), form)


def _form(view: PathView, draft: DraftOf, now: datetime) -> RhythmForm:
    """What was being typed, or the rhythm as it is, or else that of the programme."""
    usual, today = view.programme.rhythm, timezone.localdate(now)
    written = list(view.match.rhythms.all())
    begin = as_it_is(written[-1], today) if written else as_usual(usual, today)
    initial = {**begin, "replaces": len(written)}
    form = RhythmForm(initial=initial, weeks=usual.every_weeks)
    if typed := draft.kept(now):
        filled(form, typed)
    return form


def _page(request: PersonRequest, view: PathView, form: RhythmForm | None) -> HttpResponse:
    context = {
        "view": view,
        "form": form if view.times else None,
        "versions": versions_of(view.match),
        "readers": readers_of_text(view.match, request.actor),
    }
    return render(request, "support/rhythm.html", context)


def _tell_clashes(request: PersonRequest, match: Match, written: Rhythm, now: datetime) -> None:
    """Name kindly what falls together with it; it was written down all the same."""
    beside = matches_beside(match, request.actor)
    days = clashing_days(written, beside, on=timezone.localdate(now))
    if days:
        told = {"day": short_date(days[0])}
        messages.warning(request, _("Look at %(day)s: there is another time together then.") % told)


@require_POST
@person_required
def accept_rhythm(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes for one's own side; who coordinates notes it for somebody."""
    form = AcceptRhythmForm(request.POST)
    noted = form.is_valid() and form.cleaned_data["member"] is not None
    allowed_match(request, pk, "note_on_paper" if noted else "accept_rhythm")
    if not form.is_valid():
        raise Http404
    given, now = form.cleaned_data, timezone.now()
    try:
        if noted:
            said = services.note_rhythm_yes(
                actor=request.actor, match_id=pk, version=given["version"],
                member_id=given["member"], now=now,
            )  # fmt: skip
        else:
            said = services.accept_rhythm(
                actor=request.actor, match_id=pk, version=given["version"], now=now
            )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        agreed = _("Agreed. You find the next dates on your own page.")
        messages.success(request, agreed if said.agreed_at else _("Noted."))
    return redirect("support:rhythm", pk)


@require_POST
@person_required
def decline_rhythm(request: PersonRequest, pk: int) -> HttpResponse:
    """Rather not, or take it back: what was agreed before goes on."""
    allowed_match(request, pk, "write_rhythm")
    form = AcceptRhythmForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        services.decline_rhythm(
            actor=request.actor, match_id=pk, version=form.cleaned_data["version"],
            now=timezone.now(),
        )  # fmt: skip
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("That is fine. It stays as it was; you need not explain it."))
    return redirect("support:rhythm", pk)
