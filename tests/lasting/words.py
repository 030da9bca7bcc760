"""What the writers of the kill test write, and how it is read back: three kinds of words.

A note is a row and a line in the logbook. A draft is one row that is replaced. A question is a
household, two people, the request and a line in the logbook: all of it, or nothing.
"""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.http import QueryDict

from naast.common.drafts import DraftOf
from naast.common.models import LogEntry
from naast.people.models import Household, HouseholdMember, Person
from naast.support.models import Note, SupportRequest
from naast.support.services import notes, requests
from tests.cast import NOW, PROGRAMME

KINDS = ("note", "draft", "question")


def text_of(key: str) -> str:
    """The words that belong to this key: a few lines, different for each."""
    return f"{key} " + hashlib.sha256(key.encode()).hexdigest() * 8


def kind_of(number: int) -> str:
    """What the writer writes as its so-manieth thing."""
    return KINDS[number % len(KINDS)]


def _coordinator() -> Person:
    return Person.objects.get(email="coordinator@voorbeeld.test")


class Writer:
    """One writer, who knows once and for all about whom they write."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.actor = _coordinator()
        self.home = Household.objects.get(name="Samira")

    def write(self, number: int) -> str:
        """Save one thing. Returns its key, after commit."""
        kind = kind_of(number)
        key = f"{kind}:{self.name}:{number}"
        getattr(self, f"_{kind}")(key, number)
        return key

    def _note(self, key: str, number: int) -> None:
        notes.write_note(
            actor=self.actor, household_id=self.home.pk, words=text_of(key), now=NOW
        )  # fmt: skip

    def _draft(self, key: str, number: int) -> None:
        typed = QueryDict(mutable=True)
        typed["words"] = text_of(key)
        _draft_of(key).keep(typed, NOW)

    def _question(self, key: str, number: int) -> None:
        with transaction.atomic():
            home = Household.objects.create(
                organisation=self.home.organisation, name=key, postcode="2311", languages=["nl"]
            )
            for kind, born in ((HouseholdMember.Kind.ADULT, None), ("child", 2019)):
                HouseholdMember.objects.create(
                    household=home, kind=kind, name=key[:60], birth_year=born
                )
            requests.ask_for_support(
                actor=self.actor, household=home, programme=PROGRAMME,
                question=requests.Question(text_of(key), ["za-middag"], ["animals"], []),
                now=NOW - timedelta(days=1),
            )  # fmt: skip


def _draft_of(key: str) -> DraftOf:
    _, name, number = key.split(":")
    return DraftOf(owner=int(name.removeprefix("w")), kind="kill", about=int(number))


def lost(keys: list[str]) -> list[str]:
    """Which of these are not there, or not as they were written."""
    written = set(Note.objects.values_list("words", flat=True)) if keys else set()
    asked = {
        each.household.name: each for each in SupportRequest.objects.select_related("household")
    }
    gone = []
    for key in keys:
        kind = key.split(":")[0]
        if kind == "note":
            found = text_of(key) in written
        elif kind == "draft":
            kept = _draft_of(key).kept(NOW)
            found = kept is not None and kept["words"] == text_of(key)
        else:
            found = key in asked and asked[key].question == text_of(key)
        if not found:
            gone.append(key)
    return gone


def halves() -> list[str]:
    """What was saved in part: a note without its line, a household without its question."""
    lines = set(LogEntry.objects.values_list("subject", "subject_id"))
    half = [f"note {n.pk}" for n in Note.objects.all() if ("support.note", n.pk) not in lines]
    homes = Household.objects.filter(name__startswith="question:")
    for home in homes.prefetch_related("members", "requests"):
        asked = next(iter(home.requests.all()), None)
        whole = len(home.members.all()) == 2 and asked is not None
        if not whole or ("support.supportrequest", asked.pk if asked else None) not in lines:
            half.append(home.name)
    return half
