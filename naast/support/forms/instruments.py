"""The sentences of a list of somebody else. Each can be left open."""

from collections.abc import Sequence
from typing import Any

from django import forms

from naast.programmes.instruments import Instrument
from naast.ui.forms import Form


class InstrumentForm(Form):
    """Per sentence one of the answers of the list, or none."""

    def __init__(self, data: Any = None, *, instrument: Instrument) -> None:
        super().__init__(data)
        self.instrument = instrument
        choices = [(reply.key, str(reply.text)) for reply in instrument.replies]
        for line in instrument.lines:
            self.fields[line.key] = forms.ChoiceField(
                label=str(line.text), choices=choices, widget=forms.RadioSelect, required=False
            )

    def said(self) -> Sequence[tuple[str, str]]:
        """Each sentence with what was chosen, empty when it was left open. After `is_valid`."""
        replies = {reply.key: str(reply.text) for reply in self.instrument.replies}
        return [
            (str(line.text), replies.get(self.cleaned_data[line.key], ""))
            for line in self.instrument.lines
        ]
