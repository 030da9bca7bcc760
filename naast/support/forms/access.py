"""What a coordinator types about ages, waiting and what bridges it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.household import Labels
from naast.people.forms.text import FreeText
from naast.ui.forms import Form


class YesOutsideForm(Form):
    """Why somebody outside the ages is welcome all the same."""

    reason = FreeText(
        label=_("Why can it be done?"),
        help_text=_("One sentence is enough. The family can read it."),
        max_length=300,
    )


class AgesForm(Form):
    """Which further ages a municipality chose."""

    options = forms.MultipleChoiceField(
        label=_("Further ages"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].choices = list(options.items())  # type: ignore[attr-defined]  # a choice field
