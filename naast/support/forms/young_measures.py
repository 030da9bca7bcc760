"""What a programme asks a young person itself at a moment, and who may read what it answers."""

from collections.abc import Mapping
from typing import Any

from django import forms

from naast.support.forms.given import ChosenReadersForm
from naast.support.forms.measures import MeasuresForm
from naast.support.models import ChosenReaders
from naast.support.services.young import Readers
from naast.support.young_measuring import YoungAsking

READERS = tuple(ChosenReadersForm.base_fields)


class YoungMeasuresForm(MeasuresForm, ChosenReadersForm):
    """The questions of one moment, and who may read all of them."""

    def __init__(
        self,
        data: Any = None,
        *,
        asked: YoungAsking,
        given: Mapping[str, ChosenReaders] | None = None,
    ) -> None:
        answers: Any = given or {}
        super().__init__(
            data, measures=asked.asking.measures, moment=str(asked.asking.moment), given=answers
        )
        for answer in list(answers.values())[:1]:
            self.initial.update({name: getattr(answer, name) for name in READERS})

    def readers(self) -> Readers:
        """Who may read it. Only after `is_valid`."""
        return Readers(**{name: self.cleaned_data[name] for name in READERS})


class OwnAnswersForm(forms.Form):
    """What to do with the answers of one moment: let nobody else read them, or take them away."""

    row = forms.IntegerField()
    do = forms.ChoiceField(choices=[("close", ""), ("take_away", "")])
