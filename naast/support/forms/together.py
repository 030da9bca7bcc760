"""What people type about a day together, and about a call."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.support.models import HowItWent, Side
from naast.support.services.together import DayTogether
from naast.ui.forms import Form
from naast.ui.widgets import DateInput

YES, NO = "yes", "no"


class DayForm(Form):
    """How a day together went. `key` makes sure that what is sent twice arrives once."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "invalid": _("Something went wrong. Open the page anew and send it once more."),
            "required": _("Something went wrong. Open the page anew and send it once more."),
        },
    )
    day = forms.DateField(label=_("Which day?"), widget=DateInput())
    happened = forms.ChoiceField(
        label=_("Did you see each other?"),
        choices=[(YES, _("Yes, we were together")), (NO, _("No, it did not happen"))],
        widget=forms.RadioSelect,
    )
    did = forms.CharField(label=_("What did you do?"), max_length=200, required=False)
    mood = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=HowItWent.Mood,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=_("Anything you would like to say about it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", str(uuid4()))

    def told(self) -> DayTogether:
        """What was told. Only after `is_valid`."""
        given = {name: self.cleaned_data[name] for name in ("day", "mood", "did", "words")}
        return DayTogether(happened=self.cleaned_data["happened"] == YES, **given)

    def key_sent(self) -> UUID:
        """The key that came along. Only after `is_valid`."""
        sent: UUID = self.cleaned_data["key"]
        return sent


def as_typed(note: HowItWent) -> dict[str, object]:
    """A note as its form would have been filled in."""
    return {
        "day": note.day,
        "happened": YES if note.happened else NO,
        "did": note.did,
        "mood": note.mood,
        "words": note.words,
    }


class CheckInForm(Form):
    """With whom there was a call, and what came of it; or that it is skipped, or put off."""

    DONE, SKIPPED, LATER = "done", "skipped", "later"

    side = forms.ChoiceField(label=_("Whom did you speak?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What came of it?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        required=False,
    )
    on = forms.DateField(label=_("On which day do you call?"), widget=DateInput(), required=False)
    outcome = forms.ChoiceField(
        choices=[(name, name) for name in (DONE, SKIPPED, LATER)], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, sides: Sequence[tuple[Side, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["side"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(sides)

    def clean(self) -> dict[str, Any]:
        """Putting a call off needs a day."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == self.LATER and not given.get("on"):
            self.add_error("on", _("Choose a day that is still to come."))
        return given
