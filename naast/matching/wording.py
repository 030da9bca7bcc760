"""Reasons as short sentences, in Dutch (B1) and English.

The sentences stand in a list under two names. They work for the coordinator who reads about two
families, and for the families themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal

from naast.matching.languages import name_of
from naast.matching.values import PARTS, SLOTS, WEEKEND, Fact, Reason

Language = Literal["nl", "en"]
Sentence = Callable[[Mapping[str, Any]], str]

_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_PARTS_EN = ("morning", "afternoon", "evening")
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_SLOTS_NAMED = 4


def say(reason: Reason, language: Language = "nl") -> str:
    """The sentence of a reason: no capital, no full stop.

    A reason that carries a `supporter` (a near miss of a waiting request) names them first.

    Raises: KeyError for an unknown code.
    """
    sentence = (_DUTCH if language == "nl" else _ENGLISH)[reason.code](reason.facts)
    return _about(reason.facts, language) + sentence


def _about(facts: Mapping[str, Fact], language: Language) -> str:
    if "supporter" not in facts:
        return ""
    beside = "bij" if language == "nl" else "with"
    return f"{beside} {facts['supporter']} ({_km(facts['away_km'], language)}): "


def _km(value: Fact, language: Language) -> str:
    text = f"{value:.1f}"
    return (text.replace(".", ",") if language == "nl" else text) + " km"


def _apart(facts: Mapping[str, Any], language: Language) -> str:
    """Both distances with as many decimals as it takes to tell them apart: 10,004 is not 10."""
    km, limit = facts["km"], facts["limit_km"]
    digits = next((n for n in range(1, 7) if round(km, n) > limit), 7)
    far = f"{km:.{digits}f}"
    if language == "nl":
        return f"de afstand is {far} km, de grens is {limit:g} km".replace(".", ",")
    return f"the distance is {far} km, the limit is {limit:g} km"


def _list(words: tuple[str, ...], language: Language) -> str:
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (" en " if language == "nl" else " and ") + words[-1]


def _day(day: date, language: Language) -> str:
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _slot(slot: str, language: Language) -> str:
    if slot not in SLOTS:
        return slot
    day, part = divmod(SLOTS.index(slot), len(PARTS))
    if language == "nl":
        return _DAYS["nl"][day] + PARTS[part]
    return f"{_DAYS['en'][day]} {_PARTS_EN[part]}"


def _slots(slots: tuple[str, ...], language: Language) -> str:
    """The shared slots; a whole weekend is called that, and a long list is cut short."""
    whole_weekend = set(slots) >= WEEKEND
    named = [_slot(slot, language) for slot in slots if not (whole_weekend and slot in WEEKEND)]
    rest = len(named) - _SLOTS_NAMED
    if rest > 1:
        more = f"nog {rest} dagdelen" if language == "nl" else f"{rest} more times"
        named = [*named[:_SLOTS_NAMED], more]
    on, weekend = ("op", "in het weekend") if language == "nl" else ("on", "at the weekend")
    days = f"{on} {_list(tuple(named), language)}" if named else ""
    if not whole_weekend:
        return days
    return f"{days}{' en ' if language == 'nl' else ' and '}{weekend}" if days else weekend


def _languages(codes: tuple[str, ...], language: Language) -> str:
    return _list(tuple(name_of(code, language) for code in codes), language)


def _waited(days: int, language: Language) -> str:
    months = days // 30
    if language == "nl":
        span = f"{months} maanden" if months > 1 else "1 dag" if days == 1 else f"{days} dagen"
        return f"de vraag staat al {span} open"
    span = f"{months} months" if months > 1 else "1 day" if days == 1 else f"{days} days"
    return f"the request has been open for {span}"


def _ages_nl(facts: Mapping[str, Any]) -> str:
    who = "een kind" if len(facts["ages"]) == 1 else "kinderen"
    return (
        f"er is plek voor kinderen van {facts['from']} tot en met {facts['to']} jaar,"
        f" de vraag is voor {who} van {_list(facts['ages'], 'nl')} jaar"
    )


def _ages_en(facts: Mapping[str, Any]) -> str:
    who = "a child" if len(facts["ages"]) == 1 else "children"
    return (
        f"there is room for children from {facts['from']} up to and including {facts['to']},"
        f" the request is for {who} of {_list(facts['ages'], 'en')}"
    )


def _needed_nl(facts: Mapping[str, Any]) -> str:
    if facts["count"] == 1:
        return "er past er één; in dit plan staat die naast een ander gezin"
    return f"er passen er {facts['count']}; in dit plan staan ze naast andere gezinnen"


def _needed_en(facts: Mapping[str, Any]) -> str:
    if facts["count"] == 1:
        return "one supporter fits; in this plan they stand beside another family"
    return f"{facts['count']} supporters fit; in this plan they stand beside other families"


_LIKENESSES = {
    "nl": {"language": "taal", "age": "leeftijd", "hobby": "wat jullie graag doen"},
    "en": {"language": "language", "age": "age", "hobby": "what you like to do"},
}


def _likenesses(what: tuple[str, ...], language: Language) -> str:
    return _list(tuple(_LIKENESSES[language][name] for name in what), language)


_DUTCH: dict[str, Sentence] = {
    "distance": lambda f: f"jullie wonen {_km(f['km'], 'nl')} van elkaar",
    "slots": lambda f: f"allebei {_slots(f['slots'], 'nl')}",
    "languages": lambda f: f"jullie spreken allebei {_languages(f['languages'], 'nl')}",
    "interests": lambda f: f"samen {_list(f['interests'], 'nl')}",
    "wish": lambda f: f"{f['kind']}, zoals gewenst",
    "waiting": lambda f: _waited(f["days"], "nl"),
    "alike": lambda f: f"lijkt op wat gewenst is in {_likenesses(f['what'], 'nl')}",
    "not_alike": lambda f: f"gewenst was meer gelijkenis in {_likenesses(f['what'], 'nl')}",
    "must_be_alike": lambda f: (
        f"dit gezin wacht liever op iemand die lijkt in {_likenesses(f['what'], 'nl')}"
    ),
    "other_kind": lambda f: (
        f"gewenst is {' of '.join(f['wanted'])}" + (f", dit is {f['kind']}" if f["kind"] else "")
    ),
    "no_shared_interest": lambda f: "nog niets gevonden wat jullie allebei graag doen",
    "too_far": lambda f: _apart(f, "nl"),
    "no_shared_slot": lambda f: "geen dagdeel samen",
    "no_shared_language": lambda f: "geen taal samen",
    "age_outside": _ages_nl,
    "vog_not_seen": lambda f: "de VOG is nog niet gezien",
    "vog_in_future": lambda f: f"de VOG wordt pas gezien op {_day(f['seen_on'], 'nl')}",
    "vog_too_old": lambda f: f"de VOG is gezien op {_day(f['seen_on'], 'nl')} en is te oud",
    "no_place": lambda f: "er is nu geen plek vrij",
    "apart": lambda f: "dit tweetal stellen we niet voor",
    "needed_elsewhere": _needed_nl,
    "no_supporters": lambda f: "er heeft zich nog niemand gemeld",
}
_ENGLISH: dict[str, Sentence] = {
    "distance": lambda f: f"you live {_km(f['km'], 'en')} from each other",
    "slots": lambda f: f"both {_slots(f['slots'], 'en')}",
    "languages": lambda f: f"you both speak {_languages(f['languages'], 'en')}",
    "interests": lambda f: f"together: {_list(f['interests'], 'en')}",
    "wish": lambda f: f"{f['kind']}, as wished",
    "waiting": lambda f: _waited(f["days"], "en"),
    "alike": lambda f: f"alike, as wished, in {_likenesses(f['what'], 'en')}",
    "not_alike": lambda f: f"wished for more likeness in {_likenesses(f['what'], 'en')}",
    "must_be_alike": lambda f: (
        f"this family would rather wait for somebody alike in {_likenesses(f['what'], 'en')}"
    ),
    "other_kind": lambda f: (
        f"wished for: {' or '.join(f['wanted'])}" + (f", this is {f['kind']}" if f["kind"] else "")
    ),
    "no_shared_interest": lambda f: "nothing found yet that you both like to do",
    "too_far": lambda f: _apart(f, "en"),
    "no_shared_slot": lambda f: "no time in the week together",
    "no_shared_language": lambda f: "no language together",
    "age_outside": _ages_en,
    "vog_not_seen": lambda f: "the VOG has not been seen yet",
    "vog_in_future": lambda f: f"the VOG will only be seen on {_day(f['seen_on'], 'en')}",
    "vog_too_old": lambda f: f"the VOG was seen on {_day(f['seen_on'], 'en')} and is too old",
    "no_place": lambda f: "there is no free place now",
    "apart": lambda f: "we do not propose these two",
    "needed_elsewhere": _needed_en,
    "no_supporters": lambda f: "there are no supporters yet",
}
CODES = frozenset(_DUTCH)
"""Every code a reason can have."""
