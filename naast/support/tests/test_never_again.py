"""The register of who may never come back: two people, no names, known again by a hash."""

import base64
import os

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.urls import reverse

from conftest import SignIn
from naast.common import keys
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, NeverAgain, Person, Supporter
from naast.people.services import never_again as register
from naast.programmes.vocabulary import Topic
from naast.support import matchmaking
from naast.support.services import matches, never_again
from tests.cast import Cast


def ask(cast: Cast, supporter: Supporter, by: Person | None = None) -> NeverAgain:
    return register.ask_to_register(
        actor=by or cast.coordinator, supporter_id=supporter.pk, now=cast.now,
        member_id=supporter.household.adults_at_home()[0].pk,
    )  # fmt: skip


def enter(cast: Cast, supporter: Supporter) -> NeverAgain:
    entry = ask(cast, supporter)
    never_again.say_yes_to_register(actor=cast.second_coordinator, entry_id=entry.pk, now=cast.now)
    entry.refresh_from_db()
    return entry


def test_one_person_alone_bars_nobody(cast: Cast) -> None:
    entry = ask(cast, cast.former)
    assert register.barred([cast.former]) == set()
    with pytest.raises(DomainError, match="Iemand anders"):
        never_again.say_yes_to_register(actor=cast.coordinator, entry_id=entry.pk, now=cast.now)
    ask(cast, cast.former)
    assert NeverAgain.objects.count() == 1
    assert not NeverAgain.objects.in_force().exists()


def test_two_people_bar_and_then_the_name_is_gone(cast: Cast) -> None:
    anke = cast.supporting_parent.contact
    anke.phone = "06 00 00 00 01"
    anke.save()
    entry = enter(cast, cast.former)
    assert entry.person is None
    both = Supporter.objects.whole()
    assert register.barred(both) == {cast.former.pk}
    cast.talk()
    with pytest.raises(DomainError, match="Bel eerst een collega"):
        cast.propose(cast.former)


def test_who_is_barred_stands_in_no_plan(cast: Cast) -> None:
    cast.talk()
    enter(cast, cast.former)
    enter(cast, cast.supporter)
    board = matchmaking.board(cast.coordinator, cast.request, on=cast.now.date())
    assert not board.fitting


def test_the_table_alone_reveals_nothing(cast: Cast) -> None:
    enter(cast, cast.former)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_neveragain")
        row = [str(value) for value in cursor.fetchall()[0]]
    plain = "|".join(row)
    for secret in ("Ria", "former_supporter", "voorbeeld", "0600000000", "06 00"):
        assert secret not in plain
    # Trying out addresses does not work either: without the key each hash is a different one.
    known = register.known_by_email("former_supporter@voorbeeld.test")
    assert known in row
    keys.destroy(register.OWNER)
    assert register.known_by_email("former_supporter@voorbeeld.test") not in row


def test_an_entry_in_force_cannot_name_anybody(cast: Cast) -> None:
    entry = enter(cast, cast.former)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeverAgain.objects.filter(pk=entry.pk).update(person=cast.former_supporter)


def test_it_still_fits_after_the_master_key_was_rotated(cast: Cast) -> None:
    enter(cast, cast.former)
    fresh = base64.b64encode(os.urandom(32)).decode()
    with override_settings(MASTER_KEYS=[fresh, *settings.MASTER_KEYS]):
        keys.rotate_master()
        keys.forget()
    with override_settings(MASTER_KEYS=[fresh]):
        assert register.barred([cast.former]) == {cast.former.pk}


@pytest.mark.parametrize(
    "address", ["FORMER_supporter@Voorbeeld.TEST", "former_supporter+2@voorbeeld.test"]
)
def test_who_comes_back_with_the_same_address_is_known(cast: Cast, address: str) -> None:
    enter(cast, cast.former)
    assert register.known_by_email(address) == NeverAgain.objects.get().email


@pytest.mark.django_db
def test_the_same_number_gives_one_hash() -> None:
    forms = ("06 12 34 56 78", "0612345678", "+31 6 12345678", "0031-612345678")
    assert len({register.known_by_phone(number) for number in forms}) == 1
    assert register.known_by_phone("") == register.known_by_email("") == ""


def test_contact_of_a_running_match_rests_at_once_and_cannot_be_opened(cast: Cast) -> None:
    match = cast.to_trial()
    enter(cast, cast.supporter)
    topics = Grant.objects.topics(cast.asking.pk, cast.supporting_parent, cast.now)
    assert Topic.CONTACT not in topics
    match.refresh_from_db()
    assert match.contact_rests
    matches.stop_match(actor=cast.coordinator, match_id=match.pk, now=cast.now)


def test_the_coordinator_finds_it_on_today_and_a_registration_looks_like_any(
    cast: Cast, sign_in: SignIn
) -> None:
    enter(cast, cast.former)
    page = sign_in(cast.second_coordinator).get(reverse("home:today")).content.decode()
    assert "Iemand hier staat in het register" in page
    own = sign_in(cast.former_supporter).get(reverse("home:support"))
    assert own.status_code == 200
    assert "register" not in own.content.decode()


def test_nobody_is_put_on_it_by_or_about_themselves(cast: Cast) -> None:
    with pytest.raises(Supporter.DoesNotExist):
        ask(cast, cast.former, by=cast.far_coordinator)
    with pytest.raises(Supporter.DoesNotExist):
        ask(cast, cast.former, by=cast.supporting_parent)
    cast._role(cast.former_supporter, cast.organisation, "coordinator")
    with pytest.raises(Refused):
        ask(cast, cast.former, by=Person.objects.get(pk=cast.former_supporter.pk))


def test_taking_the_question_back_leaves_nothing(cast: Cast, sign_in: SignIn) -> None:
    entry = ask(cast, cast.former)
    address = reverse("support:register_entry", args=[entry.pk])
    pim = sign_in(cast.second_coordinator)
    assert "Mag Ria nooit meer terugkomen?" in pim.get(address).content.decode()
    pim.post(address, {"drop": "yes"})
    assert not NeverAgain.objects.exists()
    assert not LogEntry.objects.filter(
        action__startswith="people.never_again", household_id__isnull=False
    ).exists()
