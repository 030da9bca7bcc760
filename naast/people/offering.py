"""The questionnaire of somebody who wants to stand beside a family."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common.questionnaire import Question, Questionnaire
from naast.people.forms.household import BirthYearForm
from naast.people.forms.offering import AgesForm, IntroduceForm, KindForm
from naast.people.forms.text import fit_to_keep
from naast.people.questionnaires import (
    BOTH,
    WITH_PROPOSAL,
    Known,
    children_question,
    interests_question,
    languages_question,
    names_question,
    postcode_question,
    reach_question,
    slots_question,
)
from naast.people.services.supporters import Offer
from naast.programmes import Programme
from naast.programmes.vocabulary import Likeness

DRAFTS = Questionnaire("offering", [], fit_to_keep=fit_to_keep)
"""Where what was begun is kept, whichever questions go with it."""


def offering(programme: Programme, who: Known) -> Questionnaire:
    """The questions for somebody who wants to stand beside a family, without those we know."""
    everything = Questionnaire("offering", _questions(programme), fit_to_keep=fit_to_keep)
    return everything.without(who.answered(children_needed=False))


def offer(answers: Mapping[str, Any]) -> Offer:
    """What they offer, as these answers tell it."""
    return Offer(
        kind=answers["kind"],
        words=answers["words"],
        slots=answers["slots"],
        interests=answers["interests"],
        child_age_min=answers["child_age_min"],
        child_age_max=answers["child_age_max"],
        born=answers.get("born"),
    )


def _questions(programme: Programme) -> list[Question]:
    return [
        postcode_question(_("Then we know which coordinator is near you.")),
        Question(
            key="kind",
            title=_("What fits you best?"),
            label=_("You are"),
            form=partial(KindForm, kinds=programme.kinds),
            shown=lambda answer: str(programme.kinds[answer["kind"]]),
            why=_("Some families would love a grandpa or grandma, others a family with children."),
            who_reads=WITH_PROPOSAL,
        ),
        names_question(_("You do this together with everybody at home.")),
        children_question(
            _("Do children live with you?"),
            _("No children at home? Leave this empty."),
            _("Children often like it when there is somebody to play with."),
            needed=False,
        ),
        slots_question(
            _("When can somebody join in?"),
            _("Then we look for a family that would like those times."),
        ),
        Question(
            key="ages",
            title=_("Which ages are welcome?"),
            label=_("Ages of children"),
            form=partial(
                AgesForm,
                youngest=programme.audience.child_age_from,
                oldest=programme.audience.oldest,
            ),
            shown=_said_ages,
            why=_("A toddler asks for other things than a teenager."),
            who_reads=BOTH,
            fields="people/questions/ages.html",
        ),
        interests_question(
            programme,
            _("What do you like to do?"),
            _("Doing something together makes it easy to get to know each other."),
        ),
        languages_question(),
        *([_born()] if Likeness.AGE in programme.likenesses.asked else []),
        Question(
            key="words",
            title=_("How are things at your home?"),
            label=_("About you"),
            form=IntroduceForm,
            shown=lambda answer: str(answer["words"]),
            hint=_(
                "A few sentences are enough. Who are you, and what would a child find at your home?"
            ),
            why=_("These words are the first thing another family reads of you."),
            who_reads=WITH_PROPOSAL,
        ),
        reach_question(),
    ]


def _born() -> Question:
    return Question(
        key="born",
        title=_("In which year were you born?"),
        label=_("Year of birth"),
        form=BirthYearForm,
        shown=lambda answer: str(answer["born"] or ""),
        hint=_("You may leave this empty."),
        why=_("Some would like somebody of about their own age. Only then we look at it."),
        who_reads=BOTH,
    )


def _said_ages(answer: Mapping[str, Any]) -> str:
    ages = {"low": answer["child_age_min"], "high": answer["child_age_max"]}
    return gettext("%(low)s up to and including %(high)s years") % ages


def next_steps(programme: Programme) -> list[dict[str, str]]:
    """What happens after somebody registered: getting to know each other, as this programme
    does it.
    """
    trust = programme.trust
    wanted = [
        (
            trust.acquaintance_talk,
            gettext("You get acquainted"),
            gettext("The coordinator calls you and tells you more. You ask what you like."),
        ),
        (
            trust.vog,
            gettext("Every adult at home applies for a VOG"),
            str(programme.texts.get("why_vog", "")),
        ),
        (
            trust.references > 0,
            gettext("Somebody says something about you"),
            gettext("You choose who. The coordinator calls them for a short talk."),
        ),
        (
            trust.home_visit,
            gettext("The coordinator comes by at your home"),
            gettext("For a cup of coffee, and to see what a child will find there."),
        ),
    ]
    asked = [{"title": title, "note": note} for needed, title, note in wanted if needed]
    proposal = {
        "title": gettext("A proposal"),
        "note": gettext("There is a family near you that suits you. You both choose freely."),
    }
    first = {"title": gettext("You have registered"), "note": "", "state": "done"}
    states = ["now", *("later" for _step in asked)]
    following = zip([*asked, proposal], states, strict=True)
    return [first, *({**step, "state": state} for step, state in following)]
