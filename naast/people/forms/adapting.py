"""How a coordinator adapts a programme: numbers, texts and house rules to begin with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.common.words import FrozenTable, Words
from naast.programmes import Own, Programme
from naast.programmes.numbers import Number
from naast.programmes.own import LONGEST_TEXT, MOST_RULES, OwnText
from naast.ui.forms import Form

UNITS: Final[Mapping[str, Promise]] = {
    "days": gettext_lazy("days"),
    "weeks": gettext_lazy("weeks"),
    "months": gettext_lazy("months"),
    "years": gettext_lazy("years"),
    "hours": gettext_lazy("hours"),
    "points": gettext_lazy("points"),
    "km": gettext_lazy("km"),
}
PARTS: Final[Mapping[str, Promise]] = {
    "audience": gettext_lazy("Who it is for"),
    "trust": gettext_lazy("Before somebody can begin"),
    "capacity": gettext_lazy("Before somebody can begin"),
    "volunteers": gettext_lazy("Before somebody can begin"),
    "proposal": gettext_lazy("Proposing and matching"),
    "matching": gettext_lazy("Proposing and matching"),
    "waiting": gettext_lazy("Proposing and matching"),
    "phases": gettext_lazy("The path"),
    "safety": gettext_lazy("The path"),
    "rhythm": gettext_lazy("Together"),
    "together": gettext_lazy("Together"),
    "check_ins": gettext_lazy("Together"),
    "care": gettext_lazy("Together"),
    "ending": gettext_lazy("Saying goodbye"),
}
"""Under which heading a number stands, by the part of the programme it is of."""

ELSE: Final = gettext_lazy("And further")


@dataclass(slots=True)
class Group:
    """Fields that belong together, under one heading."""

    title: str
    fields: list[BoundField] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether something in it needs another look."""
        return any(each.errors for each in self.fields)


class AdaptForm(Form):
    """Everything of a programme an organisation may make its own. An empty English text follows
    the Dutch one.

    Args:
        base: the programme as its file has it.
        now: the programme as the organisation runs it.
    """

    house_rules = forms.CharField(
        label=gettext_lazy("House rules to begin with"),
        help_text=gettext_lazy("One on each line. Both sides change them as they like."),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
    )

    def __init__(self, *args: Any, base: Programme, now: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.now = base, now
        self.numbers = {_name("n", key): key for key in base.numbers()}
        self.texts = {_name("t", key): key for key in base.texts_to_adapt()}
        running, written = now.numbers(), now.texts_to_adapt()
        for name, key in self.numbers.items():
            self.fields[name] = _number_field(base.numbers()[key], running[key].value)
        for name, key in self.texts.items():
            for language in ("nl", "en"):
                given = written[key].words.as_dict().get(language, "")
                text = base.texts_to_adapt()[key]
                self.fields[f"{name}__{language}"] = _text_field(text, language, given)
        self.initial["house_rules"] = "\n".join(
            rule.text.in_language("nl") for rule in now.house_rules
        )

    def clean_house_rules(self) -> list[str]:
        """The rules, without empty lines."""
        lines = [line.strip() for line in self.cleaned_data["house_rules"].splitlines()]
        kept = [line for line in lines if line]
        if len(kept) > MOST_RULES or any(len(line) > LONGEST_TEXT for line in kept):
            raise forms.ValidationError(_("That is too much. Make it shorter."))
        return list(dict.fromkeys(kept))

    def own(self) -> Own:
        """What differs from the file. Only after `is_valid`."""
        said, numbers, texts = self.cleaned_data, self.base.numbers(), self.base.texts_to_adapt()
        own_numbers = {
            key: said[name]
            for name, key in self.numbers.items()
            if said[name] != numbers[key].value
        }
        own_texts = {
            key: words
            for name, key in self.texts.items()
            if (words := self._words(name)) != texts[key].words
        }
        return Own(FrozenTable(own_numbers), FrozenTable(own_texts), self._rules())

    def _words(self, name: str) -> Words:
        said = {lang: self.cleaned_data[f"{name}__{lang}"].strip() for lang in ("nl", "en")}
        others = self.base.texts_to_adapt()[self.texts[name]].words.as_dict()
        kept = {**others, **said} if said["nl"] == others["nl"] else said
        return Words({language: text for language, text in kept.items() if text})

    def _rules(self) -> tuple[Words, ...] | None:
        known = {rule.text.in_language("nl"): rule.text for rule in self.base.house_rules}
        known |= {rule.text.in_language("nl"): rule.text for rule in self.now.house_rules}
        lines = self.cleaned_data["house_rules"]
        rules = tuple(known.get(line, Words({"nl": line})) for line in lines)
        return None if rules == tuple(rule.text for rule in self.base.house_rules) else rules

    def number_groups(self) -> Iterator[Group]:
        """The numbers under their headings."""
        groups: dict[str, Group] = {}
        for name, key in self.numbers.items():
            title = str(PARTS.get(key.split(".")[0], ELSE))
            groups.setdefault(title, Group(title)).fields.append(self[name])
        rest = groups.pop(str(ELSE), None)
        yield from (*groups.values(), *([rest] if rest else []))

    def text_fields(self) -> list[BoundField]:
        """The texts, Dutch and English under each other."""
        return [self[f"{name}__{lang}"] for name in self.texts for lang in ("nl", "en")]


def _name(kind: str, key: str) -> str:
    return f"{kind}__{key.replace('.', '__')}"


def _number_field(number: Number, value: float) -> forms.Field:
    label = f"{number.about}: {number.label}" if number.about else str(number.label)
    bounds: dict[str, Any] = {"min_value": number.minimum, "max_value": number.maximum}
    unit = str(UNITS.get(number.unit, ""))
    help_text = _("%(unit)s From %(low)s up to and including %(high)s; the source says %(source)s.")
    said = {
        "unit": f"{unit[:1].upper()}{unit[1:]}." if unit else "",
        "low": _plain(number.minimum), "high": _plain(number.maximum),
        "source": _plain(number.value),
    }  # fmt: skip
    kind: type[forms.Field] = forms.IntegerField if number.whole else forms.FloatField
    attrs = {"inputmode": "numeric" if number.whole else "decimal", "class": SHORT}
    return kind(
        label=label, help_text=(help_text % said).strip(), localize=True,
        initial=int(value) if number.whole else value, widget=forms.TextInput(attrs=attrs),
        **bounds,
    )  # fmt: skip


SHORT: Final = "utrecht-textbox--short"


def _plain(value: float) -> str:
    return number_format(Decimal(f"{value:g}"))


def _text_field(text: OwnText, language: str, given: str) -> forms.CharField:
    label = f"{text.about}: {text.label}" if text.about else str(text.label)
    where = _("in Dutch") if language == "nl" else _("in English")
    return forms.CharField(
        label=f"{label} ({where})", initial=given, required=language == "nl", strip=True,
        max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
    )  # fmt: skip
