"""The second press before everything goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from naast.ui.forms import Form


class ErasingForm(Form):
    """Said once more, in so many words."""

    sure = forms.BooleanField(
        label=_("I know that this cannot be undone."),
        error_messages={"required": _("Tick this when you are sure.")},
    )
