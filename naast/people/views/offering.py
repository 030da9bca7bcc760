"""Somebody offers support: the same way of asking, other questions."""

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
from naast.people.http import MaybePersonRequest
from naast.people.models import Organisation
from naast.people.questionnaires import Known, known, newcomer
from naast.people.registration import Registration, coordinator_words
from naast.people.services.registering import register_offer
from naast.people.services.supporters import offer_support
from naast.programmes import find

REGISTRATION = Registration("offering", offering.PROGRAMME)
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
    who = known(request.actor)
    if _offers_already(who):
        return redirect("home:support")
    questions = _questions(who)
    draft = questions.draft(request, timezone.now())
    if request.method == "POST":
        if draft is not None:
            questions.finish(request, draft)
            messages.success(request, _("Your answers are gone. Nothing of them was kept."))
        return redirect("people:offer")
    context = {
        "programme": find(offering.PROGRAMME),
        "asked_before": who.home is not None,
        "begun": draft is not None,
        "total": len(questions.questions),
        "start_url": WIZARD.next_address(questions, draft),
    }
    return render(request, "people/offer.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def offer_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """One question."""
    who, now = known(request.actor), timezone.now()
    if _offers_already(who):
        return redirect("home:support")
    questions = _questions(who)
    looked_after_by = REGISTRATION.organisation(questions, questions.draft(request, now), who)
    return WIZARD.ask(
        request,
        questions,
        key,
        coordinator=coordinator_words(looked_after_by),
        now=now,
        instead=partial(_not_near_yet, request),
    )


@never_cache
@require_POST
def keep_offer(request: MaybePersonRequest, key: str) -> HttpResponse:
    """Keep what stands on a page, complete or not."""
    return WIZARD.autosave(request, _questions(known(request.actor)), key, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def resume_offer(request: MaybePersonRequest, token: str) -> HttpResponse:
    """Go on later, here or on another device."""
    return WIZARD.go_on(request, _questions(known(request.actor)), token, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def check_offer(request: MaybePersonRequest) -> HttpResponse:
    """Everything read back; a post hands it in, once."""
    who, now = known(request.actor), timezone.now()
    questions = _questions(who)
    draft = questions.draft(request, now)
    if draft is None:
        return redirect("people:offered" if request.method == "POST" else "people:offer")
    if _offers_already(who):
        return redirect("home:support")
    organisation = REGISTRATION.organisation(questions, draft, who)
    if questions.first_unanswered(draft) is not None:
        return redirect(WIZARD.next_address(questions, draft))
    if organisation is None:
        return redirect(WIZARD.question, "postcode")
    reader = coordinator_words(organisation)
    if request.method == "POST":
        if not limits.may(request, limits.REGISTER, now):
            return WIZARD.read_back(request, questions, draft, coordinator=reader, too_often=True)
        try:
            _hand_in(request, who, questions, draft, organisation, now)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("home:support")
        return redirect("people:offered")
    return WIZARD.read_back(request, questions, draft, coordinator=reader)


@never_cache
@require_GET
def offered(request: MaybePersonRequest) -> HttpResponse:
    """What happens next, and who acts. The same for everybody, known or not."""
    programme = find(offering.PROGRAMME)
    context = {
        **REGISTRATION.remembered(request),
        "programme": programme,
        "steps": offering.next_steps(programme),
    }
    return render(request, "people/offered.html", context)


def _questions(who: Known) -> Questionnaire:
    return offering.offering(find(offering.PROGRAMME), who)


def _offers_already(who: Known) -> bool:
    if who.home is None:
        return False
    return who.home.supporters.filter(programme=offering.PROGRAMME).exists()


def _not_near_yet(request: MaybePersonRequest, form: forms.Form) -> HttpResponse | None:
    """A kind page for who lives where nobody of us is yet; anything else goes on as usual."""
    postcode = form.cleaned_data.get("postcode")
    if postcode is None or REGISTRATION.near(postcode):
        return None
    return render(request, "people/not_near.html", {"postcode": postcode})


@transaction.atomic
def _hand_in(
    request: MaybePersonRequest,
    who: Known,
    questions: Questionnaire,
    draft: Draft,
    organisation: Organisation,
    now: datetime,
) -> None:
    """Make one offer of one draft; a second click finds it gone and does nothing."""
    locked = questions.locked(draft)
    if locked is None:
        return
    answers = questions.answers(locked)
    if who.home is not None and who.person is not None:
        offer_support(
            actor=who.person,
            household=who.home,
            programme=offering.PROGRAMME,
            offer=offering.offer(answers),
            now=now,
        )
    else:
        register_offer(
            newcomer(answers, who.person),
            organisation=organisation,
            programme=offering.PROGRAMME,
            offer=offering.offer(answers),
            person=who.person,
            now=now,
            absolute=request.build_absolute_uri,
        )
    questions.finish(request, locked)
    REGISTRATION.remember(request, organisation)
