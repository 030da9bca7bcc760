"""What a part of a page could say more plainly; about somebody's own words nothing."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.translation import gettext as _

from naast.pages.blocks import Block, Button, Film, Help, Number, Picture, Quote
from naast.ui import advice

LOOSE_NUMBER: Final = re.compile(
    r"\b\d[\d.,]*\s*(?:%|procent|duizend|miljoen|miljard|euro|kinderen|gezinnen|ouders|mensen)",
    re.IGNORECASE,
)

PLAIN: Final[Mapping[type[Block], tuple[str, ...]]] = {
    Film: ("about",), Number: ("words",), Picture: ("shows", "words"),
}  # fmt: skip
"""What is written in our words, of parts in which names, sources and addresses stand as well."""


def reads_along(kind: type[Block], name: str) -> bool:
    """Whether there is advice about what is typed in this field of such a part."""
    if issubclass(kind, Quote | Button | Help):
        return False
    return name in PLAIN.get(kind, (name,))


def advice_on(block: Block) -> list[str]:
    """What could be plainer here, a sentence each. Nothing about somebody's own words."""
    if isinstance(block, Quote | Button | Help):
        return []
    if (plain := PLAIN.get(type(block))) is not None:
        return advice_on_text("\n".join(getattr(block, name) for name in plain))
    text = block.as_text()
    return [*advice.advice(text), *_loose_numbers(text)]


def advice_on_text(text: str) -> list[str]:
    """The words of a loose text, such as a title."""
    return list(dict.fromkeys(advice.of_words(text)))


def _loose_numbers(text: str) -> Iterator[str]:
    for found in LOOSE_NUMBER.finditer(text):
        yield _("“%(number)s”: a number belongs in a block with its year and source.") % {
            "number": found.group()
        }
