"""What a coordinator fills in about an outing, and what a pair says to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.ui.forms import Form
from naast.ui.widgets import DateTimeInput


class OutingForm(Form):
    """An outing for the pairs of a programme."""

    title = FreeText(label=_("What are you going to do?"), max_length=80)
    place = FreeText(label=_("Where?"), max_length=120)
    starts_at = forms.DateTimeField(label=_("When?"), widget=DateTimeInput())
    seats = forms.IntegerField(
        label=_("For how many pairs is there room?"), min_value=1, max_value=200
    )
    about = FreeText(
        label=_("Good to know"),
        help_text=_("What it costs, what to bring. Every pair reads it."),
        max_length=400,
        rows=3,
        required=False,
    )


class OutingReplyForm(Form):
    """Whether a pair comes."""

    outing = forms.IntegerField()
    reply = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
