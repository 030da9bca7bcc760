"""Forms of a supporter's file: days and a yes or no, never a document."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.ui.forms import Form
from naast.ui.widgets import DateInput


class NoteVogForm(Form):
    """That the original VOG of one adult was seen."""

    seen_on = forms.DateField(label=_("On which day did you see it?"), widget=DateInput())
    profile_ok = forms.TypedChoiceField(
        label=_("Does it fit working with children?"),
        help_text=_("It says for which work it was given. For us that is: with children."),
        choices=[("yes", _("Yes, it fits")), ("no", _("No, it was given for something else"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen_on": _today()}, **kwargs)


class NoteTrustStepForm(Form):
    """That a step of getting acquainted was taken."""

    done_on = forms.DateField(label=_("On which day was it?"), widget=DateInput())

    def __init__(self, *args: Any, done_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"done_on": done_on or _today()}, **kwargs)


class PauseForm(Form):
    """Until which day a break lasts; nothing is until further notice."""

    until = forms.DateField(label=_("Until and including"), required=False, widget=DateInput())


def _today() -> date:
    return timezone.localdate()
