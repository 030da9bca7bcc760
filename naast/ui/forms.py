"""The form every page uses: Django's own, with plainer words when something is missing."""

from typing import Any, Final, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

FILL_IN = _("Please fill this in.")
CHOOSE = _("Please choose something.")


OUR_WORDS: Final = "data-lexicon-text"
"""Marks a text box in which `words.js` reads along."""

Field = TypeVar("Field", bound=forms.Field)


def for_everybody(field: Field) -> Field:
    """A field of which everybody reads what is typed: the page tells which words we say otherwise.

    The page loads `ui/words.js` for it (`ui/parts/words_script.html`).
    """
    field.widget.attrs[OUR_WORDS] = True
    return field


class Form(forms.Form):
    """A form that says "fill this in" or "choose something" instead of "field is required"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            default = forms.Field.default_error_messages["required"]
            if field.error_messages.get("required") == default:
                choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
                field.error_messages["required"] = CHOOSE if choice else FILL_IN
