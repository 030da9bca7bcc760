"""The words people choose from: day parts and languages."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.matching import SLOTS
from naast.programmes import all_programmes

DAYS: Final[dict[str, Promise]] = {
    "ma": _("Monday"),
    "di": _("Tuesday"),
    "wo": _("Wednesday"),
    "do": _("Thursday"),
    "vr": _("Friday"),
    "za": _("Saturday"),
    "zo": _("Sunday"),
}
PARTS: Final[dict[str, Promise]] = {
    "ochtend": _("morning"),
    "middag": _("afternoon"),
    "avond": _("evening"),
}
LANGUAGES: Final[dict[str, Promise]] = {
    "nl": _("Dutch"),
    "en": _("English"),
    "ar": _("Arabic"),
    "tr": _("Turkish"),
    "ti": _("Tigrinya"),
    "uk": _("Ukrainian"),
    "pl": _("Polish"),
    "fr": _("French"),
    "de": _("German"),
    "es": _("Spanish"),
    "fa": _("Farsi"),
    "so": _("Somali"),
    "ber": _("Berber"),
    "fy": _("Frisian"),
    "pap": _("Papiamentu"),
}
"""Languages spoken at home: ISO 639 codes with their names. Order: most asked first."""


def slot_name(slot: str) -> str:
    """Wednesday afternoon: a day part in the reader's language."""
    day, _dash, part = slot.partition("-")
    return _SLOT_NAME % {"day": DAYS[day], "part": PARTS[part]}


_SLOT_NAME = _("%(day)s %(part)s")


def slot_names(slots: Iterable[str]) -> list[str]:
    """Day parts in the order of the week, in the reader's language."""
    return [slot_name(slot) for slot in sorted(set(slots), key=SLOTS.index)]


def language_names(codes: Iterable[str]) -> list[str]:
    """Names of languages; a code we have no name for stays a code."""
    return [str(LANGUAGES.get(code, code)) for code in codes]


def code_names(codes: Iterable[str]) -> list[str]:
    """What the codes of programmes are called: programmes, phases, likes, kinds of supporters and
    items of an agreement. A code we have no word for stays a code.
    """
    words = {
        code: word
        for programme in all_programmes()
        for code, word in (
            (programme.slug, programme.name),
            *programme.interests.items(),
            *programme.kinds.items(),
            *((phase.key, phase.title) for phase in programme.phases),
            *((item.key, item.question) for item in programme.agreement),
        )
    }
    return [str(words.get(code, code)) for code in codes]


def measure_names(keys: Iterable[str]) -> list[str]:
    """What was asked, by the keys of measures and aims; a key we have no words for stays one."""
    words = {
        measure.key: measure.question
        for programme in all_programmes()
        for measure in (*programme.measures, *(aim.as_measure() for aim in programme.aims))
    }
    return [str(words.get(key, key)) for key in keys]


def young_measure_names(keys: Iterable[str]) -> list[str]:
    """What young people themselves were asked, by the keys of those questions."""
    words = {
        measure.key: measure.question
        for programme in all_programmes()
        for measure in programme.young_measures
    }
    return [str(words.get(key, key)) for key in keys]
