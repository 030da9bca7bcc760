"""Karim lives elsewhere and must not learn where Samira lives, what she asked, or who stands beside
her.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse

from naast.common.models import LogEntry
from naast.people.models import Account, ContactDetails, Household, HouseholdMember, Person
from naast.support.models import Answer, Evaluation
from tests.abuse.conftest import CLOSED, Tells, World
from tests.plugin_trust import in_this_part

pytestmark = pytest.mark.trust


def test_he_opens_every_page_of_the_household(world: World) -> None:
    client = world.client("other_parent")
    assert {client.get(address).status_code for address in world.addresses()} <= set(CLOSED)


def test_he_sends_every_form_of_the_household(world: World) -> None:
    client = world.client("other_parent")
    assert {client.post(address).status_code for address in world.addresses()} <= set(CLOSED)


def test_he_reads_his_own_pages_for_a_trace_of_her(world: World, tells: Tells) -> None:
    for page in ("home:circle", "home:support", "home:start", "home:home"):
        answer = world.client("other_parent").get(reverse(page), follow=True)
        assert answer.status_code == 200
        assert tells(answer) == [], page


def test_he_asks_for_support_himself_and_hopes_to_land_in_her_circle(
    world: World, tells: Tells
) -> None:
    karim = world.cast.other_parent
    home = Household.objects.create(
        organisation=world.cast.organisation, name="Karim", postcode="2311", languages=["nl"]
    )
    HouseholdMember.objects.create(household=home, person=karim, kind="adult", name="Karim")
    assert tells(world.get("other_parent", "home:circle")) == []
    assert not Household.objects.visible_to(karim).filter(pk=world.cast.asking.pk).exists()


def test_he_answers_in_her_place(world: World) -> None:
    before = Answer.objects.count(), Evaluation.objects.count()
    sent = {"question": "trial", "reply": "no"}
    assert world.post("other_parent", "support:answer", world.match.pk, **sent).status_code == 404
    answer = world.post("other_parent", "support:evaluate", world.match.pk, go_on="stop")
    assert answer.status_code == 404
    assert (Answer.objects.count(), Evaluation.objects.count()) == before


def test_he_stops_what_she_has(world: World) -> None:
    assert world.post("other_parent", "support:stop", world.match.pk).status_code == 404
    assert (
        world.post("other_parent", "support:close_request", world.cast.request.pk).status_code
        == 404
    )
    world.match.refresh_from_db()
    assert world.match.ended_at is None


def test_he_tries_whether_her_address_is_known_here(world: World) -> None:
    answers = []
    for address in (world.cast.parent.email, "niemand@voorbeeld.test"):
        answer = world.client(None).post(reverse("people:sign_in"), {"email": address}, follow=True)
        answers.append((answer.status_code, answer.content.decode().replace(address, "#")))
    assert answers[0][0] == 200
    assert _without_tokens(answers[0][1]) == _without_tokens(answers[1][1])


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_he_asks_a_way_in_for_her_address(
    world: World, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    client = world.client(None)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("people:sign_in"), {"email": world.cast.parent.email})
    assert "_auth_user_id" not in client.session
    assert {address for each in mail.outbox for address in each.to} <= {world.cast.parent.email}


def test_he_reads_over_her_shoulder_in_the_mailbox(letters: list[EmailMessage]) -> None:
    told = "\n".join(f"{each.subject}\n{each.body}\n{each.from_email}" for each in letters)
    care = ("steun", "gezin", "kind", "koppeling", "coördinator", "Anke", "Samira", "Leiden")
    assert len(letters) >= 5
    assert [word for word in care if word in told] == []


def test_he_learns_her_address_from_a_page_of_anybody(world: World) -> None:
    world.cast.parent.contact.address = "Schuilplaats 12"
    world.cast.parent.contact.save()
    for who in ("other_parent", "supporting_parent", "coordinator", "stranger", "municipality"):
        client = world.client(who)
        for address in [*world.addresses(), reverse("home:circle"), reverse("home:support")]:
            if not in_this_part(who, address, of=2):
                continue
            assert "Schuilplaats" not in client.get(address).content.decode(), (who, address)


def test_a_secret_address_cannot_even_be_kept(world: World) -> None:
    details = ContactDetails.objects.get(person=world.cast.parent)
    details.is_secret, details.address = True, "Schuilplaats 12"
    with pytest.raises(IntegrityError), transaction.atomic():
        details.save()


def test_he_moves_in_by_saying_he_lives_there(world: World) -> None:
    extra = {"at_home": "on", "household": world.cast.asking.pk, "kind": "adult", "reply": "yes"}
    client = world.client("other_parent")
    for address in world.addresses():
        client.post(address, extra)
    assert not world.cast.asking.members.get(person=world.cast.other_parent).at_home


def test_her_page_and_his_do_not_share_a_line_of_the_logbook(world: World) -> None:
    seen = LogEntry.objects.filter(household_id=world.cast.asking.pk)
    world.get("other_parent", "home:circle")
    assert not seen.filter(actor_id=world.cast.other_parent.pk).exists()


def test_a_second_account_under_her_name_is_a_stranger(world: World, tells: Tells) -> None:
    other = Person.objects.create(first_name="Samira", email="samira2@voorbeeld.test")
    Account.objects.open(other)
    world.cast.people["pretender"] = other
    client = world.client("pretender")
    assert {client.get(address).status_code for address in world.addresses()} <= set(CLOSED)
    told = set(tells(world.get("pretender", "home:circle"))) - {"Samira"}
    assert told == set()
