"""The papers of a match: house rules, looking back, the agreement, and everybody's yes."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave, saved
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Person
from naast.support import papers, policies
from naast.support.forms.paper import (
    AcceptForm,
    AgreementForm,
    EvaluateForm,
    HouseRulesForm,
    OnPaperForm,
    RuleLine,
)
from naast.support.gates import LOOKED_BACK_AT
from naast.support.models import Acceptance, Evaluation, Match
from naast.support.selectors.paper import Paper
from naast.support.selectors.path import PathView, path_view
from naast.support.selectors.readers import readers_of_text
from naast.support.services import path as services
from naast.support.views.path import allowed_match, back, press, seen_match
from naast.ui.forms import Form

CHANGING = "aanpassen"
"""In the address of a paper that is being written anew."""


@require_http_methods(["GET", "POST"])
@person_required
def house_rules(request: PersonRequest, pk: int) -> HttpResponse:
    """Read the house rules and say yes to them, or write them together."""
    match, now = allowed_match(request, pk, "write_house_rules"), timezone.now()
    draft = DraftOf(request.actor.pk, "house_rules", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    view = path_view(match, request.actor, now=now)
    if request.method == "POST":
        return _write_house_rules(request, match, draft)
    writing = view.may_write_rules and (view.rules is None or CHANGING in request.GET)
    form = _rules_form(view, draft, now) if writing else None
    return _paper_page(request, "support/house_rules.html", view, view.rules, form)


def _write_house_rules(request: PersonRequest, match: Match, draft: DraftOf) -> HttpResponse:
    form, now = HouseRulesForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            services.write_house_rules(
                actor=request.actor, match_id=match.pk, rules=form.rules(), now=now,
                replaces=form.cleaned_data["replaces"],
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Written down. Now everybody reads it and says yes."))
            return redirect("support:house_rules", match.pk)
    view = path_view(seen_match(request, match.pk), request.actor, now=now)
    form.lay_on_top(view.rules.version if view.rules else 0)
    return _paper_page(request, "support/house_rules.html", view, view.rules, form)


def _rules_form(view: PathView, draft: DraftOf, now: datetime) -> HouseRulesForm:
    """What was being typed, or else the rules as they are, or else the programme's beginnings."""
    typed = draft.kept(now)
    if typed is not None:
        form = HouseRulesForm.resumed(typed)
        filled(form, typed)
        return form
    written = [line.text for line in view.rules.lines] if view.rules else []
    starters = [str(rule.text) for rule in view.programme.house_rules]
    lines = [RuleLine(text, ticked=True) for text in written]
    lines += [RuleLine(text, ticked=not written) for text in starters if text not in written]
    return HouseRulesForm(lines=lines, replaces=view.rules.version if view.rules else 0)


@require_http_methods(["GET", "POST"])
@person_required
def evaluate(request: PersonRequest, pk: int) -> HttpResponse:
    """One side looks back."""
    match, now = allowed_match(request, pk, "evaluate"), timezone.now()
    draft = DraftOf(request.actor.pk, "evaluation", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    form = _evaluate_form(request, match, draft, now)
    if request.method == "POST" and form.is_valid():
        try:
            services.evaluate(
                actor=request.actor, match_id=pk, now=now,
                looking_back=services.LookingBack(**form.cleaned_data),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            return _looked_back(request, pk, form.cleaned_data["go_on"])
    view = path_view(match, request.actor, now=now)
    ready = not LOOKED_BACK_AT.isdisjoint(view.gates)
    readers = readers_of_text(match, request.actor)
    context = {"view": view, "form": form, "ready": ready, "readers": readers}
    return render(request, "support/evaluate.html", context)


def _evaluate_form(
    request: PersonRequest, match: Match, draft: DraftOf, now: datetime
) -> EvaluateForm:
    """What was sent, or was being typed, or else what this side wrote before in this step."""
    if request.method == "POST":
        return EvaluateForm(request.POST)
    typed = draft.kept(now)
    if typed is not None:
        form = EvaluateForm()
        filled(form, typed)
        return form
    given = _last_evaluation(match, request.actor)
    if given is None:
        return EvaluateForm()
    names = EvaluateForm.base_fields
    return EvaluateForm(initial={name: getattr(given, name) for name in names})


def _last_evaluation(match: Match, actor: Person) -> Evaluation | None:
    open_phases = {step.phase for step in match.steps.all() if step.completed_on is None}
    side = match.side_of(actor)
    given = [e for e in match.evaluations.all() if e.side == side and e.phase in open_phases]
    return given[-1] if given else None


def _looked_back(request: PersonRequest, pk: int, go_on: str) -> HttpResponse:
    """Thank somebody for looking back; who wanted to stop has lost the path, and reads that."""
    if go_on == Evaluation.GoOn.STOP:
        messages.success(request, _("It has stopped. Thank you for trying it."))
    else:
        messages.success(request, _("Thank you for looking back."))
    return back(request, pk)


@require_http_methods(["GET", "POST"])
@person_required
def agreement(request: PersonRequest, pk: int) -> HttpResponse:
    """Read the agreement and say yes to it; the coordinator writes it with both families."""
    match, now = seen_match(request, pk), timezone.now()
    draft = DraftOf(request.actor.pk, "agreement", pk)
    if request.method == "POST":
        policies.matches.require(request.actor, "write_agreement", match)
        if is_autosave(request):
            return keep(request, draft, now)
        return _write_agreement(request, match, draft)
    view = path_view(match, request.actor, now=now)
    if view.agreement is None and "write_agreement" not in view.may:
        raise Http404
    wants = view.agreement is None or CHANGING in request.GET
    form = _agreement_form(view, draft, now) if view.may_write_agreement and wants else None
    return _paper_page(request, "support/agreement.html", view, view.agreement, form)


def _write_agreement(request: PersonRequest, match: Match, draft: DraftOf) -> HttpResponse:
    items, now = match.definition().agreement, timezone.now()
    form = AgreementForm(request.POST, items=items)
    if form.is_valid():
        try:
            services.write_agreement(
                actor=request.actor, match_id=match.pk, items=form.agreed(), now=now,
                replaces=form.cleaned_data["replaces"],
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("On paper. Now everybody reads it and says yes."))
            return redirect("support:agreement", match.pk)
    view = path_view(seen_match(request, match.pk), request.actor, now=now)
    form.lay_on_top(view.agreement.version if view.agreement else 0)
    return _paper_page(request, "support/agreement.html", view, view.agreement, form)


def _agreement_form(view: PathView, draft: DraftOf, now: datetime) -> AgreementForm:
    """What was being typed, or else the agreement as it is."""
    items, typed = view.programme.agreement, draft.kept(now)
    written = view.match.agreements.last()
    form = AgreementForm(
        items=items,
        initial=written.items if written else {},
        replaces=written.version if written else 0,
    )
    if typed is not None:
        filled(form, typed)
    return form


@require_GET
@person_required
def agreement_pdf(request: PersonRequest, pk: int) -> HttpResponse:
    """The agreement on one page, to print and sign."""
    view = path_view(seen_match(request, pk), request.actor, now=timezone.now())
    if view.agreement is None:
        raise Http404
    name = _("agreements")
    response = HttpResponse(papers.agreement_pdf(view), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@person_required
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Say yes to the version of a paper that was read."""
    allowed_match(request, pk, "accept")
    form = AcceptForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        services.accept_paper(
            actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(_page_of(form.cleaned_data["paper"]), pk)
    messages.success(request, _("Thank you. Your yes stands with it."))
    return redirect("support:path", pk)


@require_POST
@coordinator_required
def note_on_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that somebody signed with a pen."""
    allowed_match(request, pk, "note_on_paper")
    form = OnPaperForm(request.POST)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    return press(
        request, pk,
        lambda: services.note_on_paper(
            actor=request.actor, match_id=pk, paper=given["paper"], version=given["version"],
            member_id=given["member"], now=timezone.now(),
        ),
        told=_("Noted."),
    )  # fmt: skip


def _paper_page(
    request: PersonRequest, template: str, view: PathView, paper: Paper | None, form: Form | None
) -> HttpResponse:
    """The page of one paper: to be written when there is a form, else to be read."""
    awaits = paper is not None and "accept" in view.may and paper.awaits(request.actor)
    readers = readers_of_text(view.match, request.actor) if form else ""
    context = {"view": view, "form": form, "awaits": awaits, "readers": readers}
    return render(request, template, context)


def _page_of(paper: str) -> str:
    rules = paper == Acceptance.Paper.HOUSE_RULES
    return "support:house_rules" if rules else "support:agreement"


def keep(request: PersonRequest, draft: DraftOf, now: datetime) -> HttpResponse:
    """Save what is being typed. Without htmx the page comes back with everything in it."""
    draft.keep(request.POST, now)
    return saved() if request.htmx else redirect(request.path)
