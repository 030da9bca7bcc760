"""What people type when a time together ends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.support.models import Side
from naast.ui.components.formats import dutch_date
from naast.ui.forms import Form
from naast.ui.widgets import DateInput


class GoodbyeForm(Form):
    """On which day, and what both would like to do. `replaces` is the version it began with."""

    day = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=DateInput(),
        help_text=_("You do not know yet? Then leave it empty."),
    )
    words = FreeText(
        label=_("What would you like to do that day?"),
        help_text=_("For example: bake pancakes one more time, or look at the photos together."),
        max_length=1000,
        rows=3,
        required=False,
    )
    replaces = forms.IntegerField(required=False, widget=forms.HiddenInput())


class ThanksForm(Form):
    """What somebody thanks the other family for."""

    words = FreeText(
        label=_("What would you like to say to them?"),
        help_text=_("A few words are enough."),
        max_length=2000,
        rows=4,
    )


class YoungThanksForm(ThanksForm):
    """The same, from the own page of a young person."""

    match = forms.IntegerField(widget=forms.HiddenInput())


class EnoughForm(Form):
    """That it is enough. No reason is asked."""

    words = FreeText(
        label=_("Is there something you would like to say about it?"),
        help_text=_("You need not. Only the coordinator reads it."),
        max_length=1000,
        rows=3,
        required=False,
    )


class YoungEnoughForm(EnoughForm):
    """The same, from the own page of a young person."""

    match = forms.IntegerField(widget=forms.HiddenInput())


class LongerForm(Form):
    """Until when they would like to go on."""

    until = forms.DateField(label=_("Until which day?"), widget=DateInput())

    def __init__(self, *args: Any, ends_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ends_on is not None:
            now = {"day": dutch_date(ends_on)}
            self.fields["until"].help_text = _("Now it is until %(day)s.") % now


class AnswerLongerForm(Form):
    """Yes or no to going on longer. Each button of the page is one answer."""

    agrees = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes"
    )


class DecideLongerForm(Form):
    """What the coordinator decides, and why. Both families read it."""

    grants = forms.TypedChoiceField(
        label=_("Do they go on longer?"),
        choices=[("yes", _("Yes, they go on")), ("no", _("No, the end stays"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = FreeText(label=_("Why?"), max_length=1000, rows=3)


class SettleEnoughForm(Form):
    """What came of a talk with a young person who said that it is enough."""

    enough = forms.IntegerField()
    ends = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes"
    )


class AftertalkForm(Form):
    """On which day a talk about an early ending was, and what was said."""

    side = forms.ChoiceField(choices=Side, widget=forms.HiddenInput())
    held_on = forms.DateField(label=_("On which day did you talk?"), widget=DateInput())
    words = FreeText(
        label=_("What did you hear?"),
        help_text=_("In their own words, as far as you can. You need not write anything."),
        max_length=3000,
        rows=5,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", timezone.localdate())


class TakeAlongForm(Form):
    """What a family that asked takes along when it offers support itself.

    Args: known: per question of the offer what it told before, in words.
    """

    take = forms.MultipleChoiceField(
        label=_("What comes along?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, known: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        take = self.fields["take"]
        assert isinstance(take, forms.MultipleChoiceField)
        take.choices = list(known.items())
