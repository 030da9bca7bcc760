"""Forms of evenings for supporters: what, when, where, for how many, and who is asked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.people.models import Training
from naast.ui.forms import Form
from naast.ui.widgets import DateTimeInput

Choices = Sequence[tuple[str, Any]]


class _EveningForm(Form):
    starts_at = forms.DateTimeField(label=_("When does it begin?"), widget=DateTimeInput())
    place = FreeText(label=_("Where is it?"), max_length=120)


class PlanTrainingForm(_EveningForm):
    """A training for a group, an intervision or a theme evening."""

    counts_for = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    title = FreeText(label=_("What do you call it?"), max_length=120)
    seats = forms.IntegerField(label=_("For how many people?"), min_value=1, max_value=100)
    supporters = forms.MultipleChoiceField(
        label=_("Whom do you invite?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("counts_for", "title", "starts_at", "place", "seats", "supporters")

    def __init__(self, *args: Any, steps: Choices, waiting: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(kind.value, kind.label) for kind in Training.Kind if kind != "training"]
        self.fields["counts_for"].choices = [*steps, *others]  # type: ignore[attr-defined]  # a choice field
        self.fields["supporters"].choices = waiting  # type: ignore[attr-defined]  # a choice field


class TrainAloneForm(_EveningForm):
    """One to one, because a group has not begun yet."""

    step = forms.ChoiceField(label=_("Which training?"), widget=forms.RadioSelect)
    because = FreeText(
        label=_("Why alone?"),
        help_text=_("One sentence is enough. They read it too."),
        max_length=300,
        rows=3,
    )
    field_order = ("step", "starts_at", "place", "because")

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = steps  # type: ignore[attr-defined]  # a choice field


class ChosenForm(Form):
    """Some of those who are named on the page, by number."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, label: Any, options: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].label = label
        self.fields["chosen"].choices = options  # type: ignore[attr-defined]  # a choice field
