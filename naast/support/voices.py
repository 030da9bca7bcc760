"""In whose words a question is asked: a parent's, or a young person's own."""

from dataclasses import dataclass, replace
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.kernel.clock import age_in_year
from naast.people.questionnaires import Known
from naast.programmes import Programme
from naast.programmes.vocabulary import Registrant

HELPED: Final = frozenset({Registrant.TEAM, Registrant.SCHOOL, Registrant.PROFESSIONAL})
"""Who registers together with a family and never for it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. `born` is the year of birth of a young person, None while it is not known;
    `alone_from` the age from which its own yes is enough.
    """

    young: bool = False
    helped: bool = False
    born: int | None = None
    alone_from: int = 0

    @classmethod
    def said(cls, who: str, born: int | None, programme: Programme) -> "Voice":
        """The voice that somebody chose (`may_ask`)."""
        young, helped = who in ("young", "with_young"), who.startswith("with_")
        return cls(young, helped, born if young else None, programme.young.alone_from)

    def of(self, who: Known) -> "Voice":
        """The voice of somebody we may know: who lives at home as a child speaks for itself."""
        if who.young is None:
            return self
        return replace(self, young=True, born=who.young.birth_year)

    @property
    def needs_parent(self) -> bool:
        """Whether a parent says yes too. Who did not tell its age yet is not asked for one."""
        if not self.young or self.born is None:
            return False
        return age_in_year(self.born, timezone.localdate()) < self.alone_from


PARENT: Final = Voice()


def may_ask(programme: Programme) -> dict[str, Promise]:
    """Who may ask in this programme, by what stands in the form."""
    by = set(programme.registration.by)
    helped, young = bool(HELPED & by), Registrant.YOUNG_PERSON in by
    everybody = {
        "young": (young, _("I ask for myself")),
        "parent": (Registrant.PARENT in by, _("I am a parent, and ask for my child")),
        "with_young": (helped and young, _("I fill it in together with a young person")),
        "with_parent": (helped, _("I fill it in together with a parent")),
    }
    return {key: words for key, (allowed, words) in everybody.items() if allowed}
