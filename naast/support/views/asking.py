"""A family asks: ten questions at most, one per page, and the parent's own yes."""

from datetime import datetime
from functools import partial

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.models import Draft
from naast.common.questionnaire import Questionnaire
from naast.common.wizard import Wizard
from naast.kernel.errors import DomainError
from naast.people import limits
from naast.people.choices import slot_names
from naast.people.http import MaybePersonRequest, PersonRequest, person_required
from naast.people.models import Household, Organisation, Person
from naast.people.questionnaires import Known, known, newcomer
from naast.people.reading import saw
from naast.people.registration import Registration, coordinator_words
from naast.people.services.households import add_children
from naast.programmes import find
from naast.support import asking
from naast.support.models import SupportRequest
from naast.support.selectors.confirming import awaiting_yes_of
from naast.support.services import registering, requests

REGISTRATION = Registration("asking", asking.PROGRAMME)
WIZARD = Wizard(
    intro="support:ask",
    question="support:ask_question",
    keep="support:keep_question",
    resume="support:resume_asking",
    check="support:check_question",
    question_template="support/ask_question.html",
    resume_template="support/resume_asking.html",
    check_template="support/check_question.html",
)


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: MaybePersonRequest) -> HttpResponse:
    """What asking is like, and where to begin or go on. A post throws away what was begun."""
    who = known(request.actor)
    if _has_open_question(who):
        return redirect("home:circle")
    questions = _questions(who)
    draft = questions.draft(request, timezone.now())
    if request.method == "POST":
        if draft is not None:
            questions.finish(request, draft)
            messages.success(request, _("Your answers are gone. Nothing of them was kept."))
        return redirect("support:ask")
    context = {
        "programme": find(asking.PROGRAMME),
        "begun": draft is not None,
        "total": len(questions.questions),
        "start_url": WIZARD.next_address(questions, draft),
    }
    return render(request, "support/ask.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def ask_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """One question."""
    who, now = known(request.actor), timezone.now()
    if _has_open_question(who):
        return redirect("home:circle")
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
def keep_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """Keep what stands on a page, complete or not."""
    return WIZARD.autosave(request, _questions(known(request.actor)), key, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def resume_asking(request: MaybePersonRequest, token: str) -> HttpResponse:
    """Go on later, here or on another device."""
    return WIZARD.go_on(request, _questions(known(request.actor)), token, now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def check_question(request: MaybePersonRequest) -> HttpResponse:
    """Everything read back; a post hands it in, once."""
    who, now = known(request.actor), timezone.now()
    questions = _questions(who)
    draft = questions.draft(request, now)
    if draft is None:
        return redirect("support:asked" if request.method == "POST" else "support:ask")
    if _has_open_question(who):
        return redirect("home:circle")
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
            return redirect("home:circle")
        return redirect("support:asked")
    return WIZARD.read_back(request, questions, draft, coordinator=reader)


@never_cache
@require_GET
def asked(request: MaybePersonRequest) -> HttpResponse:
    """What happens next, and who acts. The same for everybody, known or not."""
    facts = REGISTRATION.remembered(request)
    together = bool(facts.get("together"))
    steps = asking.next_steps(find(asking.PROGRAMME), together=together)
    return render(request, "support/asked.html", {**facts, "together": together, "steps": steps})


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def confirm_request(request: PersonRequest, pk: int) -> HttpResponse:
    """The parent's own yes, or not now, to what a team typed in together with them."""
    waiting = awaiting_yes_of(request.actor).whole()
    found = waiting.filter(pk=pk).first()
    if found is None:
        return _answered_already(request.actor, pk)
    if request.method == "POST":
        if request.POST.get("answer") == "no":
            registering.decline(actor=request.actor, request_id=pk, now=timezone.now())
            messages.success(request, _("Thank you for telling us. Nothing happens now."))
        else:
            registering.confirm(actor=request.actor, request_id=pk, now=timezone.now())
            messages.success(request, _("Thank you. The coordinator will get in touch with you."))
        return redirect("home:circle")
    saw(request, found.households(), found, ground="addressed")
    programme = find(found.programme)
    context = {
        "asked": found,
        "children": found.household.children(),
        "when": slot_names(found.slots),
        "likes": [programme.interests[key] for key in found.interests],
        "wants": [programme.kinds[key] for key in found.wants],
    }
    return render(request, "support/confirm_request.html", context)


def _answered_already(actor: Person, pk: int) -> HttpResponse:
    own = SupportRequest.objects.filter(household__in=Household.objects.of(actor))
    if not own.filter(pk=pk).exists():
        raise Http404
    return redirect("home:circle")


def _questions(who: Known) -> Questionnaire:
    return asking.asking(find(asking.PROGRAMME), who)


def _has_open_question(who: Known) -> bool:
    if who.home is None:
        return False
    own = SupportRequest.objects.filter(household=who.home, programme=asking.PROGRAMME)
    return own.exclude(status=SupportRequest.Status.CLOSED).exists()


def _not_near_yet(request: MaybePersonRequest, form: forms.Form) -> HttpResponse | None:
    """A kind page for who lives where nobody of us is yet; anything else goes on as usual."""
    postcode = form.cleaned_data.get("postcode")
    if postcode is None or REGISTRATION.near(postcode):
        return None
    return render(request, "support/not_near.html", {"postcode": postcode})


@transaction.atomic
def _hand_in(
    request: MaybePersonRequest,
    who: Known,
    questions: Questionnaire,
    draft: Draft,
    organisation: Organisation,
    now: datetime,
) -> None:
    """Make one question of one draft; a second click finds it gone and does nothing."""
    locked = questions.locked(draft)
    if locked is None:
        return
    answers = questions.answers(locked)
    if who.home is not None and who.person is not None:
        add_children(who.home, answers.get("children", ()), actor=who.person, now=now)
        requests.ask_for_support(
            actor=who.person,
            household=who.home,
            programme=asking.PROGRAMME,
            question=asking.question(answers),
            now=now,
        )
    else:
        registering.register_request(
            newcomer(answers, who.person),
            organisation=organisation,
            programme=asking.PROGRAMME,
            question=asking.question(answers),
            asked_with=answers.get("asked_with", ""),
            person=who.person,
            now=now,
            absolute=request.build_absolute_uri,
        )
    questions.finish(request, locked)
    REGISTRATION.remember(request, organisation, together=bool(answers.get("asked_with")))
