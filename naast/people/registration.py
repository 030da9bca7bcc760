"""What the pages of both registrations share: who reads along, and what the last page may know."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from naast.common.models import Draft
from naast.common.questionnaire import Questionnaire
from naast.people.models import Organisation
from naast.people.questionnaires import Known


@dataclass(frozen=True, slots=True)
class Registration:
    """One way of registering. `kind` keeps the last pages of two registrations apart."""

    kind: str
    programme: str

    def organisation(
        self, questions: Questionnaire, draft: Draft | None, who: Known
    ) -> Organisation | None:
        """Who will look after this household, as far as it can be known by now."""
        if who.home is not None:
            return who.home.organisation
        question = questions.questions["postcode"]
        answer = questions.answer(question, draft)
        return self.near(answer["postcode"]) if answer else None

    def near(self, postcode: str) -> Organisation | None:
        """The organisation that runs the programme where `postcode` lies."""
        return Organisation.objects.for_postcode(postcode, self.programme)

    def remember(self, request: HttpRequest, organisation: Organisation, **facts: Any) -> None:
        """Let the last page say who reads it now. Nothing about the family goes along."""
        request.session[self._in_session] = {"organisation": organisation.pk, **facts}

    def remembered(self, request: HttpRequest) -> dict[str, Any]:
        """What the last page may say; empty in a browser that registered nothing."""
        facts = dict(request.session.get(self._in_session, {}))
        found = Organisation.objects.filter(pk=facts.get("organisation", 0)).first()
        return {**facts, "organisation": found}

    @property
    def _in_session(self) -> str:
        return f"registered:{self.kind}"


def coordinator_words(organisation: Organisation | None) -> str:
    """Who reads along, in the middle of a sentence."""
    if organisation is None:
        return _("the coordinator near you")
    return _("the coordinator of %(organisation)s") % {"organisation": organisation}
