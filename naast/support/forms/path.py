"""What people type along the path."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.support.models import Answer
from naast.ui.forms import Form
from naast.ui.widgets import DateInput, DateTimeInput


class AnswerForm(Form):
    """A yes, a no or a think. Each button of the page is one reply."""

    question = forms.ChoiceField(choices=Answer.Question)
    reply = forms.ChoiceField(choices=Answer.Reply)


class PlanMeetingForm(Form):
    """When and where two families meet for the first time."""

    planned_at = forms.DateTimeField(label=_("When do they meet?"), widget=DateTimeInput())
    place = forms.CharField(
        label=_("Where?"),
        max_length=120,
        help_text=_("A place where both feel at ease: the library, a playground."),
    )


class NoteMeetingForm(Form):
    """On which day they met."""

    held_on = forms.DateField(label=_("On which day did they meet?"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", timezone.localdate())


class SkipPhaseForm(Form):
    """Why a step is left out. Both families read it."""

    reason = forms.CharField(
        label=_("Why do you skip this step?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class StaysInTouchForm(Form):
    """Whether two families stay in touch."""

    stays = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes"
    )
