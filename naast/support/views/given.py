"""What a family opens and closes by itself: what others may read, and its address for a visit."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.common.http import pressed
from naast.kernel.clock import add_months
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, person_required
from naast.people.models import Household
from naast.people.reading import saw, see
from naast.support.forms.given import GiveConsentForm, OpenAddressForm, TopicForm
from naast.support.models import Consent, Match, Visit
from naast.support.models.consent import ConsentQuerySet
from naast.support.opening import visitors
from naast.support.selectors.consents import consents_view
from naast.support.selectors.readers import readers_of_text
from naast.support.selectors.turns import listed
from naast.support.services import consents as services
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match


@require_GET
@person_required
def consents(request: PersonRequest, pk: int) -> HttpResponse:
    """Who may read what of the own household, and what can be done about it."""
    own = Household.objects.of(request.actor).select_related("organisation")
    home = get_object_or_404(own.prefetch_related("members__person__contact"), pk=pk)
    view = consents_view(home, request.actor, now=timezone.now())
    saw(request, view.households, home)
    return render(request, "support/consents.html", {"view": view})


@require_http_methods(["GET", "POST"])
@person_required
def give_consent(request: PersonRequest, pk: int) -> HttpResponse:
    """Let the family across read something, for a purpose and until a day."""
    match, now = allowed_match(request, pk, "give_consent"), timezone.now()
    draft = DraftOf(request.actor.pk, "consent", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    months = int(match.definition().consent.longest_months)
    longest = add_months(timezone.localdate(now), months)
    form = GiveConsentForm(request.POST or None, longest=longest)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_consent(actor=request.actor, match_id=pk, now=now, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            draft.forget()
            messages.success(request, _("Given. You can withdraw it at any moment."))
            return redirect("support:consents", _own_home(request, match).pk)
    elif typed := draft.kept(now):
        filled(form, typed)
    return render(request, "support/give_consent.html", _about(request, match, form))


def _own_home(request: PersonRequest, match: Match) -> Household:
    """The household of the reader in this match."""
    home = match.home_of(request.actor)
    if home is None:
        raise Http404
    return home


def _about(request: PersonRequest, match: Match, form: object) -> dict[str, object]:
    home = _own_home(request, match)
    others = [other.name for other, _vog in match.across(home)]
    return {
        "form": form,
        "match": match,
        "home": home,
        "other": listed(others),
        "readers": readers_of_text(home, request.actor),
    }


@require_http_methods(["GET", "POST"])
@person_required
def open_address(request: PersonRequest, pk: int) -> HttpResponse:
    """Open the own address to one person, for a visit."""
    match, now = allowed_match(request, pk, "open_address"), timezone.now()
    form = OpenAddressForm(
        request.POST or None,
        visitors=visitors(match, _own_home(request, match), now=now),
        on=timezone.localdate(now),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.open_address(
                actor=request.actor, match_id=pk, now=now,
                visitor_id=form.cleaned_data["visitor"], day=form.cleaned_data["day"],
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Open for this visit. After it the address shuts itself."))
            return redirect("support:consents", _own_home(request, match).pk)
    return render(request, "support/open_address.html", _about(request, match, form))


@require_POST
@person_required
def close_topic(request: PersonRequest, pk: int) -> HttpResponse:
    """Close a topic that the path had opened."""
    return _on_topic(
        request, pk, "close_topic", services.close_own_topic,
        _("Closed. They no longer read it, from now on."),
    )  # fmt: skip


@require_POST
@person_required
def reopen_topic(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a topic again."""
    return _on_topic(request, pk, "reopen_topic", services.reopen_own_topic, _("It is open again."))


def _on_topic(
    request: PersonRequest, pk: int, action: str, write: Callable[..., object], told: str
) -> HttpResponse:
    match, form = allowed_match(request, pk, action), TopicForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _pressed(
        request, _own_home(request, match).pk,
        lambda: write(
            actor=request.actor, match_id=pk, topic=form.cleaned_data["topic"], now=timezone.now()
        ),
        told,
    )  # fmt: skip


@require_POST
@person_required
def withdraw_consent(request: PersonRequest, pk: int) -> HttpResponse:
    """End a consent."""
    consent = see(request, _own_consents(request), pk)
    return _pressed(
        request, consent.household_id,
        lambda: services.withdraw_consent(
            actor=request.actor, consent_id=pk, now=timezone.now()
        ),
        _("Withdrawn. They no longer read it, from now on."),
    )  # fmt: skip


@require_POST
@person_required
def renew_consent(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a consent go on."""
    consent = see(request, _own_consents(request), pk)
    return _pressed(
        request, consent.household_id,
        lambda: services.renew_consent(actor=request.actor, consent_id=pk, now=timezone.now()),
        _("It goes on. You can withdraw it at any moment."),
    )  # fmt: skip


def _own_consents(request: PersonRequest) -> ConsentQuerySet:
    own = Household.objects.of(request.actor)
    return Consent.objects.visible_to(request.actor).filter(household__in=own)


@require_POST
@person_required
def close_visit(request: PersonRequest, pk: int) -> HttpResponse:
    """Close the own address before the visit is over."""
    own = Household.objects.of(request.actor)
    visits = Visit.objects.visible_to(request.actor).filter(household__in=own)
    visit = see(request, visits, pk)
    return _pressed(
        request, visit.household_id,
        lambda: services.close_visit(actor=request.actor, visit_id=pk, now=timezone.now()),
        _("Closed. Nobody reads your address."),
    )  # fmt: skip


def _pressed(
    request: PersonRequest, household_id: int, write: Callable[[], object], told: str
) -> HttpResponse:
    """Do what one button does, say how it went, and go back to the page of consents."""
    pressed(request, write, told)
    return redirect("support:consents", household_id)
