"""Questions that only a supporting family gets."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.household import Labels
from naast.people.forms.text import FreeText
from naast.ui.forms import Form


class KindForm(Form):
    """Who they are, in the programme's words."""

    kind = forms.ChoiceField(label=_("What fits you best?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]  # a choice field


class AgesForm(Form):
    """Which ages are welcome, in whole years, both included."""

    child_age_min = forms.TypedChoiceField(label=_("From"), coerce=int)
    child_age_max = forms.TypedChoiceField(label=_("Up to and including"), coerce=int)

    def __init__(self, *args: Any, youngest: int, oldest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(age, _("%(age)s years") % {"age": age}) for age in range(youngest, oldest + 1)]
        for name, first in (("child_age_min", youngest), ("child_age_max", oldest)):
            self.fields[name].choices = years  # type: ignore[attr-defined]  # a choice field
            self.fields[name].initial = first

    def clean(self) -> dict[str, Any]:
        """From does not come after up to."""
        low, high = self.cleaned_data.get("child_age_min"), self.cleaned_data.get("child_age_max")
        if low is not None and high is not None and low > high:
            self.add_error("child_age_max", _("Choose an age that is not below the first one."))
        return self.cleaned_data


class IntroduceForm(Form):
    """How things are at their home, in their own words."""

    words = FreeText(label=_("About you"), max_length=1500, rows=6)
