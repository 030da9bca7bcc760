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


class BridgeForm(Form):
    """Something that is there for who waits."""

    title = forms.CharField(label=_("What is it called?"), max_length=80)
    about = forms.CharField(
        label=_("What is it, and when?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    phone = forms.CharField(label=_("Phone number"), max_length=20, required=False)
    link = forms.URLField(label=_("Address on the internet"), required=False, assume_scheme="https")


class ThemesForm(Form):
    """What who asks would like to talk about."""

    chosen = forms.MultipleChoiceField(
        label=_("What would you like to talk about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = FreeText(
        label=_("Something else"), max_length=600, rows=3, required=False,
        help_text=_("In your own words. You can change it at any time."),
    )  # fmt: skip

    def __init__(self, *args: Any, themes: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = list(themes.items())  # type: ignore[attr-defined]  # a choice field


class CodeForm(Form):
    """The code on paper that somebody got in a talk without a name."""

    code = forms.CharField(
        label=_("Your code"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
