"""The form every page uses: Django's own, with plainer words when something is missing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FILL_IN = _("Please fill this in.")
CHOOSE = _("Please choose something.")


class Form(forms.Form):
    """A form that says "fill this in" or "choose something" instead of "field is required"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            default = forms.Field.default_error_messages["required"]
            if field.error_messages.get("required") == default:
                choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = CHOOSE if choice else FILL_IN
