"""How a time together ends: its goodbye, thanks, enough, longer, and what comes after."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Household, HouseholdMember
from naast.people.reading import saw
from naast.support.forms.ending import (
    AftertalkForm,
    AnswerLongerForm,
    DecideLongerForm,
    EnoughForm,
    GoodbyeForm,
    LongerForm,
    SettleEnoughForm,
    ThanksForm,
    YoungEnoughForm,
)
from naast.support.models import Match, Side
from naast.support.selectors.ending import ended_of, parted_of, under_way_of
from naast.support.selectors.path import path_view
from naast.support.selectors.readers import readers_of_text
from naast.support.services import afterwards
from naast.support.services import ending as services
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match, back, press
from naast.support.views.young import GROUND

BACK_TO_WHAT_WAS = "support:before"


@require_http_methods(["GET", "POST"])
@person_required
def goodbye(request: PersonRequest, pk: int) -> HttpResponse:
    """Plan the goodbye: a day, and what both would like to do."""
    match, now = allowed_match(request, pk, "plan_goodbye"), timezone.now()
    draft = DraftOf(request.actor.pk, "goodbye", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    view = path_view(match, request.actor, now=now)
    plan = view.ending.plan if view.ending else None
    before: dict[str, Any] = {"replaces": plan.version if plan else 0}
    if plan:
        before |= {"day": plan.day, "words": plan.words}
    form = GoodbyeForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_goodbye(actor=request.actor, match_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Kept. You can both read it and change it."))
            return redirect("support:path", pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    context = {"form": form, "view": view, "readers": readers_of_text(match, request.actor)}
    return render(request, "support/goodbye.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def enough(request: PersonRequest, pk: int) -> HttpResponse:
    """Who asked says that it is enough, earlier than agreed."""
    match = allowed_match(request, pk, "say_enough")
    form = EnoughForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return press(
            request, pk,
            lambda: services.say_enough(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            ),
            told=_("Good to hear. Now you say goodbye together, in your own time."),
        )  # fmt: skip
    view = path_view(match, request.actor, now=timezone.now())
    return render(request, "support/enough.html", {"form": form, "view": view})


@require_http_methods(["GET", "POST"])
@person_required
def young_enough(request: PersonRequest, pk: int) -> HttpResponse:
    """A young person says that it is enough, from its own place."""
    own = HouseholdMember.objects.young(request.actor).select_related("household__organisation")
    member = get_object_or_404(own, pk=pk)
    saw(request, [member.household_id], member, ground=GROUND)
    match = under_way_of(member.household)
    form = YoungEnoughForm(request.POST or None, initial={"match": match.pk if match else None})
    if request.method == "POST" and form.is_valid():
        try:
            services.young_says_enough(
                actor=request.actor, member_id=pk, match_id=form.cleaned_data["match"],
                words=form.cleaned_data["words"], now=timezone.now(),
            )  # fmt: skip
        except Match.DoesNotExist:
            raise Http404 from None
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Good that you say so. The coordinator calls you."))
        return redirect("support:my_place")
    if match is None:
        return redirect("support:my_place")
    return render(request, "support/young_enough.html", {"form": form, "member": member})


@require_POST
@coordinator_required
def settle_enough(request: PersonRequest, pk: int) -> HttpResponse:
    """After a talk with a young person: it ends, or goes on for now."""
    allowed_match(request, pk, "settle_enough")
    form = SettleEnoughForm(request.POST)
    if not form.is_valid():
        raise Http404
    return press(
        request, pk,
        lambda: services.settle_enough(
            actor=request.actor, match_id=pk, enough_id=form.cleaned_data["enough"],
            ends=form.cleaned_data["ends"], now=timezone.now(),
        ),
        told=_("Noted."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@person_required
def longer(request: PersonRequest, pk: int) -> HttpResponse:
    """One side would like to go on longer."""
    match = allowed_match(request, pk, "propose_extension")
    view = path_view(match, request.actor, now=timezone.now())
    form = LongerForm(request.POST or None, ends_on=view.ending.until if view.ending else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose_extension(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Asked. Now it is up to the other family."))
            return redirect("support:path", pk)
    return render(request, "support/longer.html", {"form": form, "view": view})


@require_POST
@person_required
def answer_longer(request: PersonRequest, pk: int) -> HttpResponse:
    """Yes or no to going on longer; who asked may take it back."""
    allowed_match(request, pk, "answer_extension")
    form = AnswerLongerForm(request.POST)
    if not form.is_valid():
        return redirect("support:path", pk)
    return press(
        request, pk,
        lambda: services.answer_extension(
            actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
        ),
        told=_("Thank you. You both read it here."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@coordinator_required
def decide_longer(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator decides along when it lasts longer than usual."""
    match = allowed_match(request, pk, "decide_extension")
    form = DecideLongerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decide_extension(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Decided. Both families read why."))
            return redirect("support:path", pk)
    view = path_view(match, request.actor, now=timezone.now())
    context = {"form": form, "view": view, "readers": readers_of_text(match, request.actor)}
    return render(request, "support/decide_longer.html", context)


# Afterwards.


@require_GET
@person_required
def before(request: PersonRequest, pk: int) -> HttpResponse:
    """What was: every time together of the own household that ended."""
    home = get_object_or_404(Household.objects.of(request.actor), pk=pk)
    saw(request, [home.pk], home)
    context = {"home": home, "parted": parted_of(ended_of(home), request.actor)}
    return render(request, "support/before.html", context)


def _of_home(request: PersonRequest, pk: int) -> tuple[Match, Household]:
    """A match the reader's home knows, that goes on or was rounded off or stopped; with that home.

    The home across is not asked for: after the end it is closed. Raises: Http404.
    """
    live = Match.objects.visible_to(request.actor).live().filter(pk=pk).first()
    for home in Household.objects.of(request.actor).order_by("pk"):
        known = [each.match for each in parted_of(ended_of(home), request.actor)]
        found = next((match for match in known if match.pk == pk), None)
        if found is None and live is not None and home.pk in live.households():
            found = live
        if found is not None:
            return found, home
    raise Http404


@require_http_methods(["GET", "POST"])
@person_required
def thanks(request: PersonRequest, pk: int) -> HttpResponse:
    """Thank the other family, before or after the goodbye."""
    now = timezone.now()
    match, home = _of_home(request, pk)
    if match.ending == Match.Ending.STOPPED:
        raise Http404
    saw(request, [home.pk], match)
    draft = DraftOf(request.actor.pk, "thanks", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    own = match.thanks.filter(written_by=request.actor).first()
    form = ThanksForm(request.POST or None, initial={"words": own.words} if own else {})
    if request.method == "POST" and form.is_valid():
        try:
            afterwards.leave_thanks(actor=request.actor, match_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Kept. They read it once you have rounded it off."))
            if match.ended_at is None:
                return redirect("support:path", pk)
            return redirect(BACK_TO_WHAT_WAS, home.pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    return render(request, "support/thanks.html", {"form": form, "match": match, "home": home})


@require_POST
@person_required
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """One side would like to begin again, or does not any more."""
    match, home = _of_home(request, pk)
    takes_back = request.POST.get("again") == "no"
    write = afterwards.take_back_again if takes_back else afterwards.ask_again
    told = _("Taken back. Nobody else read it.")
    if not takes_back:
        told = _("Noted. Only when they say so too, you both hear it.")
    try:
        new = write(actor=request.actor, match_id=match.pk, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    except Match.DoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, _("You both want to. You begin again.") if new else told)
    return redirect(BACK_TO_WHAT_WAS, home.pk)


@require_http_methods(["GET", "POST"])
@coordinator_required
def aftertalk(request: PersonRequest, pk: int) -> HttpResponse:
    """Note that an early ending was talked over with one side."""
    match = allowed_match(request, pk, "note_aftertalk")
    side = Side.SUPPORTING if request.GET.get("kant") == Side.SUPPORTING else Side.ASKING
    form = AftertalkForm(request.POST or None, initial={"side": side})
    if request.method == "POST" and form.is_valid():
        try:
            afterwards.note_aftertalk(
                actor=request.actor, match_id=pk, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Noted. The family reads what you wrote."))
            return back(request, pk)
    home = match.household(side)
    context = {"form": form, "match": match, "home": home}
    context["readers"] = readers_of_text(home, request.actor)
    return render(request, "support/aftertalk.html", context)
