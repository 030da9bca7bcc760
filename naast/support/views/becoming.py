"""An asking family that would like to stand beside another itself (BG-13)."""

from collections.abc import Mapping

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naast.people import offering
from naast.people.choices import code_names, slot_names
from naast.people.choosing import KEY, to_choose_from
from naast.people.http import PersonRequest, person_required
from naast.people.models import Household
from naast.people.questionnaires import known
from naast.people.reading import saw
from naast.support.forms.ending import TakeAlongForm
from naast.support.models import SupportRequest
from naast.support.selectors.desk import definition_of

TAKEN_ALONG = ("slots", "interests")
"""What of a question can come along into an offer: under the same name in both. Never its words."""


@require_http_methods(["GET", "POST"])
@person_required
def become_supporter(request: PersonRequest, pk: int) -> HttpResponse:
    """Offer support oneself, with what the family chooses of what it told before."""
    home = get_object_or_404(Household.objects.of(request.actor), pk=pk)
    saw(request, [home.pk], home)
    asked = home.requests.select_related("organisation").order_by("asked_at").last()
    if asked is None or home.supporters.filter(programme=asked.programme).exists():
        return redirect("people:offer")
    form = TakeAlongForm(request.POST or None, known=_told(asked))
    if request.method == "POST" and form.is_valid():
        _begin(request, asked, form.cleaned_data["take"])
        return redirect("people:offer")
    invitation = definition_of(asked).texts.get("asking_becomes_supporting", "")
    context = {"form": form, "home": home, "invitation": invitation}
    return render(request, "support/become_supporter.html", context)


def _told(asked: SupportRequest) -> Mapping[str, str]:
    """What it told that an offer asks as well, in words; without what was left open."""
    told = {
        "slots": (_("When it suits you"), slot_names(asked.slots)),
        "interests": (_("What you like"), code_names(asked.interests)),
    }
    return {
        key: f"{title}: {capfirst(', '.join(words))}"
        for key, (title, words) in told.items()
        if words
    }


def _begin(request: PersonRequest, asked: SupportRequest, take: list[str]) -> None:
    """Keep in the draft of the offer what was chosen, and the programme when it runs here."""
    who, now = known(request.actor), timezone.now()
    questions = offering.offering(definition_of(asked), who)
    for key in TAKEN_ALONG:
        if key in take:
            data = QueryDict(mutable=True)
            data.setlist(key, getattr(asked, key))
            draft = questions.keep(request, questions.questions[key], data, now)
            if asked.programme in to_choose_from(who):
                draft.keep(KEY, {KEY: [asked.programme]}, now)
