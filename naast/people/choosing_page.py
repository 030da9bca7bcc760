"""The page on which somebody chooses a programme: first where they live, then what runs there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render

from naast.common.questionnaire import Questionnaire
from naast.people.choosing import UNSURE, choose, running_at
from naast.people.forms.household import PostcodeForm
from naast.people.http import MaybePersonRequest
from naast.people.models import Offering
from naast.people.questionnaires import Known


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """Names of its template, of the page where it leads, and of itself."""

    template: str
    leads_to: str
    here: str

    def answer(
        self,
        request: MaybePersonRequest,
        drafts: Questionnaire,
        who: Known,
        *,
        but: Collection[str],
        now: datetime,
    ) -> HttpResponse:
        """Without a postcode it asks for one; with it, it shows what runs there. A post keeps the
        choice. Who has a home here chooses among what its own organisation runs.
        """
        sent = request.POST if request.method == "POST" else request.GET
        form, offerings, postcode = PostcodeForm(), list[Offering](), ""
        if who.home is not None:
            postcode = who.home.postcode
            offerings = list(who.home.organisation.offerings.order_by("programme"))
        elif "postcode" in sent:
            form = PostcodeForm(sent)
            if form.is_valid():
                postcode = form.cleaned_data["postcode"]
                offerings = running_at(postcode)
        offerings = [offering for offering in offerings if offering.programme not in but]
        if request.method == "POST":
            said = request.POST.get("programme", "")
            if choose(request, drafts, offerings, postcode=postcode, said=said, now=now):
                return redirect(self.leads_to)
        context = {
            "form": form,
            "postcode": postcode,
            "programmes": [(each.programme, each.definition()) for each in offerings],
            "unsure": UNSURE,
            "here": self.here,
            "known": who.home is not None,
        }
        return render(request, self.template, context)
