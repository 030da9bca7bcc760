"""A family asks: ten questions at most, one per page, and the parent's own yes."""

from dataclasses import dataclass, replace
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
from naast.people.ages import near_for, welcome_here
from naast.people.choices import slot_names
from naast.people.choosing import Choice, chosen, near, running_at, to_choose_from
from naast.people.choosing_page import ChoosingPage
from naast.people.http import MaybePersonRequest, PersonRequest, person_required
from naast.people.models import Household, Organisation, Person
from naast.people.questionnaires import Known, known, newcomer
from naast.people.reading import saw
from naast.people.registration import Registration, coordinator_words
from naast.people.services.households import add_children
from naast.programmes import find
from naast.support import asking
from naast.support.alike import alike_in_words
from naast.support.models import SupportRequest
from naast.support.selectors.confirming import awaiting_yes_of
from naast.support.services import registering, requests
from naast.support.voices import Voice

REGISTRATION = Registration("asking")
TELLS_AGE = frozenset({"children", "you"})
"""Questions whose answer says for which ages it is."""
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
    who, now = known(request.actor), timezone.now()
    draft = asking.DRAFTS.draft(request, now)
    if request.method == "POST":
        if draft is not None:
            asking.DRAFTS.finish(request, draft)
            messages.success(request, _("Your answers are gone. Nothing of them was kept."))
        return redirect("support:ask")
    begun = _begun(who, draft)
    if begun is None:
        return _choose_first(who)
    context = {
        "programme": begun.choice.programme,
        "unsure": begun.choice.unsure,
        "several": len(to_choose_from(who, _asked_already(who))) > 1,
        "begun": draft is not None,
        "total": len(begun.questions.questions),
        "start_url": WIZARD.next_address(begun.questions, draft),
    }
    return render(request, "support/ask.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def choose(request: MaybePersonRequest) -> HttpResponse:
    """Choose among the programmes that run where somebody lives, or say that you do not know."""
    who = known(request.actor)
    if _nothing_left(who):
        return redirect("home:circle")
    page = ChoosingPage("support/choose.html", "support:ask", "support:choose")
    return page.answer(request, asking.DRAFTS, who, but=_asked_already(who), now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def ask_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """One question."""
    who, now = known(request.actor), timezone.now()
    draft = asking.DRAFTS.draft(request, now)
    begun = _begun(who, draft)
    if begun is None:
        return _choose_first(who)
    looked_after_by = REGISTRATION.organisation(begun.questions, draft, who, begun.choice.slug)
    answer = WIZARD.ask(
        request,
        begun.questions,
        key,
        coordinator=coordinator_words(looked_after_by),
        now=now,
        instead=partial(_not_near_yet, request, begun.choice),
    )
    if answer.status_code == 302 and key in TELLS_AGE:
        draft = asking.DRAFTS.draft(request, now)
        if _outside(_begun(who, draft), draft, who):
            return redirect("support:outside_ages")
    return answer


@never_cache
@require_GET
def outside_ages(request: MaybePersonRequest) -> HttpResponse:
    """A kind page for whom this programme is not quite meant: what else is near, and asking it
    all the same, since the ages are a guide.
    """
    who, draft = known(request.actor), asking.DRAFTS.draft(request, timezone.now())
    begun = _begun(who, draft)
    if begun is None or not _outside(begun, draft, who):
        return redirect("support:ask")
    ages, slug = asking.ages_in(begun.questions, draft, who), begun.choice.slug
    context = {
        "programme": begun.choice.programme,
        "near": near_for(_postcode(begun.questions, draft, who), ages, but=slug),
        "next_url": WIZARD.next_address(begun.questions, draft),
    }
    return render(request, "support/outside_ages.html", context)


@never_cache
@require_POST
def keep_question(request: MaybePersonRequest, key: str) -> HttpResponse:
    """Keep what stands on a page, complete or not."""
    who, now = known(request.actor), timezone.now()
    begun = _begun(who, asking.DRAFTS.draft(request, now))
    if begun is None:
        return _choose_first(who)
    return WIZARD.autosave(request, begun.questions, key, now=now)


@never_cache
@require_http_methods(["GET", "POST"])
def resume_asking(request: MaybePersonRequest, token: str) -> HttpResponse:
    """Go on later, here or on another device."""
    who, now = known(request.actor), timezone.now()
    begun = _begun(who, asking.DRAFTS.find(token, now))
    questions = begun.questions if begun else asking.DRAFTS
    return WIZARD.go_on(request, questions, token, now=now)


@never_cache
@require_http_methods(["GET", "POST"])
def check_question(request: MaybePersonRequest) -> HttpResponse:
    """Everything read back; a post hands it in, once."""
    who, now = known(request.actor), timezone.now()
    draft = asking.DRAFTS.draft(request, now)
    if draft is None:
        return redirect("support:asked" if request.method == "POST" else "support:ask")
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
            return redirect("home:circle")
        return redirect("support:asked")
    return WIZARD.read_back(request, questions, draft, coordinator=reader)


@never_cache
@require_GET
def asked(request: MaybePersonRequest) -> HttpResponse:
    """What happens next, and who acts. The same for everybody, known or not."""
    facts = REGISTRATION.remembered(request)
    together, young = bool(facts.get("together")), bool(facts.get("young"))
    steps = asking.next_steps(facts["programme"], together=together, young=young)
    told = {**facts, "together": together, "young": young, "steps": steps}
    return render(request, "support/asked.html", told)


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
            registering.confirm(
                actor=request.actor, request_id=pk, now=timezone.now(),
                absolute=request.build_absolute_uri,
            )  # fmt: skip
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
        "alike": alike_in_words(found.alike, found.culture),
    }
    return render(request, "support/confirm_request.html", context)


def _answered_already(actor: Person, pk: int) -> HttpResponse:
    own = SupportRequest.objects.filter(household__in=Household.objects.of(actor))
    if not own.filter(pk=pk).exists():
        raise Http404
    return redirect("home:circle")


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody asks for, in whose words, and the questions that go with it."""

    choice: Choice
    voice: Voice
    questions: Questionnaire


def _begun(who: Known, draft: Draft | None) -> Begun | None:
    """The questions of the programme that was chosen; None while somebody has to choose."""
    choice = None if _nothing_left(who) else chosen(draft, who, _asked_already(who))
    if choice is None:
        return None
    voice = asking.voice_of(choice.programme, draft).of(who)
    return Begun(choice, voice, asking.asking(choice.programme, who, voice))


def _choose_first(who: Known) -> HttpResponse:
    if not _nothing_left(who):
        return redirect("support:choose")
    return redirect("support:my_place" if who.young else "home:circle")


def _postcode(questions: Questionnaire, draft: Draft | None, who: Known) -> str:
    if who.household is not None:
        return who.household.postcode
    answer = questions.answer(questions.questions["postcode"], draft)
    return str(answer["postcode"]) if answer else ""


def _outside(begun: Begun | None, draft: Draft | None, who: Known) -> bool:
    """Whether nobody they ask for is of the ages that are welcome where they live."""
    if begun is None:
        return False
    slug, questions = begun.choice.slug, begun.questions
    organisation = REGISTRATION.organisation(questions, draft, who, slug)
    if organisation is None:
        return False
    ages = asking.ages_in(questions, draft, who)
    return not welcome_here(organisation, slug, _postcode(questions, draft, who), ages)


def _asked_already(who: Known) -> set[str]:
    """The programmes in which this household has an open question."""
    if who.household is None:
        return set()
    own = SupportRequest.objects.filter(household=who.household)
    still_open = own.exclude(status=SupportRequest.Status.CLOSED)
    return set(still_open.values_list("programme", flat=True))


def _nothing_left(who: Known) -> bool:
    """Whether a household asked in every programme that its organisation runs, or a young person
    may ask in none of them.
    """
    already = _asked_already(who)
    return bool(already or who.young) and not to_choose_from(who, already)


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
    return render(request, "support/not_near.html", context)


@transaction.atomic
def _hand_in(
    request: MaybePersonRequest,
    who: Known,
    begun: Begun,
    draft: Draft,
    organisation: Organisation,
    now: datetime,
) -> None:
    """Make one question of one draft; a second click finds it gone and does nothing."""
    questions, programme = begun.questions, begun.choice.slug
    locked = questions.locked(draft)
    if locked is None:
        return
    answers = questions.answers(locked)
    voice = begun.voice
    question = replace(asking.question(answers, voice), unsure=begun.choice.unsure)
    if who.young is not None and who.person is not None:
        registering.ask_at_home(
            who.young, actor=who.person, programme=programme, question=question, now=now
        )
    elif who.home is not None and who.person is not None:
        add_children(who.home, answers.get("children", ()), actor=who.person, now=now)
        requests.ask_for_support(
            actor=who.person,
            household=who.home,
            programme=programme,
            question=question,
            now=now,
        )
    else:
        registering.register_request(
            newcomer(answers, who.person),
            organisation=organisation,
            programme=programme,
            question=question,
            asked_with=answers.get("asked_with", ""),
            helper_email=answers.get("with_email", ""),
            person=who.person,
            now=now,
            absolute=request.build_absolute_uri,
        )
    questions.finish(request, locked)
    waits = bool(answers.get("asked_with")) or voice.needs_parent
    young = voice.young and not voice.needs_parent
    REGISTRATION.remember(request, organisation, programme, together=waits, young=young)
