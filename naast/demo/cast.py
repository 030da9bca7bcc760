"""Who visitors of the demo can be, and what they will see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naast.people.models import Account

HOST = "voorbeeld.example"
"""All addresses of the region end like this; mail to them can never arrive anywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """One role to step into. `slug` is the household's or worker's key in the tables."""

    slug: str
    name: str
    role: Promise
    sees: Promise

    @property
    def email(self) -> str:
        """The address of the account behind it."""
        return email_of(self.slug)


@dataclass(frozen=True, slots=True)
class Company:
    """Parts that belong together, with their heading."""

    title: Promise
    parts: Sequence[Part]


def email_of(key: str) -> str:
    """The address of whoever has this key in the tables of the region."""
    return f"{key}@{HOST}"


CAST: Final = (
    Company(
        _("Families that ask for support"),
        (
            Part(
                "samira",
                "Samira",
                _("asks, in her trial period"),
                _(
                    "Yara and Sem join in with Anke and Joost; you see where you stand on the path,"
                    " what you agreed and who reads what."
                ),
            ),
            Part(
                "danuta",
                "Danuta",
                _("asks, has a proposal"),
                _("There is a proposal: you read a few lines about a family and say yes or no."),
            ),
            Part(
                "selam",
                "Selam",
                _("asks, waits"),
                _("You have waited for months; you see how that stands and what was written."),
            ),
            Part(
                "naima-ilyas",
                "Ilyas",
                _("twelve years old, has a place of his own"),
                _("You see who reads about you, and what you wrote yourself; nothing of the rest."),
            ),
            Part(
                "kevin",
                "Kevin",
                _("nineteen, has a buddy"),
                _("You asked for yourself; you plan when you see Ruben and say when it is enough."),
            ),
            Part(
                "marisa",
                "Marisa",
                _("has a volunteer of Home-Start"),
                _("Toos comes by on Thursdays; you read what she noted and how it was for her."),
            ),
            Part(
                "valeria",
                "Valeria",
                _("has a neighbourhood mother beside her"),
                _(
                    "Fouzia comes by on Mondays. The coach closed her part with a letter; you can"
                    " ask her back."
                ),
            ),
            Part(
                "chantal",
                "Chantal",
                _("still has to say yes"),
                _("The teacher asked together with you; nothing happens before your own yes."),
            ),
        ),
    ),
    Company(
        _("People who stand beside a family"),
        (
            Part(
                "anke",
                "Anke",
                _("supporting family"),
                _("You see when Yara and Sem come, what was agreed and whose turn it is."),
            ),
            Part(
                "samia",
                "Samia",
                _("mother who visits mothers"),
                _("You visit Ilham once a month; she chooses what you talk about."),
            ),
            Part(
                "henk",
                "Henk",
                _("support grandpa"),
                _("On Wednesdays two brothers drop in; your VOG has to be seen again soon."),
            ),
        ),
    ),
    Company(
        _("People who work with it"),
        (
            Part(
                "noor",
                "Noor",
                _("coordinator in Leiden"),
                _("You see what needs you today, the waiting list and who fits beside whom."),
            ),
            Part(
                "ilse",
                "Ilse",
                _("coordinator in Leiden"),
                _("Noor's colleague in the south of the town: other talks, the same waiting list."),
            ),
            Part(
                "femke",
                "Femke",
                _("coordinator in Weststellingwerf"),
                _("The same work between villages, and nothing at all of the families in Leiden."),
            ),
            Part(
                "jop",
                "Jop",
                _("runs buddies and duos in Leiden"),
                _("Two other programmes on the same engine: other words, other steps."),
            ),
            Part(
                "rachida",
                "Rachida",
                _("coordinates mothers who visit mothers"),
                _("A training that fills up, visits of once a month, and likenesses that matter."),
            ),
            Part(
                "marijke",
                "Marijke",
                _("regional coordinator"),
                _("You look along where two people are needed, and read no more than that takes."),
            ),
            Part(
                "wout",
                "Wout",
                _("municipality of Leiden"),
                _("You read totals about the whole town; a family is never shown to you."),
            ),
        ),
    ),
    Company(
        _("People from outside"),
        (
            Part(
                "samira-karim",
                "Karim",
                _("father of Yara and Sem, lives elsewhere"),
                _("The family wrote your name down; what they tell here is not yours to read."),
            ),
            Part(
                "sjors",
                "Sjors",
                _("knows nobody here"),
                _("You may sign in, and see that every page about a family stays closed."),
            ),
        ),
    ),
)
"""Everybody a visitor can be, in the order of the page."""


def parts() -> list[Part]:
    """All parts, in the order of the page."""
    return [part for company in CAST for part in company.parts]


def account_of(slug: str) -> Account | None:
    """The account of a part; None for anybody else, or when the region was not built."""
    email = next((part.email for part in parts() if part.slug == slug), None)
    return Account.objects.filter(email=email).first() if email else None
