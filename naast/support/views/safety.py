"""Two people and the child: looking along, telling that something is not right, breaking glass."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.people import policies as people_policies
from naast.people.http import PersonRequest, person_required, watcher_required
from naast.people.models import NeverAgain, Supporter
from naast.people.reading import saw
from naast.people.services import never_again as register_services
from naast.support import policies
from naast.support.forms.safety import (
    AnswerAlarmForm,
    BreakGlassForm,
    ExplainGlassForm,
    RegisterForm,
    ReportForm,
)
from naast.support.models import Alarm, BrokenGlass, Companion, Match
from naast.support.second_yes import asked_to_come
from naast.support.selectors import safety, today_safety
from naast.support.services import alarms, glass, never_again, second_yes

MATCH_IN_ADDRESS = "koppeling"


@require_GET
@watcher_required
def watch(request: PersonRequest) -> HttpResponse:
    """What asks for a second pair of eyes, for who looks along."""
    items = today_safety.watching(request.actor, now=timezone.now())
    saw(request, {household for item in items for household in item.households})
    return render(request, "support/watch.html", {"items": items})


@require_http_methods(["GET", "POST"])
@watcher_required
def second_yes_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Look along with two families before a child goes along, and say yes; or with who was asked to
    come beside the family as well.
    """
    match = get_object_or_404(Match.objects.watched_by(request.actor).whole(), pk=pk)
    policies.matches.require(request.actor, "say_second_yes", match)
    now, asked = timezone.now(), _asked_to_come(request, match)
    if request.method == "POST":
        told = _("Thank you. Both families read that you looked along.")
        if asked is None:
            pressed(
                request,
                lambda: second_yes.say_yes(actor=request.actor, match_id=pk, now=now),
                told=told,
            )
        else:
            pressed(
                request,
                lambda: second_yes.say_yes_to_companion(
                    actor=request.actor, companion_id=asked.pk, now=now
                ),
                told=_("Thank you. The family reads that you looked along."),
            )
        return redirect(_desk(request))
    view = safety.second_yes_view(match, request.actor, companion=asked, now=now)
    saw(request, view.households, match)
    return render(request, "support/second_yes.html", {"view": view, "desk": _desk(request)})


def _asked_to_come(request: PersonRequest, match: Match) -> Companion | None:
    """Whom the address names among those who were asked to come as well; None without one.

    Raises: Http404 for anybody else.
    """
    wanted = request.GET.get(safety.COMPANION_IN_ADDRESS)
    if wanted is None:
        return None
    for each in asked_to_come(match):
        if str(each.pk) == wanted and policies.companions.may(
            request.actor, "say_second_yes", each
        ):
            return each
    raise Http404


@require_http_methods(["GET", "POST"])
@person_required
def report(request: PersonRequest) -> HttpResponse:
    """Tell that something is not right: one button, and words for who likes."""
    given = request.GET.get(MATCH_IN_ADDRESS, "")
    wanted = int(given) if given.isdecimal() and len(given) < 10 else None
    view = safety.report_view(request.actor, wanted)
    if wanted is not None and not view.matches:
        raise Http404
    form = ReportForm(request.POST or None, matches=view.matches, chosen=wanted)
    if request.method == "POST":
        if view.home is None or not form.is_valid():
            raise Http404
        alarms.raise_alarm(
            actor=request.actor, kind=Alarm.Kind.SAFETY, household_id=view.home,
            match_id=form.cleaned_data["match"] or None, words=form.cleaned_data["words"],
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Thank you for telling us. A coordinator calls you."))
        return redirect("support:report")
    saw(request, view.households)
    return render(request, "support/report.html", {"view": view, "form": form})


@require_http_methods(["GET", "POST"])
@watcher_required
def alarm(request: PersonRequest, pk: int) -> HttpResponse:
    """What somebody told, to answer and to settle with a colleague."""
    now = timezone.now()
    found = get_object_or_404(Alarm.objects.watched_by(request.actor).whole(), pk=pk)
    policies.alarms.require(request.actor, "answer", found)
    form = AnswerAlarmForm(
        request.POST if "answer" in request.POST else None, initial={"words": found.answer}
    )
    if request.method == "POST" and "settle" in request.POST:
        told = _("Noted. When two of you have said it, contact goes on.")
        pressed(
            request, lambda: alarms.settle(actor=request.actor, alarm_id=pk, now=now), told=told
        )
        return redirect("support:alarm", pk)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        pressed(
            request,
            lambda: alarms.answer_alarm(actor=request.actor, alarm_id=pk, words=words, now=now),
            told=_("Sent. Whoever told it can read it."),
        )
        return redirect("support:alarm", pk)
    needed = alarms.PEOPLE_NEEDED[Alarm.Kind(found.kind)]
    view = safety.alarm_view(found, request.actor, needed=needed, now=now)
    saw(request, view.households, found)
    context = {"view": view, "form": form, "desk": _desk(request)}
    return render(request, "support/alarm.html", context)


@require_http_methods(["GET", "POST"])
@watcher_required
def break_glass(request: PersonRequest) -> HttpResponse:
    """Ask to open a family from elsewhere in an emergency."""
    form = BreakGlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = glass.ask_for_glass(
                actor=request.actor, now=timezone.now(), **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if asked is not None:
                return redirect("support:glass", asked.pk)
            form.add_error(None, _("We do not know a family with this number and this first name."))
    saw(request, ())
    return render(request, "support/break_glass.html", {"form": form, "desk": _desk(request)})


@require_http_methods(["GET", "POST"])
@watcher_required
def broken_glass(request: PersonRequest, pk: int) -> HttpResponse:
    """One glass: open it, read what it opens, close it, and tell the family why."""
    now = timezone.now()
    found = get_object_or_404(BrokenGlass.objects.visible_to(request.actor).whole(), pk=pk)
    form = ExplainGlassForm(request.POST if "explain" in request.POST else None)
    if request.method == "POST" and ("explain" not in request.POST or form.is_valid()):
        pressed(request, _what_is_asked(request, pk, form), told=_("Noted. The family reads it."))
        return redirect("support:glass", pk)
    view = safety.glass_view(found, request.actor, now=now)
    saw(request, found.households(), found, ground=found.basis if view.own else "")
    context = {"view": view, "form": form, "desk": _desk(request)}
    return render(request, "support/broken_glass.html", context)


def _what_is_asked(request: PersonRequest, pk: int, form: ExplainGlassForm) -> Callable[[], object]:
    actor, now = request.actor, timezone.now()
    if "open" in request.POST:
        return lambda: glass.open_glass(actor=actor, glass_id=pk, now=now)
    if "explain" in request.POST:
        words = form.cleaned_data["words"]
        return lambda: glass.explain_glass(actor=actor, glass_id=pk, words=words, now=now)
    return lambda: glass.close_glass(actor=actor, glass_id=pk, now=now)


@require_http_methods(["GET", "POST"])
@watcher_required
def never_again_page(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask a colleague to look along: may somebody never come near a child through us?"""
    try:
        supporter = safety.supporter_for_register(request.actor, pk)
    except Supporter.DoesNotExist:
        raise Http404 from None
    people_policies.supporters.require(request.actor, "write_never_again", supporter)
    adults = [(m.pk, m.name) for m in supporter.household.adults_at_home() if m.person_id]
    form = RegisterForm(request.POST or None, adults=adults)
    if request.method == "POST" and form.is_valid():
        member = form.cleaned_data["member"]
        pressed(
            request,
            lambda: register_services.ask_to_register(
                actor=request.actor, supporter_id=pk, member_id=member, now=timezone.now()
            ),
            told=_("A colleague is asked to look along. Until then nothing changes."),
        )
        return redirect(_desk(request))
    saw(request, supporter.households(), supporter)
    context = {"form": form, "supporter": supporter, "desk": _desk(request)}
    return render(request, "support/never_again.html", context)


@require_http_methods(["GET", "POST"])
@watcher_required
def register_entry(request: PersonRequest, pk: int) -> HttpResponse:
    """An entry of the register that waits for a second yes."""
    waiting = NeverAgain.objects.watched_by(request.actor).waiting()
    entry = get_object_or_404(waiting.select_related("person"), pk=pk)
    if request.method == "POST":
        now = timezone.now()
        service = register_services.drop_request
        if "yes" in request.POST:
            service = never_again.say_yes_to_register
        told = _("Noted.")
        pressed(request, lambda: service(actor=request.actor, entry_id=pk, now=now), told=told)
        return redirect(_desk(request))
    view = safety.register_view(entry, request.actor, now=timezone.now())
    saw(request, view.households, entry)
    return render(request, "support/register_entry.html", {"view": view, "desk": _desk(request)})


def _desk(request: PersonRequest) -> str:
    """The name of the page where this worker's day begins."""
    return "home:today" if request.actor.is_coordinator else "support:watch"
