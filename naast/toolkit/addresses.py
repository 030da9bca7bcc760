"""Short addresses: what stands on paper and in a QR code.

An address follows from what it is about, so nothing need be kept and a printed one goes on working.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from naast.programmes.language_files import ORDER
from naast.toolkit.kinds import Kind
from naast.toolkit.subjects import all_subjects

LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
"""None of them looks like another one."""

LENGTH: Final = 7
"""Of 31 letters: for the 100,000 trails of a large country the chance that two of them meet is one
in five. Then they count together and lead to the first; a test holds that ours do not meet.
"""


@dataclass(frozen=True, slots=True)
class Trail:
    """From what somebody comes: which subject, on what, in which language, naming which place."""

    subject: str
    kind: str
    language: str
    place: str

    @property
    def code(self) -> str:
        """Its short address."""
        told = "\0".join((self.subject, self.kind, self.language, self.place))
        number = int.from_bytes(hashlib.sha256(told.encode()).digest())
        letters = []
        for _each in range(LENGTH):
            number, at = divmod(number, len(LETTERS))
            letters.append(LETTERS[at])
        return "".join(letters)


def trail_of(code: str, places: Iterable[str]) -> Trail | None:
    """The trail with this code, or None. Capitals are read as small letters: people type them.

    Args: places: every place that material can name, the empty one included.
    """
    subjects = tuple(each.key for each in all_subjects())
    return _trails(subjects, tuple(places)).get(code.lower())


@lru_cache(maxsize=4)
def _trails(subjects: tuple[str, ...], places: tuple[str, ...]) -> Mapping[str, Trail]:
    found: dict[str, Trail] = {}
    for place in places:
        for subject in subjects:
            for kind in Kind:
                for language in ORDER:
                    trail = Trail(subject, kind.value, language, place)
                    found.setdefault(trail.code, trail)
    return found
