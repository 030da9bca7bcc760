"""What a professional asks, what is answered, and why two may exchange after all."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.ui.components.formats import dutch_date
from naast.ui.forms import Form
from naast.ui.widgets import DateInput

WORKER, SUPPORTER = "worker", "supporter"


class EnquireForm(Form):
    """A question; to whom it goes is asked only while there is an exception."""

    to = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    words = FreeText(label=_("What would you like to ask?"), max_length=2000, rows=5)

    def __init__(self, *args: Any, worker: str, supporter: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not supporter:
            del self.fields["to"]
            return
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a choice field
            (WORKER, worker),
            (SUPPORTER, supporter),
        ]

    @property
    def to_supporter(self) -> bool:
        """Whether it goes to who stands beside the family. Only after `is_valid`."""
        return self.cleaned_data.get("to") == SUPPORTER


class AnswerEnquiryForm(Form):
    """An answer. `enquiry` is which question it is about."""

    enquiry = forms.IntegerField(widget=forms.HiddenInput)
    words = FreeText(label=_("Your answer"), max_length=2000, rows=4)


class NameProfessionalForm(Form):
    """Who works with the family, and where they get their link."""

    name = FreeText(
        label=_("Who is it?"),
        help_text=_("A name, and of which school or team."),
        max_length=100,
    )
    email = forms.EmailField(label=_("Their e-mail address"), max_length=254)


class ExchangeForm(Form):
    """Why a professional and who stands beside the family may exchange, and until when."""

    reason = FreeText(
        label=_("Why is it needed?"),
        help_text=_("One sentence is enough. The family reads it, and says yes or no."),
        max_length=500,
        rows=3,
    )
    ends_on = forms.DateField(label=_("Until which day?"), widget=DateInput())

    def __init__(self, *args: Any, longest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].help_text = _("At the latest %(day)s.") % {
            "day": dutch_date(longest)
        }
