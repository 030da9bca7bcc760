"""What a text could say more plainly: told beside it, never a reason to refuse it."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from naast.pages.blocks import Block, Button, Film, Help, Number, Quote
from naast.ui import lexicon, reading

ENOUGH_WORDS: Final = 12
"""Below this many words a number for how easily a text reads says nothing."""

LONG_SENTENCE: Final = 25
"""From this many words on a sentence is hard to keep in one's head."""

LOOSE_NUMBER: Final = re.compile(
    r"\b\d[\d.,]*\s*(?:%|procent|duizend|miljoen|miljard|euro|kinderen|gezinnen|ouders|mensen)",
    re.IGNORECASE,
)


def advice_on(block: Block) -> list[str]:
    """What could be plainer here, a sentence each. Nothing about somebody's own words."""
    if isinstance(block, Quote | Button | Help):
        return []
    return list(_advice(block))


def advice_on_text(text: str) -> list[str]:
    """The same for a loose text, such as a title."""
    return list(dict.fromkeys(_words(text)))


def _advice(block: Block) -> Iterator[str]:
    if isinstance(block, Film | Number):  # names, sources and addresses are what they are
        yield from dict.fromkeys(_words(block.about if isinstance(block, Film) else block.words))
        return
    text = block.as_text()
    yield from dict.fromkeys(_words(text))
    yield from _ease(text)
    for found in LOOSE_NUMBER.finditer(text):
        yield _("“%(number)s”: a number belongs in a block with its year and source.") % {
            "number": found.group()
        }


def _words(text: str) -> Iterator[str]:
    for each in lexicon.violations(text):
        yield _("“%(found)s”: rather %(use)s. %(why)s") % {
            "found": each.found, "use": each.use, "why": each.why,
        }  # fmt: skip


def _ease(text: str) -> Iterator[str]:
    words = reading.WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return
    if reading.ease(text) < reading.floors()[0]:
        yield _("This reads with some effort. Shorter sentences and shorter words go down easier.")
    for sentence in reading.SENTENCE_END.split(text):
        if len(reading.WORD.findall(sentence)) >= LONG_SENTENCE:
            yield _("“%(begin)s…” is a long sentence. Can it become two?") % {
                "begin": " ".join(sentence.split()[:5])
            }
