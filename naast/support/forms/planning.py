"""What people type in the plan they share."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.support.models import Task
from naast.ui.forms import Form
from naast.ui.widgets import DateInput


class TaskForm(Form):
    """A task, and whose it is."""

    part = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect)
    words = FreeText(label=_("What is going to be done?"), max_length=300)

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = list(parts)  # type: ignore[attr-defined]  # a choice field


class StandingForm(Form):
    """How a task stands."""

    standing = forms.ChoiceField(choices=Task.Standing)


class ErrandForm(Form):
    """Where somebody goes along, how often, and the first day."""

    what = FreeText(
        label=_("Where are you going?"),
        help_text=_("In your own words. For example: talking with the school."),
        max_length=200,
    )
    together = forms.IntegerField(
        label=_("How often together?"), min_value=1, max_value=10,
        help_text=_("The first times together, after that alone. You can change it later."),
    )  # fmt: skip
    day = forms.DateField(label=_("When is the first time?"), widget=DateInput(), required=False)


class ErrandDayForm(Form):
    """Another appointment."""

    day = forms.DateField(label=_("When is the next time?"), widget=DateInput())
