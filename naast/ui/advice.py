"""What a text could say more plainly: told beside it after saving, never a reason to refuse it.

While somebody types, `static/ui/words.js` tells of words only; how easily it reads is told here.
"""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from naast.ui import lexicon, reading

ENOUGH_WORDS: Final = 30
"""Below this many words a number for how easily a text reads says more of a name in it than of the
text: it would call plain sentences hard.
"""

LONG_SENTENCE: Final = 25
"""From this many words on a sentence is hard to keep in one's head."""


def advice(text: str) -> list[str]:
    """What could be plainer in a text, a sentence each, each once."""
    return list(dict.fromkeys((*of_words(text), *of_ease(text))))


def of_words(text: str) -> Iterator[str]:
    """Words we say otherwise, what we say instead and why."""
    for each in lexicon.violations(text):
        yield _("“%(found)s”: rather %(use)s. %(why)s") % {
            "found": each.found, "use": each.use, "why": each.why,
        }  # fmt: skip


def of_ease(text: str) -> Iterator[str]:
    """Whether it reads with effort, by Flesch-Douma, and which sentences are long."""
    enough = len(reading.WORD.findall(text)) >= ENOUGH_WORDS
    if enough and reading.ease(text) < reading.floors()[0]:
        yield _("This reads with some effort. Shorter sentences and shorter words go down easier.")
    for sentence in reading.SENTENCE_END.split(text):
        if len(reading.WORD.findall(sentence)) >= LONG_SENTENCE:
            yield _("“%(begin)s…” is a long sentence. Can it become two?") % {
                "begin": " ".join(sentence.split()[:5])
            }
