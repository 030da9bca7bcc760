"""What a programme asks at a moment, as one short form. Every question can be passed over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from naast.programmes.measuring import AIM, Measure
from naast.programmes.vocabulary import MeasureKind
from naast.support.models import Evaluation, MeasureAnswer
from naast.support.selectors.measures import STEPS, YES_NO
from naast.support.services.measures import Given
from naast.ui.forms import Form

LONGEST = 3000
"""How long an answer in words can be, in characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question on the page. `says_readers`: whether the line with who reads it stands there:
    beside each text, and else where it differs from the question before.
    """

    field: BoundField
    measure: Measure
    says_readers: bool

    @property
    def kind(self) -> str:
        """How it is answered, which says how it is drawn."""
        return str(self.measure.kind)

    @property
    def who_id(self) -> str:
        """Id of the line that says who reads it."""
        return f"{self.field.auto_id}_who"

    @property
    def readers(self) -> str:
        """Who reads it: `self`, `home`, or `both` sides once both answered."""
        return readers_of(self.measure)

    @property
    def of_aim(self) -> bool:
        """Whether it asks about an aim of the programme."""
        return self.measure.key.startswith(AIM)


def readers_of(measure: Measure) -> str:
    """Who reads an answer: nobody else, the home and the coordinators, or both sides."""
    if measure.only_in_totals:
        return "self"
    return "both" if len(measure.asked_of) > 1 else "home"


class MeasuresForm(Form):
    """The questions of one moment. `moment` is that of the page that was filled in."""

    moment = forms.CharField(max_length=7, widget=forms.HiddenInput())

    def __init__(
        self,
        data: Any = None,
        *,
        measures: Sequence[Measure],
        moment: str,
        given: Mapping[str, MeasureAnswer] | None = None,
    ) -> None:
        before = {key: _initial(answer) for key, answer in (given or {}).items()}
        super().__init__(data, initial={**before, "moment": moment})
        self.measures = measures
        for measure in measures:
            self.fields[measure.key] = _field(measure)

    def rows(self) -> Iterable[Row]:
        """The questions in the order of the programme."""
        before = ""
        for measure in self.measures:
            readers = readers_of(measure)
            said = measure.kind == MeasureKind.WORDS or readers != before
            yield Row(self[measure.key], measure, said)
            before = readers

    def given(self) -> dict[str, Given]:
        """What was answered, by the key of the measure. Only after `is_valid`."""
        return {measure.key: _given(self.cleaned_data[measure.key]) for measure in self.measures}


def _initial(answer: MeasureAnswer) -> int | str | None:
    return answer.words if answer.value is None else answer.value


def _given(answered: int | str | None) -> Given:
    return Given(words=answered) if isinstance(answered, str) else Given(value=answered)


def _field(measure: Measure) -> forms.Field:
    required = not measure.optional
    if measure.kind == MeasureKind.WORDS:
        return forms.CharField(
            label=str(measure.question),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=LONGEST,
            required=required,
        )
    return forms.TypedChoiceField(
        label=str(measure.question),
        choices=[*_choices(measure.kind), *([] if required else [("", _("Skip"))])],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=required,
    )


def _choices(kind: MeasureKind) -> list[tuple[int, Any]]:
    match kind:
        case MeasureKind.YES_NO:
            return list(YES_NO.items())
        case MeasureKind.FACES:
            return list(Evaluation.Mood.choices)
        case _:
            return [(step, str(step)) for step in STEPS]
