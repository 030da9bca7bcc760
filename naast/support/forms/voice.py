"""Who asks, a young person about itself, and in what the other should be like who asks."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.people.choices import LANGUAGES
from naast.people.forms.household import ANY, BirthYearForm
from naast.people.forms.text import FreeText
from naast.programmes.audience import Likenesses
from naast.programmes.vocabulary import Likeness
from naast.support.forms.asking import their_address
from naast.ui.forms import Form

Choices = Mapping[str, str | Promise]

MATTERS: Choices = {
    Likeness.LANGUAGE: _("That we speak the same language"),
    Likeness.AGE: _("That we are about the same age"),
    Likeness.CULTURE: _("That somebody knows my culture or faith"),
    Likeness.HOBBY: _("That we like the same things"),
}


class WhoForm(Form):
    """Who asks, and who sits at the table."""

    who = forms.ChoiceField(label=_("Who is asking?"), widget=forms.RadioSelect)
    with_whom = FreeText(
        label=_("Who is helping?"),
        help_text=_(
            "Only when somebody fills it in with you: a name, and of which school or team."
        ),
        max_length=100,
        required=False,
    )

    with_email = their_address()

    def __init__(
        self,
        *args: Any,
        choices: Choices,
        helped: Collection[str],
        may_enquire: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.helped = helped
        if not may_enquire:
            del self.fields["with_email"]
        self.fields["who"].choices = list(choices.items())  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """`asked_with`: who helps, or empty when nobody does."""
        whom, together = self.cleaned_data.get("with_whom", ""), self.cleaned_data.get("who")
        if together in self.helped and not whom and "with_whom" not in self.errors:
            self.add_error("with_whom", _("Write who is helping."))
        return {**self.cleaned_data, "asked_with": whom if together in self.helped else ""}


class YouForm(BirthYearForm):
    """A young person: how it is called and how old it is."""

    first_name = FreeText(
        label=_("Your first name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    field_order = ("first_name", "born")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born"].required = True
        self.fields["born"].error_messages["required"] = _("In which year were you born?")


class ParentForm(Form):
    """Which parent says yes too, when a young person cannot say it alone yet."""

    parent_name = FreeText(label=_("First name of your parent"), max_length=60)
    parent_email = forms.EmailField(
        label=_("E-mail address of your parent"),
        help_text=_("They get a mail with a link. It says nothing of what you wrote."),
        max_length=254,
    )

    def clean_parent_email(self) -> str:
        """In small letters, as accounts are known."""
        return str(self.cleaned_data["parent_email"]).lower()


class HandleForm(Form):
    """What somebody beside them should be able to handle. Leaving it empty is fine."""

    handle = FreeText(label=_("Good to know beforehand"), max_length=1000, rows=4, required=False)


class LikenessForm(BirthYearForm):
    """In what the other should be like them, said by themselves. Nothing is ever worked out."""

    matters = forms.MultipleChoiceField(
        label=_("What matters to you?"), widget=forms.CheckboxSelectMultiple
    )
    alike_languages = forms.MultipleChoiceField(
        label=_("Which language?"),
        help_text=_("Only when a language matters to you."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    culture = FreeText(
        label=_("What would you like somebody to know or understand?"),
        help_text=_("Only when culture or faith matters to you. In your own words."),
        max_length=300,
        required=False,
    )
    must = forms.MultipleChoiceField(
        label=_("Would you rather wait until it is so?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("matters", "alike_languages", "born", "culture", "must")

    def __init__(
        self, *args: Any, asked: Likenesses, known_born: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known_born = known_born
        offered = {key: MATTERS[key] for key in asked.asked}
        self._choose("matters", [(ANY, _("It does not matter")), *offered.items()])
        self._choose("alike_languages", list(LANGUAGES.items()))
        self._choose("must", [(key, MATTERS[key]) for key in asked.must])
        self.fields["born"].help_text = _("Only when age matters to you.")
        needed = {
            "alike_languages": Likeness.LANGUAGE, "born": Likeness.AGE,
            "culture": Likeness.CULTURE,
        }  # fmt: skip
        for name, likeness in needed.items():
            if likeness not in asked.asked:
                del self.fields[name]
        if known_born is not None:
            self.fields.pop("born", None)
        if not asked.must:
            del self.fields["must"]

    def _choose(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """`alike` as a question keeps it, and `culture`; empty when it does not matter."""
        given, matters = self.cleaned_data, set(self.cleaned_data.get("matters", ()))
        given = {"born": self.known_born, **given}
        if ANY in matters:
            return {**given, "alike": {}, "culture": ""}
        missing = {
            "alike_languages": (Likeness.LANGUAGE, _("Choose which language.")),
            "born": (Likeness.AGE, _("Write your year of birth, or take age away.")),
            "culture": (Likeness.CULTURE, _("Write it in your own words, or take culture away.")),
        }
        for name, (likeness, text) in missing.items():
            if likeness in matters and name not in self.errors and not given.get(name):
                self.add_error(name, text)
        return {
            **given,
            "alike": _alike(given, matters),
            "culture": given.get("culture", "") if Likeness.CULTURE in matters else "",
        }


def _alike(given: Mapping[str, Any], matters: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if Likeness.LANGUAGE in matters:
        found["languages"] = list(given.get("alike_languages", ()))
    if Likeness.AGE in matters:
        found["born"] = given.get("born")
    if Likeness.HOBBY in matters:
        found["hobby"] = True
    if must := [key for key in given.get("must", ()) if key in matters]:
        found["must"] = must
    return found
