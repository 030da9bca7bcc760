"""What the material is about: the programmes that run here, and three things that always hold."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils import translation

from naast.programmes import Programme, all_programmes
from naast.toolkit.texts import Said, all_texts

BESIDE: Final = "naast-je"
LOOK_ROUND: Final = "kijk-om"
STAND_BESIDE: Final = "sta-naast"
GENERAL: Final = (BESIDE, LOOK_ROUND, STAND_BESIDE)
"""For who could use somebody, for who sees a child, and for who has a chair free at the table."""

SCENES: Final = {
    LOOK_ROUND: "bicycles",
    STAND_BESIDE: "pan",
    "buurtgezinnen": "pan",
    "home-start": "cups",
    "maatjesproject": "bicycles",
}
"""What is drawn (`papers/scenes.typ`); whatever is not named here gets two doors."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a piece of material is about; `programme` is None for what always holds."""

    key: str
    programme: Programme | None = None

    @property
    def name(self) -> str:
        """What it is called where one chooses."""
        if self.programme is not None:
            return str(self.programme.name)
        return self.said(translation.get_language() or "nl").title

    @property
    def scene(self) -> str:
        """What is drawn."""
        return SCENES.get(self.key, "doors")

    @property
    def asks_families(self) -> bool:
        """Whether it speaks to who could use somebody: it costs them nothing."""
        return self.key not in (LOOK_ROUND, STAND_BESIDE)

    def programme_name(self, language: str) -> str:
        """The name of the programme in a language, else in Dutch; empty for what always holds."""
        return self.programme.name.in_language(language) if self.programme else ""

    def said(self, language: str) -> Said:
        """What is said about it. A programme that has no text in this room says its own motto in
        the languages it knows, and in the others what holds for all of them.
        """
        texts = all_texts()[language]
        if (own := texts.about(self.key)) is not None:
            return own
        if self.programme is not None:
            motto, summary = self.programme.motto, self.programme.summary
            if language in motto.languages and language in summary.languages:
                return Said(motto.in_language(language), summary.in_language(language))
        general = texts.about(BESIDE)
        assert general is not None  # a check at start-up holds that every file has it
        return general

    def summary(self, language: str) -> str:
        """What the programme is, in languages it says so itself; else empty."""
        if self.programme is None or language not in self.programme.summary.languages:
            return ""
        return self.programme.summary.in_language(language)

    def leads_to(self, language: str) -> str:
        """Where somebody comes who scans the code: in the language of the paper if there is one."""
        if self.key == LOOK_ROUND:
            dutch = language == "nl"
            return (
                reverse("worry:begin") if dutch else reverse("worry:in_language", args=[language])
            )
        return f"{reverse('toolkit:about', args=[self.key])}?taal={language}"


def subject(key: str) -> Subject | None:
    """The subject with this key, whether anybody runs it here or not: paper hangs for years."""
    return _all().get(key)


def all_subjects() -> list[Subject]:
    """Every subject, what always holds first."""
    return list(_all().values())


def _all() -> dict[str, Subject]:
    found = {key: Subject(key) for key in GENERAL}
    return found | {each.slug: Subject(each.slug, each) for each in all_programmes()}
