"""What people write down together: house rules, looking back, the agreement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from naast.programmes.path import AgreementItem
from naast.support.models import Acceptance, Evaluation
from naast.ui.forms import Form

MOST_RULES: Final = 40
LONGEST_RULE: Final = 300


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A sentence to begin with, and whether it is ticked."""

    text: str
    ticked: bool


class PaperForm(Form):
    """A new version of a paper. `replaces` is the version that was on the table, 0 for none."""

    replaces = forms.IntegerField(min_value=0, widget=forms.HiddenInput())

    def lay_on_top(self, version: int) -> None:
        """From now on it replaces `version`: whoever sends it again has seen that one."""
        assert isinstance(self.data, QueryDict)
        sent = self.data.copy()
        sent["replaces"] = str(version)
        self.data = sent


class HouseRulesForm(PaperForm):
    """Sentences to keep, change or leave out, and room for own ones.

    Each sentence is two fields, `keep_3` and `rule_3`. What was sent says how many there are, so
    that nothing typed is lost when the rules were written anew meanwhile.
    """

    own = forms.CharField(
        label=_("Rules of your own"),
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, lines: Sequence[RuleLine] = (), replaces: int = 0
    ) -> None:
        super().__init__(data, initial={"replaces": replaces})
        self.lines = _sent(data) if data is not None else lines
        for number, line in enumerate(self.lines):
            self.fields[f"keep_{number}"] = _tick(number + 1)
            self.fields[f"rule_{number}"] = _sentence(number + 1)
            self.initial.update({f"keep_{number}": line.ticked, f"rule_{number}": line.text})

    @classmethod
    def resumed(cls, typed: QueryDict) -> Self:
        """The form as it was left."""
        return cls(lines=_sent(typed))

    def rows(self) -> Iterable[tuple[BoundField, BoundField]]:
        """Each sentence with its tick, in order."""
        for number in range(len(self.lines)):
            yield self[f"keep_{number}"], self[f"rule_{number}"]

    def rules(self) -> list[str]:
        """What was chosen and written, in order, each once. Only after `is_valid`."""
        given = self.cleaned_data
        numbers = range(len(self.lines))
        kept = [given[f"rule_{n}"] for n in numbers if given[f"keep_{n}"]]
        every = [rule.strip() for rule in [*kept, *given["own"].splitlines()]]
        return list(dict.fromkeys(rule for rule in every if rule))


def _tick(number: int) -> forms.BooleanField:
    return forms.BooleanField(label=_("Keep rule %(number)s") % {"number": number}, required=False)


def _sentence(number: int) -> forms.CharField:
    return forms.CharField(
        label=_("Rule %(number)s") % {"number": number},
        max_length=LONGEST_RULE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _sent(data: Any) -> list[RuleLine]:
    """The lines of a form that was sent, as they were typed."""
    lines: list[RuleLine] = []
    while (name := f"rule_{len(lines)}") in data and len(lines) < MOST_RULES:
        lines.append(RuleLine(data[name], f"keep_{len(lines)}" in data))
    return lines


class EvaluateForm(Form):
    """How one side looks back. Only whether to go on must be answered."""

    mood = forms.TypedChoiceField(
        label=_("How does it feel together?"),
        choices=Evaluation.Mood,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    went_well = forms.CharField(
        label=_("What goes well?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        required=False,
    )
    differently = forms.CharField(
        label=_("What could be different?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        required=False,
    )
    go_on = forms.ChoiceField(
        label=_("Would you like to go on?"), choices=Evaluation.GoOn, widget=forms.RadioSelect
    )


class AgreementForm(PaperForm):
    """What two families agree, per item of the programme. What is left empty stays out of it."""

    def __init__(
        self,
        data: Any = None,
        *,
        items: Sequence[AgreementItem],
        initial: Mapping[str, str] | None = None,
        replaces: int = 0,
    ) -> None:
        super().__init__(data, initial={**(initial or {}), "replaces": replaces})
        self.items = items
        for item in items:
            self.fields[item.key] = forms.CharField(
                label=str(item.question),
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
                required=False,
            )

    def questions(self) -> list[BoundField]:
        """The fields people see, in the order of the programme."""
        return [self[item.key] for item in self.items]

    def agreed(self) -> dict[str, str]:
        """What was agreed per item. Only after `is_valid`."""
        return {item.key: self.cleaned_data[item.key] for item in self.items}


class AcceptForm(Form):
    """Which paper that all adults sign, in which version that was read."""

    paper = forms.ChoiceField(
        choices=[(paper, paper.label) for paper in Acceptance.Paper if paper != "rhythm"]
    )
    version = forms.IntegerField(min_value=1)


class OnPaperForm(AcceptForm):
    """The same, and who signed with a pen."""

    member = forms.IntegerField()
