"""Who may ask, and in whose words, follows from the programme (HS-01, JP-01, JP-02, MM-02)."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.words import FrozenTable, Words
from naast.people import choosing
from naast.people.models import Account, HouseholdMember, Offering
from naast.people.questionnaires import Known
from naast.programmes import Programme, find
from naast.programmes.audience import Likenesses
from naast.programmes.vocabulary import Likeness, Registrant
from naast.support import asking as questionnaire
from naast.support.models import Professional, SupportRequest
from naast.support.tests.test_asking import ANSWERS
from tests.cast import PROGRAMME, Cast

Status = SupportRequest.Status
PARENT = {"parent_name": "Leyla", "parent_email": "leyla@voorbeeld.test"}


def for_young_people() -> Programme:
    """A programme in which a young person may ask itself, and likenesses may matter."""
    usual = find(PROGRAMME)
    by = (Registrant.PARENT, Registrant.YOUNG_PERSON, Registrant.PROFESSIONAL)
    return replace(
        usual,
        registration=replace(usual.registration, by=by, asks_handle=True),
        audience=replace(usual.audience, child_age_from=6, child_age_until=24),
        likenesses=Likenesses(tuple(Likeness), (Likeness.LANGUAGE, Likeness.AGE)),
        asked=FrozenTable(
            {
                Registrant.YOUNG_PERSON: FrozenTable(
                    {"words": Words({"nl": "Wat wil jij met je maatje doen?", "en": "What?"})}
                )
            }
        ),
    )


@pytest.fixture
def programme(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Programme:
    changed = for_young_people()
    monkeypatch.setattr(choosing, "find", lambda slug: changed)
    ages = {"audience.child_age_from": 6, "audience.child_age_until": 24}
    cast.organisation.offerings.update(overrides=ages)
    return changed


def page(key: str) -> str:
    return reverse("support:ask_question", args=[key])


def answers(born: int = 2012, who: str = "young", helper: str = "") -> dict[str, dict[str, Any]]:
    """What a young person fills in, in the order of its pages."""
    return {
        "who": {"who": who, "with_whom": helper},
        "postcode": ANSWERS["postcode"],
        "words": {"words": "Ik wil leren schaatsen met iemand."},
        "slots": ANSWERS["slots"],
        "interests": ANSWERS["interests"],
        "wants": {"wants": ["any"]},
        "handle": {"handle": "Ik ren veel."},
        "languages": ANSWERS["languages"],
        "you": {"first_name": "Ilyas", "born": str(born)},
        "alike": {
            "matters": ["language", "culture"], "alike_languages": ["tr"],
            "culture": "de Turkse feestdagen", "must": ["language"],
        },
        "reach": {"email": "ilyas@voorbeeld.test", "phone": ""},
    }  # fmt: skip


def walk(client: Client, given: dict[str, dict[str, Any]]) -> list[str]:
    """Answer every page as it comes. Returns: the pages that came."""
    url, came = client.get(reverse("support:ask")).context["start_url"], []
    while url != reverse("support:check_question"):
        key = url.rstrip("/").rsplit("/", 1)[1]
        came.append(key)
        response = client.post(url, given[key])
        assert response.status_code == 302, (key, response.context["form"].errors)
        url = response.headers["Location"]
    return came


def hand_in(client: Client) -> str:
    return str(client.post(reverse("support:check_question"), follow=True).content.decode())


def asked() -> SupportRequest:
    return SupportRequest.objects.exclude(household__name="Samira").get()


@pytest.mark.requirement("JP-01")
def test_a_young_person_is_asked_in_words_of_its_own(programme: Programme) -> None:
    client = Client()
    client.post(page("who"), {"who": "young", "with_whom": ""})
    html = client.get(page("words")).content.decode()
    assert "Wat wil jij met je maatje doen?" in html
    assert "lucht" not in client.get(page("slots")).content.decode()
    assert client.get(page("children")).status_code == 404


@pytest.mark.requirement("JP-01", "JP-02")
def test_a_young_adult_is_a_household_of_its_own(programme: Programme, postman: Postman) -> None:
    client, given = Client(), answers(born=2006)
    assert walk(client, given) == list(given)
    assert "Je vraag is verstuurd" in hand_in(client)
    question = asked()
    assert question.status == Status.NEW
    assert question.by_young_person
    assert question.question == "Ik wil leren schaatsen met iemand."
    assert question.handle == "Ik ren veel."
    (member,) = question.household.members.all()
    assert (member.kind, member.birth_year) == (HouseholdMember.Kind.ADULT, 2006)
    assert [letter.to for letter in postman()] == [["ilyas@voorbeeld.test"]]


@pytest.mark.requirement("JP-01")
def test_below_sixteen_a_parent_says_yes_too(
    programme: Programme, postman: Postman, cast: Cast, sign_in: SignIn
) -> None:
    client = Client()
    given = {**answers(born=2012), "parent": PARENT}
    assert walk(client, given) == list(given)
    assert "Er gebeurt niets voordat de ouder ja zegt" in hand_in(client)
    question = asked()
    assert question.status == Status.UNCONFIRMED
    assert question.household.name == "Leyla"
    (child,) = question.household.children()
    assert (child.name, child.birth_year) == ("Ilyas", 2012)
    assert [letter.to for letter in postman()] == [["leyla@voorbeeld.test"]]
    assert not Account.objects.filter(email="ilyas@voorbeeld.test").exists()

    leyla = Account.objects.get(email="leyla@voorbeeld.test").person
    parent = sign_in(leyla)
    confirm = reverse("support:confirm_request", args=[question.pk])
    html = parent.get(confirm).content.decode()
    assert "Ilyas vraagt dit in eigen woorden" in html
    parent.post(confirm, {"answer": "yes"})
    assert asked().status == Status.NEW
    assert "ilyas@voorbeeld.test" in [to for letter in postman() for to in letter.to]
    assert Account.objects.get(email="ilyas@voorbeeld.test").person == child.person


@pytest.mark.requirement("HS-01", "JP-01", "BG-01")
def test_who_works_with_a_family_gets_the_same_form_and_the_family_says_yes(
    programme: Programme, postman: Postman
) -> None:
    alone = [q.key for q in _parents(programme)]
    client = Client()
    client.post(page("who"), {"who": "with_parent", "with_whom": "Juf Els"})
    given: dict[str, dict[str, Any]] = {
        **ANSWERS,
        "who": {"who": "with_parent", "with_whom": "Juf Els"},
        "handle": {"handle": ""},
        "alike": {"matters": ["any"]},
    }
    assert walk(client, given) == [key for key in alone if key != "who"]
    hand_in(client)
    question = asked()
    assert question.status == Status.UNCONFIRMED
    assert question.asked_with == "Juf Els"
    assert question.alike == {}
    assert [letter.to for letter in postman()] == [["meryem@voorbeeld.test"]]


@pytest.mark.requirement("JP-05")
def test_who_works_with_a_family_and_leaves_an_address_gets_a_page_to_ask(
    programme: Programme, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = find("home-start").roles["professional"]
    knows = replace(programme, roles=FrozenTable({**programme.roles, "professional": apart}))
    monkeypatch.setattr(choosing, "find", lambda slug: knows)
    monkeypatch.setattr(Offering, "definition", lambda _offering: knows)
    client, helper = Client(), {"who": "with_parent", "with_whom": "Juf Els"}
    helper["with_email"] = "els@school.test"
    client.post(page("who"), helper)
    given: dict[str, dict[str, Any]] = {
        **ANSWERS, "who": helper, "handle": {"handle": ""}, "alike": {"matters": ["any"]},
    }  # fmt: skip
    walk(client, given)
    hand_in(client)
    known = Professional.objects.get()
    assert (known.name, known.email, known.request) == ("Juf Els", "els@school.test", asked())
    assert [letter.to for letter in postman()] == [["meryem@voorbeeld.test"]]


def _parents(programme: Programme) -> list[Any]:
    return list(questionnaire.asking(programme, Known()).questions.values())


@pytest.mark.requirement("JP-01")
def test_a_team_that_types_for_a_young_adult_waits_for_its_own_yes(
    programme: Programme, postman: Postman
) -> None:
    client = Client()
    walk(client, answers(born=2005, who="with_young", helper="Wijkteam Noord"))
    assert "voordat je zelf ja zegt" in hand_in(client)
    question = asked()
    assert (question.status, question.asked_with) == (Status.UNCONFIRMED, "Wijkteam Noord")
    assert [letter.to for letter in postman()] == [["ilyas@voorbeeld.test"]]


@pytest.mark.requirement("JP-01")
def test_a_child_with_its_own_place_asks_at_home_and_its_parent_says_yes(
    programme: Programme, cast: Cast, sign_in: SignIn
) -> None:
    cast.request.status, cast.request.closed_at = Status.CLOSED, cast.now
    cast.request.save()
    noah = cast.introduce("young", "Noah")
    HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind="child", name="Noah", birth_year=2012
    )
    client = sign_in(noah)
    given = answers()
    came = walk(client, given)
    assert came == ["words", "slots", "interests", "wants", "handle", "alike"]
    hand_in(client)
    question = SupportRequest.objects.get(household=cast.asking, status=Status.UNCONFIRMED)
    assert question.by_young_person
    sign_in(cast.parent).post(
        reverse("support:confirm_request", args=[question.pk]), {"answer": "yes"}
    )
    question.refresh_from_db()
    assert question.status == Status.NEW


def test_a_child_is_sent_to_its_own_place_where_children_are_not_asked(
    cast: Cast, sign_in: SignIn
) -> None:
    noah = cast.introduce("young", "Noah")
    HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind="child", name="Noah", birth_year=2012
    )
    answer = sign_in(noah).get(reverse("support:ask"))
    assert answer.headers["Location"] == reverse("support:my_place")


@pytest.mark.requirement("MM-02", "JP-08")
def test_likenesses_are_said_and_never_worked_out(programme: Programme) -> None:
    client = Client()
    walk(client, answers(born=2006))
    hand_in(client)
    question = asked()
    assert question.alike == {"languages": ["tr"], "must": ["language"]}
    assert question.culture == "de Turkse feestdagen"

    other = Client()
    walk(other, {**answers(born=2004), "alike": {"matters": ["any"], "culture": "toch iets"}})
    hand_in(other)
    silent = SupportRequest.objects.latest("pk")
    assert (silent.alike, silent.culture) == ({}, "")


@pytest.mark.requirement("MM-02")
def test_what_matters_has_to_be_filled_in_or_taken_away(programme: Programme) -> None:
    client = Client()
    client.post(page("who"), {"who": "parent", "with_whom": ""})
    answer = client.post(page("alike"), {"matters": ["language", "age", "culture"]})
    assert set(answer.context["form"].errors) == {"alike_languages", "born", "culture"}
