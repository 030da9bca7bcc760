"""What a coordinator types at the desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.programmes import Programme
from naast.support.models import SupportRequest
from naast.ui.forms import Form
from naast.ui.widgets import DateInput, DateTimeInput


class PlanTalkForm(Form):
    """When to get acquainted."""

    planned_at = forms.DateTimeField(label=_("When will you meet?"), widget=DateTimeInput())


class NoteTalkForm(Form):
    """On which day the talk took place."""

    held_on = forms.DateField(label=_("On which day did you meet?"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", timezone.localdate())


class ChooseProgrammeForm(Form):
    """Which of the programmes here suits a question."""

    programme = forms.ChoiceField(label=_("What suits best?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Sequence[Programme], now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.slug, f"{each.name}: {each.audience.for_whom}") for each in offered]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("programme", now)


class DecideFitForm(Form):
    """Whether the programme suits a question, and what was found when it does not."""

    suits = forms.TypedChoiceField(
        label=_("What did you decide together?"),
        choices=[
            ("yes", SupportRequest.Fit.SUITS.label),
            ("no", SupportRequest.Fit.ELSEWHERE.label),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    other_offer = forms.CharField(
        label=_("What suits better?"),
        help_text=_("Only when something else suits better. Where can they go, and who calls?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class NoteForm(Form):
    """Something to remember about a family, for which the family reads along."""

    words = forms.CharField(
        label=_("What do you want to write down?"),
        help_text=_("What goes well, and what was agreed. Write it as you would say it to them."),
        widget=forms.Textarea(attrs={"rows": 4}),
        strip=True,
    )


class ProposeForm(Form):
    """Which supporting family to put forward."""

    supporter = forms.IntegerField(widget=forms.HiddenInput())
