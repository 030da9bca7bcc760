"""What families opened, closed and said by themselves, once their stories are walking."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q
from django.utils import timezone

from naast.demo.cast import email_of
from naast.demo.region.chronicle import Act, chance_of
from naast.demo.region.tables import (
    ConsentTold,
    NoteAnswered,
    Openings,
    SecretTold,
    VisitTold,
    YoungTold,
)
from naast.demo.region.town import Town
from naast.people.models import Household
from naast.people.services import contact, households
from naast.people.services import young as inviting
from naast.support.models import Match
from naast.support.services import consents, notes, young


def let_open(town: Town, told: Openings) -> None:
    """Put all of it in the chronicle, at an hour of its day."""
    for home, ago, act in _acts(town, told):
        moment = town.chronicle.moment(ago, chance_of(f"opens {home} {ago}"), range(21, 23))
        town.chronicle.at(moment, act)


def _acts(town: Town, told: Openings) -> Iterable[tuple[str, int, Act]]:
    for consent in told.consents:
        given: list[int] = []
        yield consent.home, consent.ago, partial(_give, town, consent, given)
        if consent.withdrawn is not None:
            yield consent.home, consent.withdrawn, partial(_withdraw, town, consent, given)
    for visit in told.visits:
        yield visit.home, visit.ago, partial(_open_address, town, visit)
    for secret in told.secrets:
        yield secret.home, secret.ago, partial(_keep_secret, town, secret)
    for answer in told.answers:
        yield answer.home, answer.ago, partial(_answer, town, answer)
    for person in told.young:
        yield person.home, person.ago, partial(_speak, town, person)


def _match(town: Town, home: Household) -> Match:
    """The live match of a household."""
    either = Q(request__household=home) | Q(supporter__household=home)
    return Match.objects.live().get(either)


def _give(town: Town, told: ConsentTold, given: list[int], now: datetime) -> None:
    consent = consents.give_consent(
        actor=town.people[told.home], match_id=_match(town, town.households[told.home]).pk,
        topics=told.topics, purpose=told.words,
        ends_on=timezone.localdate(now) + timedelta(days=told.days), now=now,
    )  # fmt: skip
    given.append(consent.pk)


def _withdraw(town: Town, told: ConsentTold, given: list[int], now: datetime) -> None:
    consents.withdraw_consent(actor=town.people[told.home], consent_id=given[0], now=now)


def _open_address(town: Town, told: VisitTold, now: datetime) -> None:
    consents.open_address(
        actor=town.people[told.home], match_id=_match(town, town.households[told.home]).pk,
        visitor_id=town.people[told.to].pk, day=town.chronicle.day(told.day), now=now,
    )  # fmt: skip


def _keep_secret(town: Town, told: SecretTold, now: datetime) -> None:
    actor = town.people[told.home]
    contact.keep_contact(
        actor=actor, household_id=town.households[told.home].pk, now=now,
        reach=contact.Reach(phone=actor.phone, address="", is_secret=True),
    )  # fmt: skip


def _answer(town: Town, told: NoteAnswered, now: datetime) -> None:
    written = town.households[told.home].notes.order_by("written_at", "pk")
    notes.answer_note(
        actor=town.people[told.home], note_id=written[told.note - 1].pk, words=told.words,
        asks_correction=told.asks_correction, now=now,
    )  # fmt: skip


def _speak(town: Town, told: YoungTold, now: datetime) -> None:
    home = town.households[told.home]
    member = home.members.get(name=told.child)
    person = inviting.invite_young_person(
        actor=town.people[told.home], household_id=home.pk, member_id=member.pk,
        email=email_of(f"{told.home}-{told.child.lower()}"), now=now, absolute=str,
    )  # fmt: skip
    households.open_account(person)  # the post is closed while a region is made
    young.say(
        actor=person, member_id=member.pk, words=told.words, now=now,
        readers=young.Readers(for_parents=told.for_parents, for_coordinator=told.for_coordinator),
    )  # fmt: skip
