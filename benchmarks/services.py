"""Fifty thousand services that do not exist, and questions about them, from a fixed seed.

Each has a concept of two words, written as one (`huiswerkcafé`), as more (`huiswerkcafés`), or
apart (`café voor huiswerk`), and a story of words without meaning, as many as a country would use.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.synthetic import country

_FIRST = """
huiswerk opvoed schuld taal speelgoed kleding voorlees zwem muziek rouw scheiding baby peuter
puber jongeren vader moeder ouder gezin dorp wijk school sport voetbal dans theater vakantie
logeer zorg mantelzorg administratie formulier rekening brief computer fiets naai kook bak tuin
dieren boerderij wandel lees reken engels arabisch inburgering nieuwkomer verslaving stress
slaap eet bewegings weerbaarheid meiden jongens kleuter tweeling adoptie pleeg stief oma opa
buren vrienden ontmoetings luister praat spreek adem rust kracht moed
"""
FIRST = _FIRST.split()
_SECOND = """
café groep maatje coach cursus spreekuur training inloop tafel club kring huis kamer plein avond
ochtend middag lijn loket winkel bank kast crèche atelier werkplaats team steunpunt bijeenkomst
gesprek begeleiding adviseur vrijwilliger oppas project
"""
SECOND = _SECOND.split()
IRREGULAR = {"kast": "kasten", "bank": "banken", "huis": "huizen", "kring": "kringen"}
_SYLLABLES = """
ba be bo da de do fa fi ga ge ho ka ke ko la le lo ma me mo na ne no pa pe ra re ro
"""
SYLLABLES = _SYLLABLES.split()
WITHIN_KM = 60.0
KINDS = ("base", "plural", "compound", "diacritics", "typo")


@dataclass(frozen=True)
class Made:
    """A service: what it is called, its story, and where it is (degrees)."""

    name: str
    about: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Asked:
    """A question from a place, and the numbers of the services that answer it."""

    kind: str
    words: str
    lat: float
    lon: float
    wanted: frozenset[int]


Written = Mapping[tuple[str, str, str], list[int]]
"""Numbers of services by first word, second word and way of writing: one, more, apart."""


def more(word: str) -> str:
    """More than one of it."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith(("g", "p", "t", "k", "m", "n")):
        return f"{word}en" if word not in ("team", "training") else f"{word}s"
    return f"{word}s"


def services(chance: random.Random, count: int) -> tuple[list[Made], Written]:
    """So many services, and which of them say what."""
    points, weights = country(chance)
    places = chance.choices(points, weights, k=count)
    filler = ["".join(chance.choices(SYLLABLES, k=chance.randint(3, 5))) for _ in range(30_000)]
    odds = [1 / rank for rank in range(20, 30_020)]
    stories = chance.choices(filler, odds, k=count * 20)
    made: list[Made] = []
    written: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, (lat, lon) in enumerate(places):
        first, second = chance.choice(FIRST), chance.choice(SECOND)
        way = chance.choices(("one", "more", "apart"), (6, 2, 2))[0]
        name = {
            "one": first + second, "more": first + more(second),
            "apart": f"{second} voor {first}",
        }[way]  # fmt: skip
        written[first, second, way].append(at)
        about = " ".join(stories[at * 20 : at * 20 + 20])
        made.append(Made(name.capitalize(), about, lat, lon))
    return made, written


def questions(
    chance: random.Random, made: Sequence[Made], written: Written, each: int
) -> list[Asked]:
    """So many questions of every kind, each with at least one answer within reach."""
    asked: list[Asked] = []
    for kind in KINDS:
        found = 0
        while found < each:
            one = _question(chance, kind, made, written)
            if one.wanted:
                asked.append(one)
                found += 1
    return asked


def _question(chance: random.Random, kind: str, made: Sequence[Made], written: Written) -> Asked:
    first = chance.choice(FIRST)
    second = chance.choice(("café", "crèche") if kind == "diacritics" else SECOND)
    here = chance.choice(made)
    whole = first + second
    words, ways = {
        "base": (whole, ("one",)),
        "plural": (first + more(second), ("one", "more")),
        "compound": chance.choice(
            (
                (whole, ("apart",)),
                (f"{second} {first}", ("one",)),
                (first, ("one", "more", "apart")),
            )
        ),
        "diacritics": (whole.replace("é", "e").replace("è", "e"), ("one",)),
        "typo": (_slip(chance, whole), ("one",)),
    }[kind]
    seconds = SECOND if words == first else [second]
    wanted = [at for way in ways for each in seconds for at in written[first, each, way]]
    near = frozenset(at for at in wanted if near_enough(made[at], here.lat, here.lon))
    return Asked(kind, words, here.lat, here.lon, near)


def near_enough(one: Made, lat: float, lon: float) -> bool:
    """Within a square of `WITHIN_KM` to each side: what every engine can filter on."""
    return abs(one.lat - lat) <= WITHIN_KM / 111.19 and abs(one.lon - lon) <= WITHIN_KM / 68.2


def _slip(chance: random.Random, word: str) -> str:
    """One slip of a finger: two letters swapped, one left out, one wrong, one too many."""
    at = chance.randrange(1, len(word) - 2)
    letter = chance.choice("aeionrtsl")
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + letter + word[at:],
        )
    )
