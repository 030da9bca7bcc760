"""The questionnaire of a family that asks: at most ten questions, none about what is wrong."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common.questionnaire import Question, Questionnaire
from naast.people.forms.text import fit_to_keep
from naast.people.questionnaires import (
    BOTH,
    Known,
    children_question,
    in_a_row,
    interests_question,
    languages_question,
    names_question,
    postcode_question,
    reach_question,
    slots_question,
)
from naast.programmes import Programme
from naast.support.forms.asking import TogetherForm, WantsForm, WordsForm
from naast.support.services import requests

DRAFTS = Questionnaire("asking", [], fit_to_keep=fit_to_keep)
"""Where what was begun is kept, whichever questions go with it."""


def asking(programme: Programme, who: Known) -> Questionnaire:
    """The questions for a family that asks, without those whose answers we know.

    Who is signed in asks for themselves, so nobody else's yes is needed.
    """
    everything = Questionnaire("asking", _questions(programme), fit_to_keep=fit_to_keep)
    known = {*who.answered(children_needed=True), *({"together"} if who.person else ())}
    return everything.without(known)


def question(answers: Mapping[str, Any]) -> requests.Question:
    """What the family asks, as these answers tell it."""
    return requests.Question(
        words=answers["words"],
        slots=answers["slots"],
        interests=answers["interests"],
        wants=answers["wants"],
    )


def next_steps(programme: Programme, *, together: bool) -> list[dict[str, str]]:
    """What happens after a question was sent, as the first stones of the path.

    Args:
        together: a team typed it in, so the parent's own yes comes first.
    """
    steps = [{"title": gettext("Your question is sent"), "state": "done", "note": ""}]
    if together:
        note = gettext("In a mail stands a link. Nothing happens before this yes.")
        steps.append({"title": gettext("The parent says yes"), "state": "now", "note": note})
    for place, phase in enumerate(programme.phases[:3]):
        state = "now" if place == 0 and not together else "later"
        steps.append({"title": str(phase.title), "state": state, "note": str(phase.about)})
    return steps


def _questions(programme: Programme) -> list[Question]:
    return [
        postcode_question(_("Then we know which coordinator is near you.")),
        Question(
            key="words",
            title=_("What would help?"),
            label=_("What would help"),
            form=WordsForm,
            shown=lambda answer: str(answer["words"]),
            hint=_("In your own words. Short is fine. You need not explain why."),
            why=_("Your question is where it starts."),
            who_reads=_("you, and {coordinator}. Another family only when you both want to meet."),
        ),
        slots_question(
            _("When would it give you some air?"),
            _("Then we look for somebody who can at those times."),
        ),
        children_question(
            _("Which children live with you?"),
            _("A nickname is fine too. We do not ask for a birthday."),
            _("Then we find people who like being with children of that age."),
            needed=True,
        ),
        interests_question(
            programme,
            _("What do the children like?"),
            _("Doing something together makes it easy to get to know each other."),
        ),
        Question(
            key="wants",
            title=_("Who would you like beside you?"),
            label=_("Who you would like"),
            form=partial(WantsForm, kinds=programme.kinds),
            shown=partial(_said_wants, programme),
            hint=_("You can choose more than one."),
            why=_("You choose too who suits you."),
            who_reads=BOTH,
            fields="support/questions/wants.html",
        ),
        languages_question(),
        names_question(_("Then we know how to call you.")),
        reach_question(
            _("Are you filling this in together? Write down the address of the parent.")
        ),
        Question(
            key="together",
            title=_("Who is filling this in?"),
            label=_("Filled in"),
            form=TogetherForm,
            shown=_said_together,
            why=_(
                "When somebody fills this in together with a parent, the parent gets a mail. "
                "Nothing happens before the parent says yes."
            ),
            who_reads=BOTH,
            fields="support/questions/together.html",
        ),
    ]


def _said_wants(programme: Programme, answer: Mapping[str, Any]) -> str:
    chosen = in_a_row(programme.kinds[key] for key in answer["wants"])
    return chosen or gettext("It does not matter")


def _said_together(answer: Mapping[str, Any]) -> str:
    if answer["asked_with"]:
        return gettext("Together with %(name)s") % {"name": answer["asked_with"]}
    return gettext("I do it myself")
