"""Which programme somebody registers for: one of those that run where they live.

The choice stands in the draft beside the answers, so that it comes along to another device. Who
does not know yet registers all the same; the coordinator helps to choose.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict

from naast.common.models import Draft
from naast.common.questionnaire import Questionnaire
from naast.people.models import Offering, Organisation
from naast.people.questionnaires import Known, postcode_question
from naast.programmes import Programme, all_programmes, find, is_known
from naast.programmes.vocabulary import Registrant

KEY = "programme"
UNSURE = "weet-niet"
"""What somebody chooses who does not know which programme suits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The programme somebody registers for; `unsure` when the coordinator helps to choose."""

    programme: Programme
    unsure: bool = False

    @property
    def slug(self) -> str:
        """Its name in addresses and rows."""
        return self.programme.slug


def running_at(postcode: str) -> list[Offering]:
    """The programmes that run where `postcode` lies, each once, in the order of their names."""
    found: dict[str, Offering] = {}
    every = Offering.objects.select_related("organisation__area").order_by("organisation", "pk")
    for offering in every:
        area = offering.organisation.area
        if area is not None and area.contains(postcode) and is_known(offering.programme):
            found.setdefault(offering.programme, offering)
    return sorted(found.values(), key=lambda offering: str(offering.definition().name))


def to_choose_from(who: Known, but: Collection[str] = ()) -> list[str]:
    """Slugs of the programmes there are for this visitor: those of the organisation that looks
    after their home, or else of any; without those they are in already.
    """
    offered = Offering.objects.all()
    if who.household is not None:
        offered = offered.filter(organisation=who.household.organisation)
    slugs = sorted(set(offered.values_list("programme", flat=True)) - set(but))
    return [slug for slug in slugs if is_known(slug) and _may_ask(who, slug)]


def _may_ask(who: Known, slug: str) -> bool:
    """Who lives at home as a child finds what a young person may ask for itself."""
    return who.young is None or Registrant.YOUNG_PERSON in find(slug).registration.by


def chosen(draft: Draft | None, who: Known, but: Collection[str] = ()) -> Choice | None:
    """What was chosen in this draft, or the only one there is; None while somebody has to."""
    kept = draft.answers.get(KEY, {}).get(KEY, []) if draft else []
    slugs = to_choose_from(who, but)
    for each in kept:
        slug = each.removeprefix(f"{UNSURE}:")
        if is_known(slug) and slug not in but:
            return Choice(find(slug), unsure=slug != each)
    if len(slugs) == 1:
        return Choice(find(slugs[0]))
    return None if slugs else Choice(any_programme())


def any_programme() -> Programme:
    """One that runs somewhere, to tell what it is like when nothing was chosen."""
    offered = Offering.objects.order_by("pk").values_list("programme", flat=True)
    return next((find(slug) for slug in offered if is_known(slug)), all_programmes()[0])


def choose(
    request: HttpRequest, questions: Questionnaire, offerings: Sequence[Offering], *,
    postcode: str, said: str, now: datetime,
) -> bool:  # fmt: skip
    """Keep a choice, and the postcode with it, in the draft of this browser.

    Args: said: the slug of one of `offerings`, or `UNSURE`.
    Returns: whether it was one of them.
    """
    slugs = [offering.programme for offering in offerings]
    if not slugs or said not in (*slugs, UNSURE):
        return False
    asked = postcode_question("")
    data = QueryDict(mutable=True)
    data["postcode"] = postcode
    draft = questions.keep(request, asked, data, now)
    value = said if said in slugs else f"{UNSURE}:{slugs[0]}"
    draft.keep(KEY, {KEY: [value]}, now)
    return True


def near(postcode: str, programme: str) -> Organisation | None:
    """The organisation that runs a programme where `postcode` lies."""
    return Organisation.objects.for_postcode(postcode, programme)
