"""Questions that only an asking family gets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.household import ANY, Labels
from naast.people.forms.text import FreeText
from naast.ui.forms import Form

ALONE, TOGETHER = "alone", "together"


class WordsForm(Form):
    """The question itself, in the family's own words."""

    words = FreeText(label=_("What would help?"), max_length=2000, rows=6)


class WantsForm(Form):
    """Who they would like beside them."""

    wants = forms.MultipleChoiceField(
        label=_("Who would you like?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ANY, _("It does not matter")), *kinds.items()]
        self.fields["wants"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_wants(self) -> list[str]:
        """The kinds that were chosen; none when it does not matter."""
        chosen = self.cleaned_data["wants"]
        return [] if ANY in chosen else list(chosen)


def their_address() -> forms.EmailField:
    """The address of who helps and does this for their work."""
    return forms.EmailField(
        label=_("E-mail address of who is helping"),
        help_text=_(
            "Only for who does this for their work. They get a page to ask the coordinator "
            "something later. Of you nothing stands there."
        ),
        max_length=254,
        required=False,
    )


class TogetherForm(Form):
    """Whether somebody else sits at the table, and then who."""

    together = forms.ChoiceField(
        label=_("Who is filling this in?"),
        choices=[
            (ALONE, _("I do it myself")),
            (TOGETHER, _("A teacher, a team or somebody else, together with the parent")),
        ],
        widget=forms.RadioSelect,
    )
    with_whom = FreeText(
        label=_("Who is helping?"),
        help_text=_("Only when it is done together: a name, and of which school or team."),
        max_length=100,
        required=False,
    )

    with_email = their_address()

    def __init__(self, *args: Any, may_enquire: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_enquire:
            del self.fields["with_email"]

    def clean(self) -> dict[str, Any]:
        """`asked_with`: who helps, or empty when the parent does it alone."""
        together = self.cleaned_data.get("together") == TOGETHER
        whom = self.cleaned_data.get("with_whom", "")
        if together and not whom and "with_whom" not in self.errors:
            self.add_error("with_whom", _("Write who is helping, so that the parent knows it."))
        return {**self.cleaned_data, "asked_with": whom if together else ""}
