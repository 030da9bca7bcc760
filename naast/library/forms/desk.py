"""What editors, reviewers and contact persons write."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.guide.taxonomy import taxonomy
from naast.library.labels import PARTS
from naast.library.wording import KINDS
from naast.people.forms.text import FreeText
from naast.ui.forms import Form


class WordsForm(Form):
    """A few words to the sender."""

    words = FreeText(label=_("Your words to the sender"), rows=4, max_length=2000)


class InviteForm(Form):
    """Whom we ask to read along."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def clean_email(self) -> str:
        """In small letters, as the house keeps addresses."""
        return str(self.cleaned_data["email"]).lower()


class SortForm(Form):
    """What sort of thing it is, and where on the map one finds the like."""

    kind = forms.ChoiceField(label=_("What sort of thing is it?"), choices=list(KINDS.items()))
    theme = forms.ChoiceField(
        label=_("On the map it belongs to"), required=False,
        help_text=_("With the example people then see what there is near them soon."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme = self.fields["theme"]
        assert isinstance(theme, forms.ChoiceField)
        named = [(key, str(term.name)) for key, term in taxonomy().themes.items()]
        theme.choices = [("", gettext("Nothing on the map")), *named]


class DifferentForm(Form):
    """What the contact person would like to be different."""

    words = FreeText(label=_("What should be different?"), rows=4, max_length=2000)


class AnswerForm(Form):
    """What a sender says beside a changed text."""

    words = FreeText(
        label=_("Would you like to say something with it?"), rows=3, max_length=2000,
        required=False,
    )  # fmt: skip


class RemarksForm(Form):
    """A box beside every part, and one for the whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            self.fields[f"remark_{part}"] = FreeText(
                label=_("What do you think of this?"), rows=2, max_length=1000, required=False
            )
        self.fields["remark_"] = FreeText(
            label=_("And of all of it together?"), rows=3, max_length=2000, required=False
        )

    def words(self) -> dict[str, str]:
        """What was said, by part; the empty part is the whole."""
        return {name.removeprefix("remark_"): said for name, said in self.cleaned_data.items()}
