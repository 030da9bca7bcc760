"""A second supporter beside the same family: asked, welcome, there, done, and back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import Supporter
from naast.people.reading import saw
from naast.support import policies
from naast.support.beside import ends_now
from naast.support.forms.companions import AskCompanionForm, ClosePartForm, YesOrNoForm
from naast.support.models import Companion
from naast.support.selectors.companions import choices_of, invitations_to
from naast.support.selectors.path import matches_of
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.turns import beside_title
from naast.support.services import companions as services
from naast.support.views.paper import keep
from naast.support.views.path import back


@require_http_methods(["GET", "POST"])
@coordinator_required
def ask_companion(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator chooses who comes beside a family as a second supporter."""
    match = get_object_or_404(matches_of(request.actor), pk=pk)
    policies.matches.require(request.actor, "ask_companion", match)
    choices = choices_of(match, request.actor, on=timezone.localdate())
    if not choices.roles:
        raise Http404
    form = AskCompanionForm(
        request.POST or None, roles=choices.roles, supporters=[row.supporter for row in choices.can]
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_companion(
                actor=request.actor, match_id=pk, now=timezone.now(),
                supporter_id=int(form.cleaned_data["supporter"]), role=form.cleaned_data["role"],
            )  # fmt: skip
        except Supporter.DoesNotExist:
            raise Http404 from None
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            family = {"family": match.request.household.name}
            messages.success(request, _("Asked. %(family)s reads it first and answers.") % family)
            return redirect("support:path", pk)
    saw(request, choices.households.union(match.households()), match)
    context = {"form": form, "match": match, "title": beside_title(match), "choices": choices}
    return render(request, "support/ask_companion.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def companion(request: PersonRequest, pk: int) -> HttpResponse:
    """Who was asked reads a few lines about the family, and says yes or no."""
    now = timezone.now()
    found = [each for each in invitations_to(request.actor, now=now) if each.companion.pk == pk]
    if not found:
        raise Http404
    invited = found[0]
    form = YesOrNoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        yes, match = form.cleaned_data["reply"] == "yes", invited.companion.match_id
        told = _("Welcome. This is the path you walk together.")
        if not yes:
            told = _("That is fine. You need not explain it to anybody.")
        return _press(
            request, match, told,
            lambda: services.agree(actor=request.actor, companion_id=pk, yes=yes, now=now),
        )  # fmt: skip
    saw(request, invited.households, invited.companion)
    return render(request, "support/companion.html", {"invited": invited})


@require_POST
@person_required
def welcome(request: PersonRequest, pk: int) -> HttpResponse:
    """The family says whether somebody is welcome."""
    found, form = _allowed(request, pk, "welcome"), YesOrNoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose yes or no."))
        return redirect("support:path", found.match_id)
    yes = form.cleaned_data["reply"] == "yes"
    told = _("Thank you. We ask them now, and let you know.")
    if not yes:
        told = _("That is fine. You need not explain it to anybody.")
    return _press(
        request, found.match_id, told,
        lambda: services.welcome(
            actor=request.actor, companion_id=pk, yes=yes, now=timezone.now()
        ),
    )  # fmt: skip


@require_POST
@coordinator_required
def take_back_companion(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator takes back what was not answered yet."""
    found = _allowed(request, pk, "take_back")
    return _press(
        request, found.match_id, _("Taken back."),
        lambda: services.take_back(actor=request.actor, companion_id=pk, now=timezone.now()),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@person_required
def close_part(request: PersonRequest, pk: int) -> HttpResponse:
    """A second supporter closes its part with a letter; the other one stays."""
    found, now = _allowed(request, pk, "close_part"), timezone.now()
    match = get_object_or_404(matches_of(request.actor), pk=found.match_id)
    draft = DraftOf(request.actor.pk, "close_part", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    form = ClosePartForm(request.POST or None, then=ends_now(match, found.role))
    if request.method == "POST" and form.is_valid():
        try:
            services.close_part(actor=request.actor, companion_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Closed. Thank you for what you did. The other one stays."))
            return back(request, match.pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    saw(request, match.households(), found)
    context = {
        "form": form,
        "part": found,
        "match": match,
        "stays": match.supporter.household.name,
        "readers": readers_of_text(match, request.actor),
    }
    return render(request, "support/close_part.html", context)


@require_POST
@person_required
def call_back(request: PersonRequest, pk: int) -> HttpResponse:
    """The family asks back who stood beside it, in one step."""
    found = _allowed(request, pk, "call_back")
    return _press(
        request, found.match_id, _("Done. You can reach each other again."),
        lambda: services.call_back(actor=request.actor, companion_id=pk, now=timezone.now()),
    )  # fmt: skip


def _allowed(request: PersonRequest, pk: int, action: str) -> Companion:
    """The companion, when the actor may do this with it; else 404."""
    visible = Companion.objects.visible_to(request.actor).select_related(
        "supporter__household", "match__version", "match__request__household"
    )
    found = get_object_or_404(visible, pk=pk)
    policies.companions.require(request.actor, action, found)
    return found


def _press(
    request: PersonRequest, match_id: int, told: str | Promise, write: Callable[[], object]
) -> HttpResponse:
    """Do what one button does, say how it went, and go back."""
    try:
        pressed(request, write, told)
    except Companion.DoesNotExist:
        raise Http404 from None
    return back(request, match_id)
