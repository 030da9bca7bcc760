"""Questions about a household: the same for who asks and for who stands beside somebody."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast import places
from naast.common.words import Words
from naast.matching import SLOTS
from naast.people.choices import DAYS, LANGUAGES, PARTS
from naast.people.forms.text import FreeText
from naast.people.services.households import Child
from naast.places.postcodes import four_digits
from naast.ui.forms import Form

ANY = "any"
"""The choice that stands for all the others: any time, anybody."""
MOST_CHILDREN = 6
OLDEST_CHILD = 25
"""Years. Whoever is older is an adult at home."""
OLDEST_ADULT = 100
"""Years."""
COMMON_LANGUAGES = ("nl", "en", "ar", "tr", "ti", "uk", "pl")
NO_YEAR = _("Write a year in four digits, such as 2018.")
Labels = Mapping[str, str | Promise | Words]

_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\n|\ben\b|\band\b)\s*")
_phone = RegexValidator(
    r"^\+?(?:[\s()-]*\d){8,15}$", _("Please write a phone number, such as 06 1234 5678.")
)


class PostcodeForm(Form):
    """Where they live, as far as four digits tell it."""

    postcode = forms.CharField(
        label=_("Your postcode"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "class": "utrecht-textbox--short"}
        ),
    )

    def clean_postcode(self) -> str:
        """The four digits of a postcode that exists."""
        digits = four_digits(self.cleaned_data["postcode"])
        if digits is None:
            raise forms.ValidationError(_("Write four digits, such as 2311. Letters may follow."))
        if places.find(digits) is None:
            raise forms.ValidationError(_("We do not know this postcode. Is it written right?"))
        return digits


class SlotsForm(Form):
    """When they can, in parts of a day. Not knowing yet is the same as any time."""

    slots = forms.MultipleChoiceField(
        label=_("Parts of the day"),
        choices=[
            *((DAYS[day], [(f"{day}-{part}", PARTS[part]) for part in PARTS]) for day in DAYS),
            (ANY, _("Any time, or I don't know yet")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_slots(self) -> list[str]:
        """Day parts in the order of the week."""
        chosen = self.cleaned_data["slots"]
        return [slot for slot in SLOTS if ANY in chosen or slot in chosen]


class ChildrenForm(Form):
    """First names or nicknames with birth years, a row each. With `needed` the first row must be
    filled; the others may stay empty.
    """

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_CHILDREN + 1):
            required = needed and number == 1
            self.fields[f"name_{number}"] = FreeText(
                label=_("First name or nickname"),
                max_length=60,
                required=required,
                error_messages={"required": _("What do you call this child?")},
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"year_{number}"] = forms.IntegerField(
                label=_("Year of birth"),
                required=required,
                error_messages={
                    "required": _("In which year was this child born?"),
                    "invalid": NO_YEAR,
                },
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def clean(self) -> dict[str, Any]:
        """The filled rows as `children`, in the order they were written."""
        rows = [self._child(number) for number in range(1, MOST_CHILDREN + 1)]
        return {**self.cleaned_data, "children": [child for child in rows if child]}

    def _child(self, number: int) -> Child | None:
        """The child of one row; None when the row is empty or only half filled."""
        name_field, year_field = f"name_{number}", f"year_{number}"
        name, year = self.cleaned_data.get(name_field), self.cleaned_data.get(year_field)
        this_year = timezone.localdate().year
        if year is not None and not this_year - OLDEST_CHILD <= year <= this_year:
            self.add_error(year_field, NO_YEAR)
        elif name and year is None and year_field not in self.errors:
            asked = _("In which year was %(name)s born?") % {"name": name}
            self.add_error(year_field, asked)
        elif year is not None and not name and name_field not in self.errors:
            self.add_error(name_field, _("What do you call this child?"))
        return Child(name=name, birth_year=year) if name and year is not None else None

    def rows(self) -> list[dict[str, Any]]:
        """Per row its number, its two fields and whether it must be filled."""
        return [
            {
                "number": number,
                "name": self[f"name_{number}"],
                "year": self[f"year_{number}"],
                "needed": self.fields[f"name_{number}"].required,
            }
            for number in range(1, MOST_CHILDREN + 1)
        ]

    def further_rows_in_use(self) -> bool:
        """Whether anything stands in a row after the first two, so that they must be open."""
        return any(row["name"].value() or row["year"].value() for row in self.rows()[2:])


class BirthYearForm(Form):
    """A year of birth, which may stay empty."""

    born = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        error_messages={"invalid": NO_YEAR},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean_born(self) -> int | None:
        """A year somebody who lives now can be born in."""
        year, this_year = self.cleaned_data["born"], timezone.localdate().year
        if year is not None and not this_year - OLDEST_ADULT <= year <= this_year:
            raise forms.ValidationError(NO_YEAR)
        return int(year) if year is not None else None


class InterestsForm(Form):
    """What they like to do, from the programme's own list. Leaving it empty is fine."""

    interests = forms.MultipleChoiceField(
        label=_("What you like"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, interests: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interests"].choices = list(interests.items())  # type: ignore[attr-defined]  # a choice field


class LanguagesForm(Form):
    """Languages spoken at home."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[
            (_("Spoken most"), [(code, LANGUAGES[code]) for code in COMMON_LANGUAGES]),
            (
                _("Others"),
                [(c, name) for c, name in LANGUAGES.items() if c not in COMMON_LANGUAGES],
            ),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


class NamesForm(Form):
    """The adults at home, by first name."""

    first_name = FreeText(
        label=_("Your first name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    others = FreeText(
        label=_("Other adults at home"),
        help_text=_("First names, with a comma between them. Nobody else? Leave this empty."),
        max_length=100,
        required=False,
    )

    def clean_others(self) -> list[str]:
        """First names, one by one."""
        names = [name for name in _BETWEEN_NAMES.split(self.cleaned_data["others"]) if name]
        if any(len(name) > 60 for name in names):
            raise forms.ValidationError(_("Please put a comma between the names."))
        return names


class ReachForm(Form):
    """How to reach who registers. The e-mail address is also the way to sign in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("On this address you get a link to sign in. You need no password."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("If you would rather be called or texted."),
        max_length=20,
        required=False,
        validators=[_phone],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )

    def clean_email(self) -> str:
        """The address in small letters: that is how accounts are known."""
        return str(self.cleaned_data["email"]).lower()
