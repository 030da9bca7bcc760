"""The index: which service has which words, where it is and for whom, in arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import cos, radians
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from naast.guide.search.question import Group, read
from naast.guide.search.synonyms import Synonyms
from naast.guide.search.text import STOP, words
from naast.guide.search.vocabulary import Meant, Vocabulary

Floats = NDArray[np.float32]
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

KM_PER_DEGREE: Final = 111.19
SHRINK: Final = cos(radians(52.15))
"""A degree of longitude halfway the Netherlands, in degrees of latitude."""

NEARNESS_KM: Final = 12.0
"""At this distance being near counts for a third of what it does next door."""
FAR_AWAY_KM: Final = 400.0
ENOUGH: Final = 0.12
"""A hit has at least this part of the points of the best one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map, degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Document:
    """One service as the index keeps it.

    Args:
        key: whatever the caller finds it back with.
        texts: texts with how much a word in them counts, above 0.
        labels: what one can narrow by, such as `theme:money` or `language:ar`.
        municipalities: CBS codes of where it may be used; empty when everywhere.
        ages: youngest and oldest, years.
        spots: where it is; empty when one only calls or writes.
        checked: day of the last check as a number of days (`date.toordinal`), 0 when never.
    """

    key: int
    texts: Sequence[tuple[float, str]]
    labels: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    ages: tuple[int, int] = (0, 120)
    spots: Sequence[Spot] = ()
    checked: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Args:
        words: as they were typed; empty for everything there is.
        municipality: CBS code; empty does not narrow.
        labels: a hit has all of these.
        sinks_after: a service checked longer ago than this many days sinks; `hides_after`: it is
            left out. Counted back from `today` (`date.toordinal`).
    """

    words: str = ""
    here: Spot | None = None
    municipality: str = ""
    labels: frozenset[str] = frozenset()
    age: int | None = None
    today: int = 0
    sinks_after: int = 10**6
    hides_after: int = 10**6


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that fits. `km` is None for what has no place."""

    key: int
    points: float
    km: float | None


class Hits(Sequence[Hit]):
    """What was found, best first. A hit is made when somebody looks at it: there may be thousands,
    and a page shows ten.
    """

    def __init__(self, keys: Sequence[int] = (), *found: Any) -> None:
        self._keys = keys
        self._docs, self._points, self._km = found or ((), (), ())

    def __len__(self) -> int:
        return len(self._docs)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        km = float(self._km[at])
        known = round(km, 2) if km < FAR_AWAY_KM else None
        return Hit(self._keys[self._docs[at]], float(self._points[at]), known)


class Index:
    """Everything there is to find. Made once, then only asked."""

    def __init__(self, documents: Iterable[Document], more_parts: Iterable[str] = ()) -> None:
        kept = list(documents)
        self.size = len(kept)
        self._keys = [each.key for each in kept]
        postings = _postings(kept)
        names = sorted(postings)
        self.vocabulary = Vocabulary(names, more_parts)
        self._starts = np.zeros(len(names) + 1, np.int64)
        np.cumsum([len(postings[name][0]) for name in names], out=self._starts[1:])
        self._docs: Numbers = _joined([postings[name][0] for name in names], np.int32)
        self._weights: Floats = _joined([postings[name][1] for name in names], np.float32)
        self._youngest = np.array([each.ages[0] for each in kept], np.int16)
        self._oldest = np.array([each.ages[1] for each in kept], np.int16)
        self._checked = np.array([each.checked for each in kept], np.int32)
        self._labels = _members(each.labels for each in kept)
        self._places = _members(each.municipalities for each in kept)
        self._everywhere: Mask = np.array([not each.municipalities for each in kept], np.bool_)
        spots = [(at, spot) for at, each in enumerate(kept) for spot in each.spots]
        docs = np.array([at for at, _spot in spots], np.int32)
        self._placed, self._first_spot = np.unique(docs, return_index=True)
        self._spot_x = np.array([spot.lon for _at, spot in spots], np.float32)
        self._spot_y = np.array([spot.lat for _at, spot in spots], np.float32)

    def search(self, asked: Asked, synonyms: Synonyms) -> Hits:
        """What fits, best first; among equals the nearest."""
        if not self.size:
            return Hits()
        groups = read(asked.words, self.vocabulary, synonyms)
        said = any(word not in STOP for word in words(asked.words))
        if said and not groups:
            return Hits()
        points = self._points(groups) if groups else np.ones(self.size, np.float32)
        points *= self._allowed(asked)
        fits = np.flatnonzero(points)
        if not len(fits):
            return Hits()
        points, km = points[fits], self._distances(asked.here)[fits]
        old = asked.today - self._checked[fits] > asked.sinks_after
        points = np.where(old, points * np.float32(0.5), points)
        if asked.here is not None:
            at_home = np.where(self._everywhere[fits], 0.4, 0.75)  # somebody comes, or one calls
            near = np.where(km < FAR_AWAY_KM, np.exp(-km / NEARNESS_KM), at_home)
            points = points * (0.65 + 0.35 * near).astype(np.float32)
        enough = ENOUGH * float(points.max()) if groups else 0.0
        order = np.lexsort((fits, km, -np.round(points, 4)))
        order = order[points[order] >= enough]
        return Hits(self._keys, fits[order], points[order], km[order])

    def _points(self, groups: Sequence[Group]) -> Floats:
        """Points for the words: what is rare counts more, and so does having most of them."""
        total = np.zeros(self.size, np.float32)
        matched = np.zeros(self.size, np.float32)
        whole = 0.0
        for group in groups:
            got = self._group(group)
            df = int(np.count_nonzero(got))
            if not df:
                continue
            rare = float(np.log(1 + self.size / df))
            whole += rare
            total += got * np.float32(rare)
            matched += np.minimum(got, 1) * np.float32(rare)
        return total * (matched / np.float32(whole)) if whole else total

    def _group(self, group: Group) -> Floats:
        got = self._of(group.meant)
        if group.parts:
            share = np.float32(0.85 / len(group.parts))
            pieces = np.zeros(self.size, np.float32)
            for part in group.parts:
                pieces += self._of(part) * share
            np.maximum(got, pieces, out=got)
        return got

    def _of(self, meant: Meant) -> Floats:
        got = np.zeros(self.size, np.float32)
        for number, weight in meant.items():
            place = slice(self._starts[number], self._starts[number + 1])
            docs = self._docs[place]
            got[docs] = np.maximum(got[docs], self._weights[place] * np.float32(weight))
        return got

    def _allowed(self, asked: Asked) -> Mask:
        fits: Mask = asked.today - self._checked <= asked.hides_after
        if asked.municipality:
            fits &= self._everywhere | _mask(self._places, asked.municipality, self.size)
        for label in asked.labels:
            fits &= _mask(self._labels, label, self.size)
        if asked.age is not None:
            fits &= (self._youngest <= asked.age) & (asked.age <= self._oldest)
        return fits

    def _distances(self, here: Spot | None) -> Floats:
        """Kilometres to the nearest place of each service; very far for what has none.

        Flat over the Netherlands: less than one percent off.
        """
        far = np.full(self.size, FAR_AWAY_KM, np.float32)
        if here is not None and len(self._placed):
            x = (self._spot_x - np.float32(here.lon)) * np.float32(SHRINK)
            y = self._spot_y - np.float32(here.lat)
            km = np.sqrt(x * x + y * y) * np.float32(KM_PER_DEGREE)
            far[self._placed] = np.minimum.reduceat(km, self._first_spot)
        return far


def _postings(documents: Sequence[Document]) -> Mapping[str, tuple[list[int], list[float]]]:
    """Per word in which services it stands, and how much it counts there: more in a name, less in
    a long story, and never without end.
    """
    found: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for at, document in enumerate(documents):
        counts: dict[str, float] = {}
        for weight, text in document.texts:
            for word in words(text):
                counts[word] = counts.get(word, 0.0) + weight
        slack = 1.2 * (0.8 + 0.2 * len(counts) / 40)
        for word, count in counts.items():
            docs, weights = found[word]
            docs.append(at)
            weights.append(2.2 * count / (count + slack))
    for word in [each for each in found if each in STOP or len(each) < 2]:
        del found[word]
    return found


def _joined(rows: Sequence[Sequence[float]], kind: Any) -> Any:
    return np.fromiter(chain.from_iterable(rows), kind)


def _members(sets: Iterable[frozenset[str]]) -> Mapping[str, Numbers]:
    """Per name the services that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(sets):
        for name in names:
            found[name].append(at)
    return {name: np.array(docs, np.int32) for name, docs in found.items()}


def _mask(members: Mapping[str, Numbers], name: str, size: int) -> Mask:
    mask = np.zeros(size, np.bool_)
    if name in members:
        mask[members[name]] = True
    return mask
