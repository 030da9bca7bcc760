"""Shapes of what is chosen and sent. The names stand in addresses, so they are Dutch."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common import pictures
from naast.kernel.errors import DomainError
from naast.programmes.language_files import SOURCE_LANGUAGE
from naast.toolkit.kinds import FORMATS, Kind
from naast.toolkit.material import Material
from naast.toolkit.papers.logos import Logo, logo
from naast.toolkit.selectors.places import NOWHERE, Place, subjects_here
from naast.toolkit.subjects import BESIDE, LOOK_ROUND
from naast.toolkit.texts import all_texts
from naast.ui.forms import Form

UNKNOWN: Final = {"invalid_choice": _("We do not have this. Choose something else.")}
MOST_LOGOS: Final = 3
_MORE_THAN_A_LOGO: Final = 1_000_000
"""Bytes that are read of a file at most; a logo is smaller by far."""


class MaterialForm(Form):
    """What to make. What an address leaves out has a beginning, so a page without any shows one."""

    use_required_attribute = False

    wat = forms.ChoiceField(label=_("What do you want to make?"), error_messages=UNKNOWN)
    over = forms.ChoiceField(label=_("About what?"), error_messages=UNKNOWN)
    taal = forms.ChoiceField(label=_("In which language?"), error_messages=UNKNOWN)
    waar = forms.ChoiceField(
        label=_("Which place stands on it?"), required=False, error_messages=UNKNOWN
    )
    nummers = forms.ChoiceField(
        label=_("With numbers to call when it cannot wait?"), error_messages=UNKNOWN,
        choices=[("ja", _("Yes")), ("nee", _("No"))],
    )  # fmt: skip

    def __init__(self, given: QueryDict, there: Mapping[str, Place]) -> None:
        super().__init__({**_beginnings(given, there), **given.dict()})
        self.there = there
        self.subjects = {each.key: each for each in subjects_here(there)}
        self.choose_from("wat", [(kind.value, str(form.name)) for kind, form in FORMATS.items()])
        self.choose_from("over", [
            (gettext("For everybody"), self._named(programmes=False)),
            (gettext("Programmes"), self._named(programmes=True)),
        ])  # fmt: skip
        self.choose_from("taal", [(code, each.name) for code, each in all_texts().items()])
        organisations = [(p.key, p.name) for p in there.values() if p.is_organisation]
        others = [(p.key, p.name) for p in there.values() if not p.is_organisation]
        self.choose_from("waar", [
            ("", gettext("No place")), (gettext("Organisations"), organisations),
            (gettext("Municipalities"), others),
        ])  # fmt: skip

    def _named(self, *, programmes: bool) -> list[tuple[str, str]]:
        found = self.subjects.values()
        return [(s.key, s.name) for s in found if (s.programme is not None) is programmes]

    def choose_from(self, name: str, options: list[Any]) -> None:
        """What there is to choose in a field; groups of nothing are left out."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [each for each in options if each[1]]

    def clean(self) -> dict[str, Any]:
        """A programme is named with a place only where it is."""
        told: dict[str, Any] = super().clean() or {}
        about, place = self.subjects.get(told.get("over", "")), self.there.get(told.get("waar", ""))
        if about is not None and place is not None and not place.runs(about):
            raise ValidationError({"waar": gettext(
                "In %(place)s this programme is not there yet. Choose another place, or none."
            ) % {"place": place.name}})  # fmt: skip
        return told

    def material(self) -> Material:
        """What was chosen, once it is valid."""
        told = self.cleaned_data
        return Material(
            kind=Kind(told["wat"]),
            subject=self.subjects[told["over"]],
            language=told["taal"],
            place=self.there.get(told["waar"], NOWHERE),
            numbers=told["nummers"] == "ja",
        )


def _beginnings(given: QueryDict, there: Mapping[str, Place]) -> dict[str, str]:
    """What counts where nothing was chosen: a poster in Dutch that names the one organisation there
    is. Numbers to call stand by themselves on what is for who sees a child.
    """
    organisations = [place.key for place in there.values() if place.is_organisation]
    return {
        "wat": Kind.POSTER_A4.value,
        "over": BESIDE,
        "taal": SOURCE_LANGUAGE,
        "waar": organisations[0] if len(organisations) == 1 else "",
        "nummers": "ja" if given.get("over") == LOOK_ROUND else "nee",
    }


class LogosForm(Form):
    """Logos of partners, each with the name that is read out."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_LOGOS + 1):
            self.fields[f"logo_{number}"] = forms.FileField(
                label=gettext("Logo %(number)s") % {"number": number}, required=False,
                widget=forms.FileInput(attrs={"accept": pictures.ACCEPTED}),
                error_messages={"empty": _("This file is empty. Choose another one.")},
            )  # fmt: skip
            self.fields[f"naam_{number}"] = forms.CharField(
                label=gettext("Name of partner %(number)s") % {"number": number}, required=False,
                max_length=60,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every logo as it can be drawn, in order, under `logos`."""
        told: dict[str, Any] = super().clean() or {}
        logos: list[Logo] = []
        for number in range(1, MOST_LOGOS + 1):
            sent = told.get(f"logo_{number}")
            if not sent:
                continue
            try:
                logos.append(logo(sent.read(_MORE_THAN_A_LOGO), told.get(f"naam_{number}", "")))
            except DomainError as wrong:
                self.add_error(f"logo_{number}", str(wrong))
        if not logos and not self.errors:
            self.add_error("logo_1", gettext("Choose at least one logo."))
        return {**told, "logos": logos}
