"""The questions a household gets when it registers, whether it asks or offers support.

They are written once here; each questionnaire gives its own reasons with them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common.questionnaire import Question, Text
from naast.matching import SLOTS
from naast.people.choices import language_names, slot_names
from naast.people.forms.household import (
    ChildrenForm,
    InterestsForm,
    LanguagesForm,
    NamesForm,
    PostcodeForm,
    ReachForm,
    SlotsForm,
)
from naast.people.models import Household, HouseholdMember, Person
from naast.people.services.households import Child, Newcomer
from naast.programmes import Programme

OF_HOUSEHOLD = frozenset({"postcode", "children", "languages", "names", "reach"})
"""Questions whose answers stand with a household, and need no asking when we know it."""

BOTH = _("you, and {coordinator}.")
WITH_PROPOSAL = _(
    "you, {coordinator}, and later a family that may suit you, when you are introduced."
)


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of who is registering: their household, or else at least who they are.

    `young` is the place at home of somebody who lives there as a child and decides nothing there.
    """

    home: Household | None = None
    person: Person | None = None
    young: HouseholdMember | None = None

    @property
    def household(self) -> Household | None:
        """Where they live, whether they decide there or not."""
        return self.young.household if self.young else self.home

    def answered(self, *, children_needed: bool) -> Collection[str]:
        """Keys of the questions we need not ask."""
        if self.young is not None:
            return OF_HOUSEHOLD
        if self.home is None:
            return {"reach"} if self.person else set()
        asks_children = children_needed and not self.home.children()
        return OF_HOUSEHOLD - ({"children"} if asks_children else set())


def known(actor: Person | None) -> Known:
    """What we know of this visitor.

    Somebody who works here and has no household of their own types for somebody else: then we
    know nothing yet.
    """
    if actor is None:
        return Known()
    homes = Household.objects.of(actor).select_related("organisation")
    home = homes.prefetch_related("members").order_by("pk").first()
    if home is not None:
        return Known(home=home, person=actor)
    if actor.live_roles:
        return Known()
    at_home = HouseholdMember.objects.young(actor).select_related("household__organisation")
    return Known(person=actor, young=at_home.order_by("pk").first())


def newcomer(answers: Mapping[str, Any], person: Person | None) -> Newcomer:
    """The household as these answers tell it; of who is signed in we know the address.

    A young person is a household of its own, or lives with the parent it named.
    """
    email = person.email if person else answers["email"]
    at_home = {
        "first_name": answers["first_name"],
        "email": email,
        "phone": person.phone if person else answers["phone"],
        "postcode": answers["postcode"],
        "languages": answers["languages"],
    }
    if "parent_email" in answers:
        child = Child(answers["first_name"], answers["born"], email)
        parent = {"first_name": answers["parent_name"], "email": answers["parent_email"]}
        return Newcomer(**{**at_home, **parent, "phone": ""}, children=[child])
    return Newcomer(
        **at_home,
        others=answers.get("others", ()),
        children=answers.get("children", ()),
        born=answers.get("born") if "children" not in answers else None,
    )


def postcode_question(why: Text) -> Question:
    """Where they live."""
    return Question(
        key="postcode",
        title=_("What is your postcode?"),
        label=_("Postcode"),
        form=PostcodeForm,
        shown=lambda answer: str(answer["postcode"]),
        hint=_("The four digits are enough, such as 2311."),
        why=why,
        who_reads=BOTH,
    )


def slots_question(title: Text, why: Text) -> Question:
    """When they can."""
    return Question(
        key="slots",
        title=title,
        label=_("When"),
        form=SlotsForm,
        shown=lambda answer: _said_slots(answer["slots"]),
        hint=_("Choose everything that fits. You can always change this later."),
        why=why,
        who_reads=WITH_PROPOSAL,
        fields="people/questions/slots.html",
    )


def interests_question(programme: Programme, title: Text, why: Text) -> Question:
    """What they like to do."""
    return Question(
        key="interests",
        title=title,
        label=_("Likes"),
        form=partial(InterestsForm, interests=programme.interests),
        shown=lambda answer: in_a_row(programme.interests[key] for key in answer["interests"]),
        hint=_("Choose what fits. Nothing is fine too."),
        why=why,
        who_reads=WITH_PROPOSAL,
        fields="people/questions/interests.html",
    )


def languages_question() -> Question:
    """Which languages are spoken at home."""
    return Question(
        key="languages",
        title=_("Which languages do you speak at home?"),
        label=_("Languages"),
        form=LanguagesForm,
        shown=lambda answer: in_a_row(language_names(answer["languages"])),
        hint=_("Choose them all. Is yours not here? Tell the coordinator later."),
        why=_("Then you and the other family can understand each other."),
        who_reads=WITH_PROPOSAL,
    )


def children_question(title: Text, hint: Text, why: Text, *, needed: bool) -> Question:
    """Which children live there."""
    return Question(
        key="children",
        title=title,
        label=_("Children"),
        form=partial(ChildrenForm, needed=needed),
        shown=lambda answer: "\n".join(f"{c.name} ({c.birth_year})" for c in answer["children"]),
        hint=hint,
        why=why,
        who_reads=WITH_PROPOSAL,
        fields="people/questions/children.html",
    )


def names_question(why: Text) -> Question:
    """Which adults live there."""
    return Question(
        key="names",
        title=_("What is your name?"),
        label=_("Names"),
        form=NamesForm,
        shown=lambda answer: in_a_row([answer["first_name"], *answer["others"]]),
        hint=_("A first name is enough."),
        why=why,
        who_reads=WITH_PROPOSAL,
    )


def reach_question(hint: Text = "") -> Question:
    """How to reach them."""
    return Question(
        key="reach",
        title=_("How can we reach you?"),
        label=_("E-mail and phone"),
        form=ReachForm,
        shown=lambda answer: "\n".join(filter(None, [answer["email"], answer["phone"]])),
        hint=hint,
        why=_("The coordinator calls or mails you to get acquainted."),
        who_reads=_(
            "you, and {coordinator}. Another family only when you both said yes to trying it."
        ),
    )


def _said_slots(slots: Collection[str]) -> str:
    return gettext("Any time") if len(slots) == len(SLOTS) else in_a_row(slot_names(slots))


def in_a_row(texts: Iterable[object]) -> str:
    """Texts with commas between them, each in the language of the reader."""
    return ", ".join(str(text) for text in texts)
