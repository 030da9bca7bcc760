"""The questionnaire of who asks: short, and with no question about what is wrong.

Which questions come, and in whose words, follows from the programme: who may ask, whether a young
person asks in its own words, which likenesses may matter.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common.models import Draft
from naast.common.questionnaire import Question, Questionnaire, Text
from naast.people.forms.text import fit_to_keep
from naast.people.questionnaires import (
    BOTH,
    WITH_PROPOSAL,
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
from naast.programmes.vocabulary import Registrant
from naast.support.alike import alike_in_words
from naast.support.forms.asking import TogetherForm, WantsForm, WordsForm
from naast.support.forms.voice import (
    HandleForm,
    LikenessForm,
    ParentForm,
    WhoForm,
    YouForm,
)
from naast.support.services import requests
from naast.support.voices import HELPED, PARENT, Voice, may_ask

WITH_PARENT = _("you, {coordinator}, and a parent when you are not old enough to say yes alone.")
DRAFTS = Questionnaire("asking", [], fit_to_keep=fit_to_keep)
"""Where what was begun is kept, whichever questions go with it."""


def asking(programme: Programme, who: Known, voice: Voice = PARENT) -> Questionnaire:
    """The questions for who asks, without those whose answers we know.

    Who is signed in asks for themselves, so nobody else's yes is needed.
    """
    voice = voice.of(who) if young_may_ask(programme) else PARENT
    questions = _of_a_young_person(programme, voice) if voice.young else _of_a_parent(programme)
    everything = Questionnaire("asking", questions, fit_to_keep=fit_to_keep)
    known = {*who.answered(children_needed=True), *({"together", "who"} if who.person else ())}
    return everything.without(known | ({"you", "parent"} if who.young else set()))


def voice_of(programme: Programme, draft: Draft | None) -> Voice:
    """In whose words this draft is, as far as it tells."""
    questions = Questionnaire("asking", [], fit_to_keep=fit_to_keep)
    said = questions.answer(_who(programme), draft)
    you = questions.answer(_you(), draft)
    if said is None or not young_may_ask(programme):
        return PARENT
    return Voice.said(said["who"], you["born"] if you else None, programme)


def young_may_ask(programme: Programme) -> bool:
    """Whether a young person may ask for itself in this programme."""
    return Registrant.YOUNG_PERSON in programme.registration.by


def ages_in(questions: Questionnaire, draft: Draft | None, who: Known) -> list[int]:
    """Ages of whom it is asked for, in years, as far as we know or they answered by now."""
    year = timezone.localdate().year
    if who.young is not None:
        return [year - (who.young.birth_year or year)]
    told = {
        key: questions.answer(questions.questions[key], draft)
        for key in ("children", "you")
        if key in questions.questions
    }
    if "children" not in told and "you" not in told and who.home is not None:
        return [
            age for c in who.home.children() if (age := c.age(timezone.localdate())) is not None
        ]
    children, you = told.get("children"), told.get("you")
    years = [c.birth_year for c in children["children"]] if children else []
    return [year - born for born in (*years, *([you["born"]] if you else []))]


def question(answers: Mapping[str, Any], voice: Voice = PARENT) -> requests.Question:
    """What somebody asks, as these answers tell it."""
    return requests.Question(
        words=answers["words"],
        slots=answers["slots"],
        interests=answers["interests"],
        wants=answers["wants"],
        asked_by=Registrant.YOUNG_PERSON if voice.young else Registrant.PARENT,
        alike=answers.get("alike", {}),
        culture=answers.get("culture", ""),
        handle=answers.get("handle", ""),
    )


def next_steps(
    programme: Programme, *, together: bool, young: bool = False
) -> list[dict[str, str]]:
    """What happens after a question was sent, as the first stones of the path.

    Args:
        together: a team typed it in, or somebody not old enough to say yes alone; then another
            yes comes first.
        young: that yes is the young person's own.
    """
    steps = [{"title": gettext("Your question is sent"), "state": "done", "note": ""}]
    if together:
        note = gettext("In a mail stands a link. Nothing happens before this yes.")
        title = gettext("You say yes yourself") if young else gettext("The parent says yes")
        steps.append({"title": title, "state": "now", "note": note})
    for place, phase in enumerate(programme.phases[:3]):
        state = "now" if place == 0 and not together else "later"
        steps.append({"title": str(phase.title), "state": state, "note": str(phase.about)})
    return steps


def _of_a_parent(programme: Programme) -> list[Question]:
    by_two_kinds = Registrant.YOUNG_PERSON in programme.registration.by
    helped = bool(HELPED & set(programme.registration.by))
    return [
        *([_who(programme)] if by_two_kinds else []),
        postcode_question(_("Then we know which coordinator is near you.")),
        _words(programme, Registrant.PARENT, _("What would help?"), _("What would help")),
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
        _wants(programme, _("Who would you like beside you?")),
        *_handle(programme, _("What should somebody beside you be able to handle?")),
        languages_question(),
        *_likenesses(programme),
        names_question(_("Then we know how to call you.")),
        reach_question(
            _("Are you filling this in together? Write down the address of the parent.")
            if helped
            else ""
        ),
        *([_together(programme)] if helped and not by_two_kinds else []),
    ]


def _of_a_young_person(programme: Programme, voice: Voice) -> list[Question]:
    me = Registrant.YOUNG_PERSON
    return [
        _who(programme),
        postcode_question(_("Then we know which coordinator is near you.")),
        _words(programme, me, _("What would you like to do together?"), _("What you would like")),
        slots_question(
            _("When do you have time for it?"),
            _("Then we look for somebody who can at those times."),
        ),
        interests_question(
            programme,
            _("What do you like?"),
            _("Doing something together makes it easy to get to know each other."),
        ),
        _wants(programme, _("Who would you like beside you?")),
        *_handle(programme, _("What should somebody know about you?")),
        languages_question(),
        _you(),
        *_likenesses(programme, born=voice.born),
        reach_question(),
        *([_parent()] if voice.needs_parent else []),
    ]


def _who(programme: Programme) -> Question:
    choices = may_ask(programme)
    return Question(
        key="who",
        title=_("Who is asking?"),
        label=_("Asked by"),
        form=partial(
            WhoForm,
            choices=choices,
            helped=("with_parent", "with_young"),
            may_enquire=programme.professional is not None,
        ),
        shown=lambda answer: _said_who(choices[answer["who"]], answer),
        why=_("Whoever asks gets the same questions in words that fit, and is called as soon."),
        who_reads=BOTH,
    )


def _you() -> Question:
    return Question(
        key="you",
        title=_("Who are you?"),
        label=_("You"),
        form=YouForm,
        shown=lambda answer: f"{answer['first_name']} ({answer['born']})",
        hint=_("A first name or nickname is enough. We do not ask for a birthday."),
        why=_("Then we know how to call you, and who suits your age."),
        who_reads=WITH_PROPOSAL,
    )


def _parent() -> Question:
    return Question(
        key="parent",
        title=_("Which parent says yes too?"),
        label=_("Parent"),
        form=ParentForm,
        shown=lambda answer: f"{answer['parent_name']}\n{answer['parent_email']}",
        hint=_("It may also be somebody else who brings you up."),
        why=_("At your age a parent has to say yes as well. After that you get your own page."),
        who_reads=WITH_PARENT,
    )


def _words(programme: Programme, by: Registrant, title: Text, label: Text) -> Question:
    asked = programme.asked.get(by, {})
    return Question(
        key="words",
        title=str(asked.get("words", "")) or title,
        label=label,
        form=WordsForm,
        shown=lambda answer: str(answer["words"]),
        hint=_("In your own words. Short is fine. You need not explain why."),
        why=_("Your question is where it starts."),
        who_reads=(
            WITH_PARENT
            if by == Registrant.YOUNG_PERSON
            else _("you, and {coordinator}. Another family only when you both want to meet.")
        ),
    )


def _wants(programme: Programme, title: Text) -> Question:
    return Question(
        key="wants",
        title=title,
        label=_("Who you would like"),
        form=partial(WantsForm, kinds=programme.kinds),
        shown=partial(_said_wants, programme),
        hint=_("You can choose more than one."),
        why=_("You choose too who suits you."),
        who_reads=BOTH,
        fields="support/questions/wants.html",
    )


def _handle(programme: Programme, title: Text) -> list[Question]:
    asked = Question(
        key="handle",
        title=title,
        label=_("Good to know beforehand"),
        form=HandleForm,
        shown=lambda answer: str(answer["handle"]) or gettext("Nothing special"),
        hint=_(
            "In your own words: a lot of running about, little words, a dog. Or leave it empty."
        ),
        why=_("Then we ask somebody who can do that, and likes it."),
        who_reads=_("you, and {coordinator}. Who comes beside you when you both want to meet."),
    )
    return [asked] if programme.registration.asks_handle else []


def _likenesses(programme: Programme, born: int | None = None) -> list[Question]:
    asked = Question(
        key="alike",
        title=_("In what should somebody be like you?"),
        label=_("Alike in"),
        form=partial(LikenessForm, asked=programme.likenesses, known_born=born),
        shown=_said_alike,
        hint=_("Only you know whether it matters. We never guess it."),
        why=_("For some it helps when somebody speaks the same language or is as old as they are."),
        who_reads=BOTH,
        fields="support/questions/alike.html",
    )
    return [asked] if programme.likenesses.asked else []


def _together(programme: Programme) -> Question:
    return Question(
        key="together",
        title=_("Who is filling this in?"),
        label=_("Filled in"),
        form=partial(TogetherForm, may_enquire=programme.professional is not None),
        shown=_said_together,
        why=_(
            "When somebody fills this in together with a parent, the parent gets a mail. "
            "Nothing happens before the parent says yes."
        ),
        who_reads=BOTH,
        fields="support/questions/together.html",
    )


def _said_who(who: Text, answer: Mapping[str, Any]) -> str:
    helper = answer["asked_with"]
    return _with_address(f"{who}: {helper}", answer) if helper else str(who)


def _with_address(said: str, answer: Mapping[str, Any]) -> str:
    """The same, with the address of who helps below it."""
    return "\n".join(filter(None, (said, answer.get("with_email", ""))))


def _said_wants(programme: Programme, answer: Mapping[str, Any]) -> str:
    chosen = in_a_row(programme.kinds[key] for key in answer["wants"])
    return chosen or gettext("It does not matter")


def _said_alike(answer: Mapping[str, Any]) -> str:
    return alike_in_words(answer["alike"], answer["culture"]) or gettext("It does not matter")


def _said_together(answer: Mapping[str, Any]) -> str:
    if answer["asked_with"]:
        return _with_address(
            gettext("Together with %(name)s") % {"name": answer["asked_with"]}, answer
        )
    return gettext("I do it myself")
