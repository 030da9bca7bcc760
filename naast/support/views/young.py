"""Mijn plek: the own place of children and young people, and what the coordinator hears of them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common.drafts import DraftOf, filled, is_autosave
from naast.kernel.errors import DomainError
from naast.people.http import PersonRequest, coordinator_required, person_required
from naast.people.models import HouseholdMember
from naast.people.reading import saw
from naast.support.forms.given import HearForm, OwnWordsForm, YoungAnswerForm
from naast.support.models import Match, YoungVoice
from naast.support.selectors.my_place import places_of
from naast.support.selectors.readers import readers_of_own
from naast.support.services import young as services
from naast.support.views.paper import keep
from naast.support.views.path import allowed_match, press

GROUND = "own"
"""A young person looks at its own place, in the home where it lives."""


@require_GET
@person_required
def my_place(request: PersonRequest) -> HttpResponse:
    """What is written where their name is, who reads it, and what they can say themselves."""
    places = places_of(request.actor, now=timezone.now())
    if not places:
        raise Http404
    saw(request, {place.member.household_id for place in places}, ground=GROUND)
    return render(request, "support/my_place.html", {"places": places})


def own_member(request: PersonRequest, pk: int) -> HouseholdMember:
    """The reader's own row as a child; else 404. The look is written down."""
    own = HouseholdMember.objects.young(request.actor).select_related("household__organisation")
    member = get_object_or_404(own, pk=pk)
    saw(request, [member.household_id], member, ground=GROUND)
    return member


@require_http_methods(["GET", "POST"])
@person_required
def own_words(request: PersonRequest, pk: int) -> HttpResponse:
    """A young person writes itself, and chooses who reads it."""
    member, now = own_member(request, pk), timezone.now()
    draft = DraftOf(request.actor.pk, "own_words", pk)
    if is_autosave(request):
        return keep(request, draft, now)
    mine = YoungVoice.objects.visible_to(request.actor).filter(person=request.actor)
    voice = mine.filter(household=member.household_id).first()
    names = OwnWordsForm.base_fields
    written = {name: getattr(voice, name) for name in names} if voice else {}
    form = OwnWordsForm(request.POST or None, initial=written)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data.pop("words")
        services.say(
            actor=request.actor, member_id=pk, words=words,
            readers=services.Readers(**form.cleaned_data), now=now,
        )  # fmt: skip
        draft.forget()
        messages.success(request, _("Kept. Only who you chose can read it."))
        return redirect("support:my_place")
    if typed := draft.kept(now):
        filled(form, typed)
    context = {"form": form, "member": member, "readers": readers_of_own(voice)}
    return render(request, "support/own_words.html", context)


@require_POST
@person_required
def young_answer(request: PersonRequest, pk: int) -> HttpResponse:
    """A young person says yes, no, or "let me think" to a match."""
    member, form = own_member(request, pk), YoungAnswerForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        services.answer(
            actor=request.actor, member_id=member.pk, match_id=form.cleaned_data["match"],
            reply=form.cleaned_data["reply"], now=timezone.now(),
        )  # fmt: skip
    except Match.DoesNotExist:
        raise Http404 from None
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Thank you. Only the coordinator reads what you chose."))
    return redirect("support:my_place")


@require_POST
@coordinator_required
def hear(request: PersonRequest, pk: int) -> HttpResponse:
    """The coordinator notes what a child without an own place said."""
    allowed_match(request, pk, "hear_young_person")
    form = HearForm(request.POST)
    if not form.is_valid():
        raise Http404
    return press(
        request, pk,
        lambda: services.hear(
            actor=request.actor, match_id=pk, member_id=form.cleaned_data["member"],
            reply=form.cleaned_data["reply"], now=timezone.now(),
        ),
        told=_("Noted."),
    )  # fmt: skip
