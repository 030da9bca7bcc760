"""What the pages of both registrations share: who reads along, and what the last page may know."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from naast.common.models import Draft
from naast.common.questionnaire import Questionnaire
from naast.people.choosing import any_programme, near
from naast.people.models import Organisation
from naast.people.questionnaires import Known
from naast.programmes import find, is_known


@dataclass(frozen=True, slots=True)
class Registration:
    """One way of registering. `kind` keeps the last pages of two registrations apart."""

    kind: str

    def organisation(
        self, questions: Questionnaire, draft: Draft | None, who: Known, programme: str
    ) -> Organisation | None:
        """Who will look after this household, as far as it can be known by now."""
        if who.household is not None:
            return who.household.organisation
        question = questions.questions["postcode"]
        answer = questions.answer(question, draft)
        return near(answer["postcode"], programme) if answer else None

    def remember(
        self, request: HttpRequest, organisation: Organisation, programme: str, **facts: Any
    ) -> None:
        """Let the last page say who reads it now. Nothing about the family goes along."""
        told = {"organisation": organisation.pk, "programme": programme, **facts}
        request.session[self._in_session] = told

    def remembered(self, request: HttpRequest) -> dict[str, Any]:
        """What the last page may say; of a browser that registered nothing only a programme."""
        facts = dict(request.session.get(self._in_session, {}))
        found = Organisation.objects.filter(pk=facts.get("organisation", 0)).first()
        slug = facts.get("programme", "")
        programme = find(slug) if is_known(slug) else any_programme()
        return {**facts, "organisation": found, "programme": programme}

    @property
    def _in_session(self) -> str:
        return f"registered:{self.kind}"


def coordinator_words(organisation: Organisation | None) -> str:
    """Who reads along, in the middle of a sentence."""
    if organisation is None:
        return _("the coordinator near you")
    return _("the coordinator of %(organisation)s") % {"organisation": organisation}
