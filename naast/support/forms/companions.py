"""Asking a second supporter beside a family, and closing a part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.people.forms.text import FreeText
from naast.people.models import Supporter
from naast.programmes import Phase, Role
from naast.ui.forms import Form


class AskCompanionForm(Form):
    """Who, and in which role."""

    role = forms.ChoiceField(label=_("In which part?"), widget=forms.RadioSelect)
    supporter = forms.ChoiceField(label=_("Who?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, roles: Sequence[Role], supporters: Sequence[Supporter], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        parts = [(role.key, str(role.title).capitalize()) for role in roles]
        names = [(str(each.pk), each.household.name) for each in supporters]
        self.fields["role"].choices = parts  # type: ignore[attr-defined]  # a choice field
        self.fields["supporter"].choices = names  # type: ignore[attr-defined]  # a choice field
        if len(parts) == 1:
            self.fields["role"].initial = parts[0][0]


class YesOrNoForm(Form):
    """A yes or a no, by button."""

    reply = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class StepBackForm(Form):
    """The first supporter stops while another one stays: a word is welcome and never needed."""

    letter = FreeText(
        label=_("Would you like to say something to those who stay?"),
        help_text=_("You need not. They keep reading it."),
        max_length=2000,
        rows=4,
        required=False,
    )
    comes_back = forms.BooleanField(
        label=_("The family may ask me back with one button"), required=False
    )


class ClosePartForm(Form):
    """A letter to the family, and whether it may ask back. Where the path can go on because this
    part is done, also whether it is.

    Args: then: the phase that follows, or None where closing moves nothing.
    """

    letter = FreeText(
        label=_("What would you like to say to the family?"),
        help_text=_("What went well, and what you wish them. They keep reading it."),
        max_length=2000,
        rows=6,
    )
    comes_back = forms.BooleanField(
        label=_("The family may ask me back with one button"), required=False, initial=True
    )
    work_done = forms.TypedChoiceField(
        label=_("Is what this part was for done?"),
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, then: Phase | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if then is None:
            del self.fields["work_done"]
            return
        goes_on = _("Yes. The path goes on with: %(phase)s") % {"phase": then.title}
        other = _("No. Somebody else has to come. The coordinator reads that.")
        self.fields["work_done"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("yes", goes_on), ("no", other),
        ]  # fmt: skip
