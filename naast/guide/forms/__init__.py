"""Shapes of what is asked and written about the map."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common import pictures
from naast.common.uploads import MOST
from naast.guide import opening
from naast.guide.models import Service
from naast.guide.services.keeping import Times
from naast.guide.taxonomy import taxonomy
from naast.people.choices import LANGUAGES
from naast.people.forms.text import FreeText
from naast.ui.forms import Form, for_everybody


def _themes() -> list[tuple[str, str]]:
    return [(key, str(term.name)) for key, term in taxonomy().themes.items()]


def _access() -> list[tuple[str, str]]:
    return [(key, str(term.name)) for key, term in taxonomy().access.items()]


class NearForm(Form):
    """A question to the map. The names stand in the address, so they are Dutch."""

    use_required_attribute = False

    vraag = forms.CharField(label=_("What are you looking for?"), max_length=200, required=False)
    plaats = forms.CharField(
        label=_("Your postcode or place"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )  # fmt: skip
    over = forms.ChoiceField(label=_("About"), required=False)
    leeftijd = forms.IntegerField(
        label=_("Age of who it is for"), min_value=0, max_value=120, required=False
    )
    taal = forms.ChoiceField(label=_("In this language too"), required=False)
    binnen = forms.ChoiceField(label=_("Getting in"), required=False)
    gratis = forms.BooleanField(label=_("Only what is free"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", gettext("No matter"))]
        for name, options in (
            ("over", _themes()),
            ("taal", [(code, str(name)) for code, name in LANGUAGES.items()]),
            ("binnen", _access()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*everything, *options]


class ServiceForm(Form):
    """What a coordinator writes down of a service."""

    provider = forms.CharField(label=_("Organisation"), max_length=120)
    name = for_everybody(forms.CharField(label=_("What is it called?"), max_length=120))
    about = for_everybody(FreeText(
        label=_("What is it?"), max_length=3000, rows=5,
        help_text=_("As you would tell it to a neighbour."),
    ))  # fmt: skip
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"), widget=forms.CheckboxSelectMultiple
    )
    for_whom = for_everybody(FreeText(label=_("For whom?"), max_length=500, rows=2, required=False))
    youngest = forms.IntegerField(
        label=_("From age"), min_value=0, max_value=120, required=False,
        help_text=_("Empty when age does not matter."),
    )  # fmt: skip
    oldest = forms.IntegerField(
        label=_("Up to and including age"), min_value=0, max_value=120, required=False
    )
    how = for_everybody(
        FreeText(label=_("How does one begin?"), max_length=1000, rows=2, required=False)
    )
    is_free = forms.ChoiceField(
        label=_("Is it free?"), widget=forms.RadioSelect, required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I don't know"))],
    )  # fmt: skip
    costs = for_everybody(
        forms.CharField(label=_("What does it cost?"), max_length=200, required=False)
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), widget=forms.CheckboxSelectMultiple, required=False
    )
    phone = forms.CharField(label=_("Phone number"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("Public e-mail address"), required=False,
        help_text=_("We ask here twice a year whether it is still right."),
    )  # fmt: skip
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    status = forms.ChoiceField(label=_("Is it there?"), choices=Service.Status)
    municipalities = forms.MultipleChoiceField(
        label=_("For families in"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Where people live who may use it, not where the office is."),
    )  # fmt: skip

    def __init__(self, *args: Any, municipalities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in (
            ("themes", _themes()),
            ("languages", [(code, str(name)) for code, name in LANGUAGES.items()]),
            ("municipalities", list(municipalities.items())),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = options

    def clean_is_free(self) -> bool | None:
        """Yes, no, or nobody knows."""
        return {"yes": True, "no": False}.get(self.cleaned_data["is_free"])


class PlaceForm(Form):
    """Where a service is given, and when."""

    name = forms.CharField(label=_("Name of the building"), max_length=120)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=7)
    town = forms.CharField(label=_("Town"), max_length=80)
    accessibility = forms.MultipleChoiceField(
        label=_("Getting in"), widget=forms.CheckboxSelectMultiple, required=False
    )
    times = forms.CharField(
        label=_("Opening times"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A line each, such as “ma 9.00-12.00”. Every other week: “ma 9.00-12.00 /2”."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["accessibility"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = _access()

    def clean_times(self) -> Times:
        """Opening times that could be read."""
        try:
            return opening.read_lines(self.cleaned_data["times"])
        except ValueError as wrong:
            raise ValidationError(
                gettext("We cannot read “%(line)s”. Write it like “ma 9.00-12.00”.")
                % {"line": str(wrong)[:60]}
            ) from None


class ContactForm(Form):
    """Whom to ask for."""

    at = forms.ChoiceField(label=_("Where"), required=False)
    name = forms.CharField(label=_("First name, or how people say it"), max_length=80)
    role = forms.CharField(
        label=_("What does this person do here?"), max_length=120, required=False
    )
    email = forms.EmailField(
        label=_("Own e-mail address"),
        help_text=_("Here we ask whether it is all right. Only after a yes anybody reads of them."),
    )
    phone = forms.CharField(label=_("Phone number"), max_length=30, required=False)
    times = forms.CharField(label=_("When to find them"), max_length=200, required=False)
    face = forms.FileField(
        label=_("Picture of the face"), required=False,
        widget=forms.FileInput(attrs={"accept": pictures.ACCEPTED}),
        help_text=_(
            "JPEG or PNG, at most 10 MB. We draw it anew, small and upright. Where and when it was "
            "taken does not come along."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at = self.fields["at"]
        assert isinstance(at, forms.ChoiceField)
        at.choices = [("", gettext("Everywhere this is given")), *places]

    def clean_face(self) -> Any:
        """A file that came whole; of a larger one only the beginning was kept."""
        sent = self.cleaned_data["face"]
        if sent and sent.size > pictures.LARGEST:
            raise ValidationError(pictures.too_large())
        return sent


class WordForm(Form):
    """An everyday word and what is meant by it."""

    word = forms.CharField(label=_("What people say"), max_length=80)
    means = forms.CharField(
        label=_("Words of the map"), max_length=300, required=False,
        help_text=_("Separated by commas. Left empty, the word is taken away."),
    )  # fmt: skip


class MapFileForm(Form):
    """A whole map, as JSON or as a zip of sheets. What is in it is read elsewhere."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("A zip with sheets (CSV), or JSON. At most 1 MB; as a zip much more fits in."),
    )

    def clean_file(self) -> Any:
        """A file that came whole; of a larger one only the beginning was kept."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST:
            raise ValidationError(
                gettext(
                    "This file is larger than 1 MB. Send it as a zip, or ask who runs this "
                    "installation: they can take in larger ones."
                )
            )
        return sent


class WrongForm(Form):
    """What should be different, says the owner."""

    words = FreeText(label=_("What should be different?"), max_length=500, rows=3)
