"""Shapes of what is filled in about reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.impact.prices import defaults
from naast.impact.selectors.quotes import Place
from naast.people.forms.text import FreeText
from naast.ui.forms import Form


class AskForm(Form):
    """Which report."""

    van = forms.ChoiceField(label=_("About whom"))
    programma = forms.ChoiceField(label=_("Programme"))
    periode = forms.ChoiceField(label=_("Period"))

    def __init__(
        self,
        *args: Any,
        scopes: Mapping[str, str],
        programmes: Mapping[str, str],
        periods: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("van", scopes), ("programma", programmes), ("periode", periods)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(options.items())


class TargetForm(Form):
    """What is agreed for a year."""

    about = forms.ChoiceField(label=_("For whom"))
    programme = forms.ChoiceField(label=_("Programme"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2200)
    number = forms.IntegerField(
        label=_("How many families"),
        help_text=_("Families somebody comes to stand beside in that year."),
        min_value=1,
        max_value=100_000,
    )

    def __init__(
        self, *args: Any, scopes: Mapping[str, str], programmes: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (("about", scopes), ("programme", programmes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(options.items())


class PriceForm(Form):
    """An own price, with where it comes from."""

    key = forms.ChoiceField(widget=forms.HiddenInput)
    low = forms.IntegerField(label=_("At least, in euros"), min_value=0, max_value=10_000_000)
    high = forms.IntegerField(label=_("At most, in euros"), min_value=0, max_value=10_000_000)
    source = forms.CharField(label=_("Where it comes from"), max_length=200)
    year = forms.IntegerField(label=_("Year of the source"), min_value=1990, max_value=2200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        key.choices = [(each, each) for each in defaults()]


class QuoteForm(Form):
    """A sentence for reports, first to look at and then to say yes to."""

    place = forms.ChoiceField(label=_("About what"), widget=forms.RadioSelect)
    words = FreeText(
        label=_("Your sentence"),
        help_text=_("Leave out names, places and ages. Others may recognise you by them."),
        max_length=280,
        rows=3,
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [(each.key, f"{each.programme_title} · {each.role}") for each in places]
        if len(places) == 1:
            place.initial = places[0].key
            place.widget = forms.HiddenInput()
