"""What people type when something is not right, and when they look in an emergency."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.support.models import Match
from naast.ui.forms import Form

ABOUT_SOMETHING_ELSE: Final = "0"
LONGEST: Final = 2000


class ReportForm(Form):
    """That something is not right. Nothing has to be filled in; who stands beside one family only
    need not choose either.
    """

    match = forms.TypedChoiceField(
        label=_("About whom is it?"), coerce=int, widget=forms.RadioSelect(), required=False
    )
    words = forms.CharField(
        label=_("Would you like to say something about it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        required=False,
    )

    def __init__(
        self, *args: Any, matches: Sequence[tuple[Match, str]], chosen: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["match"]
        assert isinstance(field, forms.TypedChoiceField)
        named = [(str(match.pk), name) for match, name in matches]
        field.choices = [*named, (ABOUT_SOMETHING_ELSE, _("About something else"))]
        self.initial.setdefault("match", chosen or (matches[0][0].pk if matches else 0))
        if len(matches) < 2:
            field.widget = forms.HiddenInput()


class AnswerAlarmForm(Form):
    """An answer to whoever told it."""

    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("What you did, and what happens now. Write it as you would say it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class BreakGlassForm(Form):
    """Which family, and why."""

    number = forms.IntegerField(
        label=_("Number of the family"),
        help_text=_("It stands on the family's own page. Ask for it on the phone."),
        min_value=1,
        max_value=2**31,
    )
    first_name = forms.CharField(label=_("First name of somebody who lives there"), max_length=60)
    reason = forms.CharField(
        label=_("Why do you have to look now?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class ExplainGlassForm(Form):
    """What was done, told to the family afterwards."""

    words = forms.CharField(
        label=_("What did you do, and why?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )


class RegisterForm(Form):
    """Which adult it is about."""

    member = forms.TypedChoiceField(
        label=_("About whom is it?"), coerce=int, widget=forms.RadioSelect()
    )

    def __init__(self, *args: Any, adults: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(pk), name) for pk, name in adults]
