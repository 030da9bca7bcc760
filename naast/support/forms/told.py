"""What a coordinator fills in for who told it by telephone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.models import Person
from naast.support.forms.ending import LongerForm
from naast.support.forms.together import DayForm
from naast.ui.forms import Form


class _ToldForm(Form):
    """Asks who told it, where more than one adult of that home could have.

    Args: people: the adults of that home who have a place here.
    """

    teller = forms.TypedChoiceField(
        label=_("Who told it?"),
        help_text=_("It stands there with that name."),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks_who = len(people) > 1
        if not self.asks_who:
            del self.fields["teller"]
            return
        choice = self.fields["teller"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(each.pk, each.first_name) for each in people]

    def who(self) -> int | None:
        """The id of who told it; None where only one could have. Only after `is_valid`."""
        return self.cleaned_data.get("teller")


class ToldDayForm(_ToldForm, DayForm):
    """How a day together went, as somebody told it."""


class ToldLongerForm(_ToldForm, LongerForm):
    """That somebody told they would like to go on longer."""
