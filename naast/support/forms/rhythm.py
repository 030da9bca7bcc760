"""A rhythm in plain words, and one time together that is moved or planned."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from naast.people.choices import DAYS
from naast.programmes.path import Rhythm as Usual
from naast.support.forms.paper import PaperForm
from naast.support.models import DayPart, Rhythm
from naast.support.rhythm import PER_MONTH, PER_WEEK, every_of, weekdays_of, weekly
from naast.support.rhythm_words import every_words, length_words
from naast.support.services.appointments import When, Which
from naast.support.services.rhythm import Plan
from naast.ui.forms import Form
from naast.ui.widgets import DateInput, TimeInput

AT_LEAST: Final = {"month": PER_MONTH, "week": PER_WEEK}
"""Ways of seeing each other without a fixed day, and their rules."""

WEEKS_IN_A_MONTH: Final = 4

LENGTHS: Final = (*range(30, 8 * 60 + 1, 30), 12 * 60, 24 * 60, 48 * 60)
"""Lengths to choose from, in minutes."""

_NOT_AGREED: Final = ("", _("We agree on that each time"))


def _lengths() -> list[tuple[Any, Any]]:
    return [_NOT_AGREED, *((minutes, length_words(minutes)) for minutes in LENGTHS)]


def _days() -> list[tuple[Any, Any]]:
    named = [(str(number), capfirst(str(name))) for number, name in enumerate(DAYS.values())]
    return [(_("On weekdays"), named[:5]), (_("At the weekend"), named[5:])]


def _hour() -> forms.TimeField:
    return forms.TimeField(
        label=_("At what time?"),
        help_text=_("Leave it empty when a part of the day is enough."),
        widget=TimeInput(),
        required=False,
    )


def _parts() -> list[tuple[Any, Any]]:
    return [*((part.value, capfirst(str(part.label))) for part in DayPart), _NOT_AGREED]


def _part() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("In which part of the day?"),
        choices=_parts,
        widget=forms.RadioSelect,
        required=False,
    )


def _how_long() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("How long?"), choices=_lengths, coerce=int, empty_value=None, required=False
    )


class RhythmForm(PaperForm):
    """How often, on which days, when, how long, from when and until when, in own words."""

    how_often = forms.ChoiceField(label=_("How often do you see each other?"))
    at_least = forms.IntegerField(
        label=_("How many times at least?"),
        help_text=_("Only when the days are not fixed."),
        min_value=1,
        max_value=14,
        required=False,
    )
    days = forms.MultipleChoiceField(
        label=_("On which day?"),
        help_text=_("More than one is fine. Not needed when you choose the days one by one."),
        choices=_days,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day_part = _part()
    starts_at = _hour()
    minutes = _how_long()
    starts_on = forms.DateField(label=_("From which day?"), widget=DateInput())
    ends_on = forms.DateField(
        label=_("Until which day?"),
        help_text=_("Leave it empty when there is no last day yet."),
        widget=DateInput(),
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("For example: not in the holidays, or we eat together."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, weeks: int = 2, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["how_often"]
        assert isinstance(field, forms.ChoiceField)
        field.widget = forms.RadioSelect()
        field.choices = [
            *((str(each), capfirst(every_words(each))) for each in sorted({1, 2, 3, 4, weeks})),
            ("week", _("A few times a week, on days we choose one by one")),
            ("month", _("A few times a month, on days we choose one by one")),
        ]

    def clean(self) -> dict[str, Any]:
        """A fixed rhythm needs a day; one that is at least so often needs how often."""
        given = super().clean() or {}
        fixed = given.get("how_often") not in (None, *AT_LEAST)
        if fixed and not given.get("days") and "days" not in self.errors:
            self.add_error("days", ValidationError(_("Choose at least one day.")))
        if given.get("how_often") in AT_LEAST and "at_least" not in self.errors:
            given["at_least"] = given.get("at_least") or 1
        return given

    def plan(self) -> Plan:
        """What was agreed. Only after `is_valid`."""
        given = self.cleaned_data
        free = given["how_often"] in AT_LEAST
        days = [int(day) for day in given["days"]]
        return Plan(
            rule=AT_LEAST[given["how_often"]] if free else weekly(int(given["how_often"]), days),
            at_least=given["at_least"] if free else None,
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            day_part="" if given["starts_at"] else given["day_part"],
            starts_at=given["starts_at"],
            minutes=given["minutes"],
            words=given["words"],
        )


def as_it_is(version: Rhythm, today: date) -> dict[str, Any]:
    """What the form begins with when a rhythm is changed."""
    free = {rule: key for key, rule in AT_LEAST.items()}.get(version.rule)
    return {
        "how_often": free or str(every_of(version.rule)),
        "at_least": version.at_least,
        "days": [str(day) for day in weekdays_of(version.rule)],
        "day_part": version.day_part,
        "starts_at": version.starts_at,
        "minutes": version.minutes or "",
        "starts_on": max(version.starts_on, today),
        "ends_on": version.ends_on,
        "words": version.words,
    }


def as_usual(usual: Usual, today: date) -> dict[str, Any]:
    """What the form begins with when nothing was agreed yet: the rhythm of the programme."""
    free = "month" if usual.every_weeks >= WEEKS_IN_A_MONTH else "week"
    day, _dash, part = usual.day_parts[0].partition("-") if usual.day_parts else ("", "", "")
    return {
        "how_often": free if usual.at_least else str(usual.every_weeks),
        "at_least": usual.times if usual.at_least else None,
        "days": [str(list(DAYS).index(day))] if day and not usual.at_least else [],
        "day_part": _PARTS.get(part, ""),
        "minutes": round(usual.hours * 60) if usual.hours else "",
        "starts_on": today + timedelta(days=1),
    }


_PARTS: Final[Mapping[str, str]] = {
    "ochtend": DayPart.MORNING,
    "middag": DayPart.AFTERNOON,
    "avond": DayPart.EVENING,
}


class AcceptRhythmForm(Form):
    """Which version was read. `member` is for whom the coordinator notes a yes."""

    version = forms.IntegerField(min_value=1)
    member = forms.IntegerField(required=False)


class TimeForm(Form):
    """A day, and an hour or a part of the day."""

    day = forms.DateField(label=_("Which day?"), widget=DateInput())
    starts_at = _hour()
    day_part = _part()

    def when(self) -> When:
        """The moment. Only after `is_valid`."""
        given = self.cleaned_data
        part = "" if given["starts_at"] else given["day_part"]
        return When(given["day"], given["starts_at"], part)


class ExtraTimeForm(TimeForm):
    """A time that no rhythm plans."""

    minutes = _how_long()


class MoveForm(TimeForm):
    """Another moment for one time. `version` is how often it was changed when it was read."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def lay_on_top(self, version: int) -> None:
        """From now on it changes `version`: whoever sends it again has seen that one."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["version"] = str(version)
        self.data = sent


_NUMBER: Final = re.compile(r"[0-9]{1,15}")


class ActForm(Form):
    """One button at a time together."""

    ACTS: Final = ("later", "swap", "cancel", "restore")

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    version = forms.IntegerField(min_value=0)
    swap_with = forms.CharField(required=False, max_length=60)

    def other(self) -> Which:
        """The time to swap with. Only after `is_valid`.

        Raises: Http404 when nothing like it was offered.
        """
        match_id, _slash, rest = self.cleaned_data["swap_with"].partition("/")
        key, _slash, version = rest.partition("/")
        if not (_NUMBER.fullmatch(match_id) and _NUMBER.fullmatch(version)):
            raise Http404
        return Which(int(match_id), key, int(version))
