"""What an address asks to see of the library: one kind, one place, one element, or everything.

It only leaves out: nothing here counts elements or puts one example before another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from naast.library.example import Example, Kind, Place
from naast.programmes.vocabulary import Element

KINDS = {
    "praktijk": Kind.PRACTICE,
    "filmavond": Kind.FILM_EVENING,
    "campagne": Kind.CAMPAIGN,
    "gesprekken": Kind.DIALOGUE,
    "gemeenschap": Kind.COMMUNITY,
}
PLACES = {
    "informeel-een-op-een": Place.INFORMAL_INDIVIDUAL,
    "formeel-een-op-een": Place.FORMAL_INDIVIDUAL,
    "informeel-in-een-groep": Place.INFORMAL_COLLECTIVE,
    "formeel-in-een-groep": Place.FORMAL_COLLECTIVE,
    "beleid": Place.POLICY,
}
ELEMENTS = {element.value.lower(): element for element in Element}


@dataclass(frozen=True, slots=True)
class Sifting:
    """What is asked; None asks nothing. The words are those of the address."""

    kind: Kind | None = None
    place: Place | None = None
    element: Element | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """What an address asks; a word that means nothing here asks nothing."""
        return cls(
            KINDS.get(asked.get("soort", "")),
            PLACES.get(asked.get("plek", "")),
            ELEMENTS.get(asked.get("element", "")),
        )

    def keeps(self, example: Example) -> bool:
        """Whether an example is what is asked."""
        return (
            self.kind in (None, example.kind)
            and (self.place is None or self.place in example.places)
            and (self.element is None or self.element in example.elements)
        )

    def sift(self, examples: Iterable[Example]) -> list[Example]:
        """What remains, in the order in which it came."""
        return [example for example in examples if self.keeps(example)]

    def toggled(self, **asked: Kind | Place | Element) -> Self:
        """The same with one thing asked too, or no longer asked when it was."""
        changed: dict[str, Any] = {
            name: None if getattr(self, name) == value else value for name, value in asked.items()
        }
        return replace(self, **changed)

    @property
    def query(self) -> str:
        """What stands behind the address, with its question mark; empty when nothing is asked."""
        told = {
            "soort": _word(KINDS, self.kind),
            "plek": _word(PLACES, self.place),
            "element": _word(ELEMENTS, self.element),
        }
        return (q := urlencode({name: word for name, word in told.items() if word})) and f"?{q}"


def _word(words: Mapping[str, object], meant: object) -> str:
    return next((word for word, value in words.items() if value == meant), "")
