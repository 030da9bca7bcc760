"""How it is, in a young person's own words: what it is asked itself, its answers, its thanks."""

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
from naast.support.forms.ending import YoungThanksForm
from naast.support.forms.young_measures import READERS, OwnAnswersForm, YoungMeasuresForm
from naast.support.models import Match, YoungMeasureAnswer
from naast.support.selectors.my_place import thanks_here
from naast.support.selectors.young_measures import YoungMeasuresView, young_measures_view
from naast.support.services import afterwards
from naast.support.services import young_measures as services
from naast.support.views.measures import NOT_TYPED
from naast.support.views.paper import keep
from naast.support.views.young import own_member


@require_http_methods(["GET", "POST"])
@person_required
def young_measures(request: PersonRequest, pk: int) -> HttpResponse:
    """What a young person is asked about how it is, and what it answered before."""
    member, now = own_member(request, pk), timezone.now()
    draft = DraftOf(request.actor.pk, "young_measures", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    view = young_measures_view(member, request.actor, now=now)
    form = _form(request, view, draft, now)
    if request.method == "POST" and form is None:
        draft.keep(request.POST, now)
    elif request.method == "POST" and form is not None and form.is_valid():
        try:
            services.answer(
                actor=request.actor, member_id=pk, moment=form.cleaned_data["moment"],
                given=form.given(), readers=form.readers(), now=now,
            )  # fmt: skip
        except DomainError as error:
            draft.keep(request.POST, now)
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Kept. Only who you chose can read it."))
            return redirect("support:young_measures", pk)
    context = {"view": view, "form": form, "typed": _typed(request) if form is None else []}
    return render(request, "support/young_measures.html", context)


def _typed(request: PersonRequest) -> list[str]:
    """What was sent while nothing was asked any more, so that it is not lost."""
    left_out = {*NOT_TYPED, *READERS}
    return [str(text) for name, text in request.POST.items() if text and name not in left_out]


def _form(
    request: PersonRequest, view: YoungMeasuresView, draft: DraftOf, now: datetime
) -> YoungMeasuresForm | None:
    """What was sent, or was being typed, or else what was answered before; None when nothing is
    asked now.
    """
    if view.asked is None:
        return None
    moment = str(view.asked.asking.moment)
    if request.method == "POST":
        skipped = "skip" in request.POST and not view.given
        data = {"moment": request.POST.get("moment", "")} if skipped else request.POST
        return YoungMeasuresForm(data, asked=view.asked)
    form = YoungMeasuresForm(asked=view.asked, given=view.given)
    if (typed := draft.kept(now)) is not None and typed.get("moment") == moment:
        filled(form, typed)
    return form


@require_POST
@person_required
def own_answers(request: PersonRequest, pk: int) -> HttpResponse:
    """A young person keeps the answers of one moment to itself, or takes them away."""
    member, form = own_member(request, pk), OwnAnswersForm(request.POST)
    if not form.is_valid():
        raise Http404
    closes = form.cleaned_data["do"] == "close"
    write = services.keep_to_oneself if closes else services.take_away
    try:
        write(
            actor=request.actor, member_id=member.pk, row=form.cleaned_data["row"],
            now=timezone.now(),
        )  # fmt: skip
    except YoungMeasureAnswer.DoesNotExist:
        raise Http404 from None
    told = _("Now only you can read it.") if closes else _("It is gone.")
    messages.success(request, told)
    return redirect("support:young_measures", pk)


@require_http_methods(["GET", "POST"])
@person_required
def young_thanks(request: PersonRequest, pk: int) -> HttpResponse:
    """A young person thanks who stood beside it."""
    member, now = own_member(request, pk), timezone.now()
    draft = DraftOf(request.actor.pk, "young_thanks", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    here = thanks_here(member, request.actor, now=now)
    at_first = {"match": here.match.pk, "words": here.words} if here else {}
    form = YoungThanksForm(request.POST or None, initial=at_first)
    if request.method == "POST" and form.is_valid():
        try:
            afterwards.young_leaves_thanks(
                actor=request.actor, member_id=pk, match_id=form.cleaned_data["match"],
                words=form.cleaned_data["words"], now=now,
            )  # fmt: skip
        except Match.DoesNotExist:
            raise Http404 from None
        except DomainError as error:
            draft.keep(request.POST, now)
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Kept. They read it once it was rounded off."))
            return redirect("support:my_place")
    elif typed := draft.kept(now):
        filled(form, typed)
    if request.method == "GET" and (here is None or not here.may_write):
        return redirect("support:my_place")
    return render(request, "support/young_thanks.html", {"form": form, "member": member})
