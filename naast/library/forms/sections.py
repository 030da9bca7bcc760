"""The fixed format as a form, in eight short sections. Only a name and a few sentences must be.

What is left out stays empty, and the page of an example shows that it is.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naast.library.labels import ROLES
from naast.library.table import ROWS
from naast.library.wording import ELEMENTS, PERSPECTIVES, PLACES, WAYS
from naast.people.forms.text import FreeText
from naast.ui.forms import Form, for_everybody
from naast.ui.widgets import DateInput

A_LINE_A_POINT = _("Each point on a line of its own.")
CHECKBOXES = forms.CheckboxSelectMultiple


def _long(label: Any, hint: Any = "", rows: int = 5) -> FreeText:
    long = FreeText(label=label, help_text=hint, rows=rows, max_length=4000, required=False)
    return for_everybody(long)


class BeginningForm(Form):
    """What it is called, and what it is."""

    title = for_everybody(FreeText(label=_("What is it called?"), max_length=100))
    nutshell = for_everybody(FreeText(
        label=_("In a nutshell"), max_length=600, rows=4,
        help_text=_("Two or three sentences, as you would tell a neighbour."),
    ))  # fmt: skip


class ElementsForm(Form):
    """One box per element; an empty box says that it does not show that one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for element, said in ELEMENTS.items():
            box = FreeText(
                label=said.name, help_text=said.means, rows=2, max_length=800, required=False
            )
            self.fields[f"element_{element}"] = for_everybody(box)


class WorksForm(Form):
    """What works, and what could be better: both belong to it."""

    works = _long(_("What works"), A_LINE_A_POINT)
    better = _long(_("What can be better"), A_LINE_A_POINT)


class DescriptionForm(Form):
    """How it goes, for whom, by whom, and what it takes."""

    description = _long(
        _("How it goes"),
        _("From the first contact to the goodbye. A new line is a new paragraph."),
        8,
    )
    for_whom = _long(_("For whom"), A_LINE_A_POINT, 3)
    by_whom = _long(_("By whom"), A_LINE_A_POINT, 3)
    needed = _long(
        _("What it takes"), _("People, a place, money, time. Each on a line of its own."), 4
    )


class SettingForm(Form):
    """Where it was seen, by whom, and where it stands in the matrix."""

    setting = for_everybody(FreeText(
        label=_("Where was it seen?"), max_length=200, required=False,
        help_text=_("The place and who does it there. Elsewhere it may go another way."),
    ))  # fmt: skip
    places = forms.MultipleChoiceField(
        label=_("What kind of support is it?"), choices=list(PLACES.items()), required=False,
        widget=CHECKBOXES, help_text=_("More than one is fine; many are a mix."),
    )  # fmt: skip
    perspectives = forms.MultipleChoiceField(
        label=_("Who told about it?"), choices=list(PERSPECTIVES.items()), required=False,
        widget=CHECKBOXES,
    )  # fmt: skip
    ways = forms.MultipleChoiceField(
        label=_("How did you speak with them?"), choices=list(WAYS.items()), required=False,
        widget=CHECKBOXES,
    )  # fmt: skip
    rating = forms.CharField(
        label=_("Class at the NJi, if it has one"), max_length=120, required=False
    )
    rating_source = forms.CharField(
        label=_("Where does that stand?"), max_length=200, required=False
    )
    rating_on = forms.DateField(
        label=_("On which day was it given?"), required=False, widget=DateInput()
    )

    def clean(self) -> dict[str, Any]:
        """A class says where it stands, policy stands outside the matrix, who spoke and how."""
        told = super().clean() or {}
        if told.get("rating") and not told.get("rating_source"):
            self.add_error("rating_source", _("Write where one can read it."))
        if "policy" in told.get("places", ()) and len(told["places"]) > 1:
            self.add_error(
                "places", _("Policy stands beside the others: choose policy, or the rest.")
            )
        return told


class QuotesForm(Form):
    """What people said: a role and never a name, and the day they said yes to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, ROWS + 1):
            self.fields[f"quote_{row}"] = FreeText(
                label=_("Quote %(n)s") % {"n": row}, rows=2, max_length=500, required=False
            )
            self.fields[f"role_{row}"] = forms.ChoiceField(
                label=_("Who said it?"),
                required=False,
                choices=[("", _("Choose")), *ROLES.items()],
            )
            self.fields[f"approved_on_{row}"] = forms.DateField(
                label=_("On which day did they say that it may stand here?"), required=False,
                widget=DateInput(),
                help_text=_("Without that day we keep the quote, and nobody reads it."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A quote has a role; nobody said yes tomorrow."""
        told = super().clean() or {}
        for row in range(1, ROWS + 1):
            if told.get(f"quote_{row}") and not told.get(f"role_{row}"):
                self.add_error(f"role_{row}", _("Choose who said it. A name is never shown."))
            day = told.get(f"approved_on_{row}")
            if day and day > timezone.localdate():
                self.add_error(f"approved_on_{row}", _("This day is still to come."))
        return told

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each quote."""
        return _rows(self, "quote_{}", "role_{}", "approved_on_{}")


class LinksForm(Form):
    """Where one reads on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, ROWS + 1):
            self.fields[f"link_url_{row}"] = forms.URLField(
                label=_("Web address %(n)s") % {"n": row}, required=False, max_length=300,
                assume_scheme="https",
                widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
            )  # fmt: skip
            self.fields[f"link_title_{row}"] = forms.CharField(
                label=_("What does one find there?"), required=False, max_length=120
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each link."""
        return _rows(self, "link_url_{}", "link_title_{}")


def _rows(form: Form, *names: str) -> list[list[forms.BoundField]]:
    return [[form[name.format(row)] for name in names] for row in range(1, ROWS + 1)]


class ReachForm(Form):
    """Whom we answer, and who says yes before it is published."""

    sender_name = forms.CharField(
        label=_("Your name"), max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    sender_email = forms.EmailField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    contact_email = forms.EmailField(
        label=_("E-mail address of the contact person, if that is somebody else"), required=False,
        help_text=_("Who answers for this example. Without their yes nothing is published."),
    )  # fmt: skip

    def clean_sender_email(self) -> str:
        """In small letters, as the house keeps addresses."""
        return str(self.cleaned_data["sender_email"]).lower()

    def clean_contact_email(self) -> str:
        """In small letters; empty when it is the sender's own."""
        return str(self.cleaned_data["contact_email"]).lower()


SECTIONS: tuple[type[Form], ...] = (
    BeginningForm, ElementsForm, WorksForm, DescriptionForm, SettingForm, QuotesForm, LinksForm,
)  # fmt: skip
"""The sections of the text itself, in order; whom we answer is asked apart."""


class WholeForm(
    BeginningForm, ElementsForm, WorksForm, DescriptionForm, SettingForm, QuotesForm, LinksForm
):
    """The whole text on one page, for who changes it after sending."""

    def sections(self) -> list[list[forms.BoundField]]:
        """Its fields, section by section."""
        return [[self[name] for name in section().fields] for section in SECTIONS]
