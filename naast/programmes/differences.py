"""What is different between two ways of running a programme, so that people can read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from naast.common.words import Words

if TYPE_CHECKING:
    from naast.programmes.definition import Programme


@dataclass(frozen=True, slots=True)
class Difference:
    """One number or text that differs: how people call it, what it was and what it is.

    A text that was not there, or is no more, is empty. `kind` is `number`, `text`, `rule` or
    `file`, when the programme itself became another.
    """

    kind: str
    label: str
    about: str
    before: str
    after: str
    unit: str = ""


def differences(before: "Programme", after: "Programme") -> list[Difference]:
    """Everything an organisation can make its own that differs, in the order of the programme."""
    return [*_file(before, after), *_numbers(before, after), *_texts(before, after),
            *_rules(before, after)]  # fmt: skip


def _file(before: "Programme", after: "Programme") -> Iterator[Difference]:
    if before.version != after.version:
        yield Difference("file", str(after.name), "", str(before.version), str(after.version))


def _numbers(before: "Programme", after: "Programme") -> Iterator[Difference]:
    old = before.numbers()
    for key, number in after.numbers().items():
        if key in old and old[key].value != number.value:
            yield Difference(
                "number", str(number.label), str(number.about or ""), f"{old[key].value:g}",
                f"{number.value:g}", number.unit,
            )  # fmt: skip


def _texts(before: "Programme", after: "Programme") -> Iterator[Difference]:
    old = before.texts_to_adapt()
    for key, text in after.texts_to_adapt().items():
        if key in old and old[key].words != text.words:
            was, becomes = old[key].words, text.words
            yield Difference("text", str(text.label), str(text.about or ""), str(was), str(becomes))


def _rules(before: "Programme", after: "Programme") -> Iterator[Difference]:
    old: Mapping[Words, None] = {rule.text: None for rule in before.house_rules}
    new: Mapping[Words, None] = {rule.text: None for rule in after.house_rules}
    for gone in old:
        if gone not in new:
            yield Difference("rule", "", "", str(gone), "")
    for added in new:
        if added not in old:
            yield Difference("rule", "", "", "", str(added))
