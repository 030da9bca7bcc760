"""A team or teacher types a question together with a parent; only the parent can say yes."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.logbook.lines import detail_of
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import Account, Household, Person
from naast.support.models import SupportRequest
from naast.support.services import requests
from naast.support.tests.test_asking import ANSWERS, answer_all
from tests.cast import Cast
from tests.codes import code_in

Status = SupportRequest.Status
TOGETHER: dict[str, object] = {"together": "together", "with_whom": "Juf Els van de Regenboog"}


@pytest.fixture
def team(cast: Cast) -> Client:
    """The browser of a teacher, who has just sent Meryem's question."""
    return send()


def send(**changed: dict[str, object]) -> Client:
    client = Client()
    answer_all(client, together=TOGETHER, **changed)
    client.post(reverse("support:check_question"))
    return client


def asked() -> SupportRequest:
    return SupportRequest.objects.get(household__name__startswith="Meryem")


def confirm_page() -> str:
    return reverse("support:confirm_request", args=[asked().pk])


def test_the_team_says_who_it_is(cast: Cast) -> None:
    client = Client()
    page = reverse("support:ask_question", args=["together"])
    response = client.post(page, {"together": "together", "with_whom": ""})
    assert response.context["form"].errors["with_whom"]


def test_the_parent_gets_a_link_and_nobody_is_signed_in(team: Client, postman: Postman) -> None:
    assert "_auth_user_id" not in team.session
    (message,) = postman()
    assert message.to == ["meryem@voorbeeld.test"]
    assert confirm_page() in message.body
    assert "Els" not in message.body
    assert "Meryem" not in message.body
    done = team.get(reverse("support:asked")).content.decode()
    assert "voordat de ouder ja zegt" in done


def test_before_the_yes_a_coordinator_can_plan_nothing(team: Client, cast: Cast) -> None:
    assert asked().status == Status.UNCONFIRMED
    with pytest.raises(DomainError):
        requests.plan_talk(
            actor=cast.coordinator, request_id=asked().pk, planned_at=cast.now, now=cast.now
        )


def test_the_link_leads_through_signing_in_to_the_question(team: Client, postman: Postman) -> None:
    postman()
    parent = Client()
    to_sign_in = parent.get(confirm_page())
    assert to_sign_in.headers["Location"].startswith(reverse("people:sign_in"))
    page = parent.get(to_sign_in.headers["Location"])
    after = page.context["form"]["next"].value()
    parent.post(reverse("people:sign_in"), {"email": "meryem@voorbeeld.test", "next": after})
    entered = parent.post(reverse("people:enter_code"), {"code": code_in(*postman())})
    assert entered.headers["Location"] == confirm_page()
    html = parent.get(confirm_page()).content.decode()
    for words in ("Juf Els", "vrije woensdag", "Noa (2019)", "woensdagmiddag"):
        assert words in html


def test_the_parents_yes_starts_everything(
    team: Client, cast: Cast, sign_in: SignIn, postman: Postman
) -> None:
    postman()
    client = sign_in(Person.objects.get(first_name="Meryem"))
    response = client.post(confirm_page(), {"answer": "yes"})
    assert response.headers["Location"] == reverse("home:circle")
    assert asked().status == Status.NEW
    assert client.get(confirm_page()).headers["Location"] == reverse("home:circle")


def test_not_now_closes_it_and_nobody_asks_why(
    team: Client, sign_in: SignIn, postman: Postman
) -> None:
    postman()
    client = sign_in(Person.objects.get(first_name="Meryem"))
    client.post(confirm_page(), {"answer": "no"})
    assert asked().status == Status.CLOSED


@pytest.mark.parametrize("who", ["coordinator", "parent", "stranger", "municipality"])
def test_nobody_else_sees_or_says_it(team: Client, cast: Cast, sign_in: SignIn, who: str) -> None:
    client = sign_in(cast.by_name(who))
    assert client.get(confirm_page()).status_code == 404
    assert client.post(confirm_page(), {"answer": "yes"}).status_code == 404
    assert asked().status == Status.UNCONFIRMED


def test_a_parent_who_has_an_account_already_says_yes_with_it(
    cast: Cast, sign_in: SignIn, postman: Postman
) -> None:
    reach: dict[str, object] = {"email": cast.stranger.email, "phone": ""}
    send(reach=reach)
    (letter,) = postman()
    assert confirm_page() in letter.body
    client = sign_in(cast.stranger)
    assert client.get(confirm_page()).status_code == 200
    assert not Household.objects.of(cast.stranger).exists()
    client.post(confirm_page(), {"answer": "yes"})
    assert asked().status == Status.NEW
    assert Household.objects.of(cast.stranger).get() == asked().household
    assert Person.objects.filter(email=cast.stranger.email).get() == cast.stranger


def test_an_account_with_another_address_does_not_get_in(
    team: Client, cast: Cast, sign_in: SignIn
) -> None:
    account = Account.objects.get(person=cast.stranger)
    cast.stranger.email = ANSWERS["reach"]["email"]  # type: ignore[assignment]  # a text
    cast.stranger.save()
    assert account.email != cast.stranger.email
    assert sign_in(cast.stranger).get(confirm_page()).status_code == 404


def test_the_logbook_says_that_a_team_typed_it(team: Client) -> None:
    line = LogEntry.objects.get(action="support.request.asked", subject_id=asked().pk)
    assert (line.actor_role, detail_of(line)["name"]) == ("team", "Juf Els van de Regenboog")
