"""Forms of handing over and standing in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.people.models import Person
from naast.ui.forms import Form
from naast.ui.widgets import DateInput


def _named(people: Sequence[Person]) -> list[tuple[str, str]]:
    return [(str(person.pk), person.first_name) for person in people]


class HandOverForm(Form):
    """Which matches, to whom, and what both families read."""

    chosen = forms.MultipleChoiceField(
        label=_("Which matches?"), widget=forms.CheckboxSelectMultiple
    )
    to = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    words = FreeText(
        label=_("What do both families read?"),
        help_text=_("Introduce your colleague. Say who it is and when they call."),
        max_length=600,
        rows=4,
    )

    def __init__(
        self,
        *args: Any,
        matches: Sequence[tuple[str, str]],
        colleagues: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = matches  # type: ignore[attr-defined]  # a choice field
        self.fields["to"].choices = _named(colleagues)  # type: ignore[attr-defined]  # a choice field

    def clean_chosen(self) -> dict[int, int]:
        """Per match who guided it when the page was made."""
        pairs = (value.split(":") for value in self.cleaned_data["chosen"])
        return {int(match): int(guide) for match, guide in pairs}


class AbsenceForm(Form):
    """When a coordinator is away, and who stands in."""

    since = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(label=_("Until and including"), widget=DateInput())
    backup = forms.ChoiceField(label=_("Who stands in?"))

    def __init__(self, *args: Any, colleagues: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["backup"].choices = _named(colleagues)  # type: ignore[attr-defined]  # a choice field


class BackupForm(Form):
    """Who stands in for always; nobody in particular is a colleague."""

    backup = forms.ChoiceField(label=_("Who stands in?"), required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("a colleague who is there")), *_named(colleagues)]
        self.fields["backup"].choices = choices  # type: ignore[attr-defined]  # a choice field
