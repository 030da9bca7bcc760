"""Dutch as people write it, made comparable: folded letters, stems, sounds, parts of compounds.

Knows no Django and no database.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Final

import snowballstemmer

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_POSSESSIVE: Final = re.compile(r"'s?$")
_APOSTROPHES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_LETTERS: Final = str.maketrans(
    {"ĳ": "ij", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "ı": "i"}
)

IRREGULAR: Final = {
    "kinderen": "kind", "kids": "kind", "kids'": "kind", "kindje": "kind", "kindjes": "kind",
    "kleinkinderen": "kleinkind", "broers": "broer", "zussen": "zus", "broertje": "broer",
    "zusje": "zus", "babys": "baby", "babies": "baby", "lessen": "les", "zoons": "zoon",
    "zonen": "zoon", "steden": "stad", "leden": "lid", "huilt": "huilen", "eet": "eten",
    "eieren": "ei", "ouderen": "oudere", "schulden": "schuld", "gesprekken": "gesprek",
    "ruzies": "ruzie", "hobbys": "hobby", "foto's": "foto", "opas": "opa", "omas": "oma",
    "mamas": "mama", "papas": "papa", "vriendje": "vriend", "vriendjes": "vriend",
    "gescheiden": "scheiden", "gepest": "pesten", "verloren": "verlies", "gestorven": "sterven",
    "maatje": "buddy", "maatjes": "buddy",
}  # fmt: skip
"""Forms that neither stemmer brings together; a `maatje` is no small `maat`."""

_STOP = """
" de het een en of in op te om van voor met aan bij naar uit over door tot dan dat die dit deze ik
je jij jou jouw u uw hij zij ze wij we jullie hun hen haar zijn zich mij me mijn m'n ons onze is
ben bent was waren wordt worden word heb hebt heeft hebben had kan kunnen kun mag mogen moet
moeten wil willen wilt zou zouden zal gaat gaan ga doet doen doe er hier daar waar wie wat welke
wanneer hoe waarom ook al nog niet geen wel maar als want dus zo heel erg veel meer te nu weer
iemand iets niemand niets ergens alles zoek zoeken zoekt vind vinden gezocht graag kom komt komen
weet weten denk maken maak maakt krijg krijgen krijgt geef geven laat laten sinds steeds toch zelf
even eens eigenlijk gewoon misschien na nadat omdat terwijl soms vaak altijd nooit ander andere
elkaar af toe tegen tussen onder zonder binnen buurt dichtbij omgeving lekker fijn goed goede mee
heen jaar the a an i my for to and is am are it you your who what when where how with this not
need someone somebody other others
"""
STOP: Final = frozenset(_STOP.split())
"""Words that say nothing about what somebody looks for. The last ones for who types English."""


def fold(text: str) -> str:
    """Small letters without accents: `Café` becomes `cafe`, `coördinator` becomes `coordinator`."""
    if text.isascii():
        return text.replace("`", "'").lower()
    plain = text.translate(_APOSTROPHES).lower().translate(_LETTERS)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; `baby's` becomes `baby`."""
    return [_plain(found) for found in _WORD.findall(fold(text))]


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """One word in the form in which it is kept: without the s of more than one after a vowel."""
    bare = _POSSESSIVE.sub("", word).replace("'", "")
    return bare[:-1] if bare.endswith("ys") and len(bare) > 3 else bare


_plural = snowballstemmer.stemmer("dutch_porter")
_verb = snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=1 << 17)
def stems(word: str) -> tuple[str, str]:
    """Both stems of a word: by Porter's rules and by those of Kraaij and Pohlmann.

    The first brings `schuld` and `schulden` together, the second `slapen` and `slaapt`; two words
    are of one family when either stem is the same. Source: snowballstem.org, Dutch.
    """
    base = IRREGULAR.get(word, word)
    return str(_plural.stemWord(base)), str(_verb.stemWord(base))


_SOUNDS: Final = (
    ("sch", "sg"), ("ch", "g"), ("ei", "ij"), ("ou", "au"), ("ph", "f"), ("th", "t"), ("dt", "t"),
    ("ck", "k"), ("qu", "kw"), ("y", "i"), ("ij", "i"), ("c", "k"), ("v", "f"), ("z", "s"),
    ("ie", "i"),
)  # fmt: skip
_DOUBLE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """How a word sounds, roughly: `opfoeding` and `opvoeding` give the same."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLE.sub(r"\1", word)
    return f"{word[:-1]}t" if word.endswith("d") else word


SHORTEST_PART: Final = 3
SURE_PART: Final = 5
"""From this length one known end of a compound is enough; the other end may be new."""
LINKS: Final = ("", "s", "en", "n", "e")
"""What may stand between the parts of a compound: gezin-s-coach, jongere-n-werk."""


def split(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The parts of a compound, such as `schuld`, `hulp` and `maatje`; nothing when it is none.

    Args:
        known: words that may be a part. Of several ways the one with the longest tail is taken.
    """
    return tuple(piece for half in halves(word, known) for piece in (split(half, known) or (half,)))


def halves(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The two halves of a compound: `mantelzorg` and `groep`; nothing when it is none."""
    return _two(word, known) or _half_known(word, known)


def _two(word: str, known: Collection[str]) -> tuple[str, ...]:
    if len(word) < 2 * SHORTEST_PART + 1:
        return ()
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        tail = word[at:]
        if tail in known and tail not in STOP:
            for head in _heads(word[:at]):
                if (head in known and head not in STOP) or _two(head, known):
                    return (head, tail)
    return ()


def _heads(head: str) -> Iterator[str]:
    for link in LINKS:
        bare = head.removesuffix(link) if link else head
        if bare and (not link or bare != head):
            yield bare


def _half_known(word: str, known: Collection[str]) -> tuple[str, ...]:
    """A compound of which one end is a word we know."""
    for at in range(SHORTEST_PART, len(word) - SURE_PART + 1):
        if word[at:] in known and word[at:] not in STOP:
            return (word[:at], word[at:])
    for at in range(len(word) - SHORTEST_PART, SURE_PART - 1, -1):
        if word[:at] in known and word[:at] not in STOP:
            return (word[:at], word[at:])
    return ()
