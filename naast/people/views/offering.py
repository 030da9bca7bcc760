"""Somebody offers support: the same way of asking, other questions."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.models import Draft
from naast.common.questionnaire import Questionnaire
from naast.common.wizard import Wizard
from naast.kernel.errors import DomainError
from naast.people import limits, offering
from naast.people.choosing import Choice, chosen, near, running_at, to_choose_from
from naast.people.choosing_page import ChoosingPage
from naast.people.http import MaybePersonRequest
from naast.people.models import Organisation
from naast.people.questionnaires import Known, known, newcomer
from naast.people.registration import Registration, coordinator_words
from naast.people.services.registering import register_offer
from naast.people.services.supporters import offer_support
from naast.programmes import all_programmes

REGISTRATION = Registration("offering")
ROUTE = "offering:route"
WIZARD = Wizard(
    intro="people:offer",
    question="people:offer_question",
    keep="people:keep_offer",
    resume="people:resume_offer",
    check="people:check_offer",
    question_template="people/offer_question.html",
    resume_template="people/resume_offer.html",
    check_template="people/check_offer.html",
)


@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: MaybePersonRequest) -> HttpResponse:
    """What offering is like, and where to begin or go on. A post throws away what was begun."""
    who, now = known(request.actor), timezone.now()
    draft = offering.DRAFTS.draft(request, now)
    _remember_route(request)
    if request.method == "POST":
        if draft is not None:
            offering.DRAFTS.finish(request, draft)
            messages.success(request, _("Your answers are gone. Nothing of them was kept."))
        return redirect("people:offer")
    begun = _begun(who, draft)
    if begun is None:
        return _choose_first(who)
    context = {
        "programme": begun.choice.programme,
        "unsure": begun.choice.unsure,
        "several": len(to_choose_from(who, _offers_already(who))) > 1,
        "asked_before": who.home is not None,
        "begun": draft is not None,
        "total": len(begun.questions.questions),
        "start_url": WIZARD.next_address(begun.questions, draft),
    }
    return render(request, "people/offer.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def choose_offer(request: MaybePersonRequest) -> HttpResponse:
    """Choose among the programmes that run where somebody lives, or say that you do not know."""
    who = known(request.actor)
    if _nothing_left(who):
        return redirect("home:support")
    page = ChoosingPage("people/choose_offer.html", "people:offer", "people:choose_offer")
    already = _offers_already(who)
    return page.answer(request, offering.DRAFTS, who, but=already, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def offer_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """One question."""
    who, now = known(request.actor), timezone.now()
    draft = offering.DRAFTS.draft(request, now)
    begun = _begun(who, draft)
    if begun is None:
        return _choose_first(who)
    looked_after_by = REGISTRATION.organisation(begun.questions, draft, who, begun.choice.slug)
    return WIZARD.ask(
        request,
        begun.questions,
        key,
        coordinator=coordinator_words(looked_after_by),
        now=now,
        instead=partial(_not_near_yet, request, begun.choice),
    )


@never_cache
@require_POST
def keep_offer(request: MaybePersonRequest, key: str) -> HttpResponse:
    """Keep what stands on a page, complete or not."""
    who, now = known(request.actor), timezone.now()
    begun = _begun(who, offering.DRAFTS.draft(request, now))
    if begun is None:
        return _choose_first(who)
    return WIZARD.autosave(request, begun.questions, key, now=now)


@never_cache
@require_http_methods(["GET", "POST"])
def resume_offer(request: MaybePersonRequest, token: str) -> HttpResponse:
    """Go on later, here or on another device."""
    who, now = known(request.actor), timezone.now()
    begun = _begun(who, offering.DRAFTS.find(token, now))
    questions = begun.questions if begun else offering.DRAFTS
    return WIZARD.go_on(request, questions, token, now=now)


@never_cache
@require_http_methods(["GET", "POST"])
def check_offer(request: MaybePersonRequest) -> HttpResponse:
    """Everything read back; a post hands it in, once."""
    who, now = known(request.actor), timezone.now()
    draft = offering.DRAFTS.draft(request, now)
    if draft is None:
        return redirect("people:offered" if request.method == "POST" else "people:offer")
    begun = _begun(who, draft)
    if begun is None:
        return _choose_first(who)
    questions = begun.questions
    organisation = REGISTRATION.organisation(questions, draft, who, begun.choice.slug)
    if questions.first_unanswered(draft) is not None:
        return redirect(WIZARD.next_address(questions, draft))
    if organisation is None:
        return redirect(WIZARD.question, "postcode")
    reader = coordinator_words(organisation)
    if request.method == "POST":
        if not limits.may(request, limits.REGISTER, now):
            return WIZARD.read_back(request, questions, draft, coordinator=reader, too_often=True)
        try:
            _hand_in(request, who, begun, draft, organisation, now)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("home:support")
        return redirect("people:offered")
    return WIZARD.read_back(request, questions, draft, coordinator=reader)


@never_cache
@require_GET
def offered(request: MaybePersonRequest) -> HttpResponse:
    """What happens next, and who acts. The same for everybody, known or not."""
    facts = REGISTRATION.remembered(request)
    context = {**facts, "steps": offering.next_steps(facts["programme"])}
    return render(request, "people/offered.html", context)


def _remember_route(request: MaybePersonRequest) -> None:
    """By which link somebody came (JP-11), when some programme knows that road. Nothing else of
    the address is kept, and nobody reads it but as a number.
    """
    via = request.GET.get("via", "")
    if any(via in programme.routes for programme in all_programmes()):
        request.session[ROUTE] = via


def _route(request: MaybePersonRequest, choice: Choice) -> str:
    """The road by which somebody came, when this programme knows it."""
    via = str(request.session.pop(ROUTE, ""))
    return via if via in choice.programme.routes else ""


@dataclass(frozen=True, slots=True)
class Begun:
    """In which programme somebody offers support, and the questions that go with it."""

    choice: Choice
    questions: Questionnaire


def _begun(who: Known, draft: Draft | None) -> Begun | None:
    """The questions of the programme that was chosen; None while somebody has to choose."""
    choice = None if _nothing_left(who) else chosen(draft, who, _offers_already(who))
    return Begun(choice, offering.offering(choice.programme, who)) if choice else None


def _choose_first(who: Known) -> HttpResponse:
    return redirect("home:support" if _nothing_left(who) else "people:choose_offer")


def _offers_already(who: Known) -> set[str]:
    """The programmes in which this household offers support."""
    if who.home is None:
        return set()
    return set(who.home.supporters.values_list("programme", flat=True))


def _nothing_left(who: Known) -> bool:
    """Whether a household offers in every programme that its organisation runs."""
    already = _offers_already(who)
    return bool(already) and not to_choose_from(who, already)


def _not_near_yet(
    request: MaybePersonRequest, choice: Choice, form: forms.Form
) -> HttpResponse | None:
    """A kind page for who lives where this does not run yet, with what does; anything else goes on
    as usual.
    """
    postcode = form.cleaned_data.get("postcode")
    if postcode is None or near(postcode, choice.slug):
        return None
    context = {"postcode": postcode, "others": bool(running_at(postcode))}
    return render(request, "people/not_near.html", context)


@transaction.atomic
def _hand_in(
    request: MaybePersonRequest,
    who: Known,
    begun: Begun,
    draft: Draft,
    organisation: Organisation,
    now: datetime,
) -> None:
    """Make one offer of one draft; a second click finds it gone and does nothing."""
    questions, programme = begun.questions, begun.choice.slug
    locked = questions.locked(draft)
    if locked is None:
        return
    answers = questions.answers(locked)
    offer_of = replace(offering.offer(answers), route=_route(request, begun.choice))
    if who.home is not None and who.person is not None:
        offer_support(
            actor=who.person,
            household=who.home,
            programme=programme,
            offer=offer_of,
            now=now,
        )
    else:
        register_offer(
            newcomer(answers, who.person),
            organisation=organisation,
            programme=programme,
            offer=offer_of,
            person=who.person,
            now=now,
            absolute=request.build_absolute_uri,
        )
    questions.finish(request, locked)
    REGISTRATION.remember(request, organisation, programme)
