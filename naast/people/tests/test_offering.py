"""A family offers support in the browser, without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import Draft
from naast.people.models import Household, Supporter
from tests.cast import PROGRAMME, Cast

ANSWERS: dict[str, dict[str, object]] = {
    "postcode": {"postcode": "2316"},
    "kind": {"kind": "grandparent"},
    "names": {"first_name": "Wil", "others": ""},
    "children": {},
    "slots": {"slots": ["wo-middag"]},
    "ages": {"child_age_min": "4", "child_age_max": "10"},
    "interests": {"interests": ["gardening"]},
    "languages": {"languages": ["nl"]},
    "words": {"words": "Ik heb een moestuin en tijd."},
    "reach": {"email": "wil@voorbeeld.test", "phone": ""},
}


def page(key: str) -> str:
    return reverse("people:offer_question", args=[key])


def answer_all(client: Client, **changed: dict[str, object]) -> None:
    for key, answer in {**ANSWERS, **changed}.items():
        response = client.post(page(key), answer)
        assert response.status_code == 302, (key, response.context["form"].errors)


def hand_in(client: Client) -> str:
    return str(client.post(reverse("people:check_offer"), follow=True).content.decode())


@pytest.fixture
def visitor(cast: Cast) -> Client:
    return Client()


def test_a_grandparent_walks_from_the_first_question_to_the_last(
    visitor: Client, postman: Postman
) -> None:
    url = visitor.get(reverse("people:offer")).context["start_url"]
    asked = []
    while url != reverse("people:check_offer"):
        key = url.rstrip("/").rsplit("/", 1)[1]
        asked.append(key)
        assert visitor.get(url).status_code == 200
        url = visitor.post(url, ANSWERS[key]).headers["Location"]
    assert asked == list(ANSWERS)
    assert len(asked) <= 10
    assert "4 tot en met 10 jaar" in visitor.get(url).content.decode()

    done = hand_in(visitor)
    assert "VOG" in done
    offer = Supporter.objects.get(household__name="Wil")
    assert (offer.kind, offer.capacity, offer.status) == ("grandparent", 1, Supporter.Status.NEW)
    assert (offer.child_age_min, offer.child_age_max) == (4, 10)
    assert offer.household.children() == []
    assert "_auth_user_id" not in visitor.session
    assert [message.to for message in postman()] == [["wil@voorbeeld.test"]]


def test_a_known_address_gets_the_same_page(visitor: Client, cast: Cast) -> None:
    answer_all(visitor)
    other = Client()
    answer_all(other, reach={"email": cast.stranger.email})
    new, known = hand_in(visitor), hand_in(other)
    assert new[new.index("<main") : new.index("</main")] in known
    assert "_auth_user_id" not in other.session


def test_handing_in_twice_makes_one_offer(visitor: Client) -> None:
    answer_all(visitor)
    before = Supporter.objects.count()
    hand_in(visitor)
    assert "aangemeld" in hand_in(visitor)
    assert Supporter.objects.count() == before + 1
    assert not Draft.objects.exists()


def test_an_asking_family_offers_support_from_the_same_household(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.parent)
    homes = Household.objects.count()
    for key in ("kind", "slots", "ages", "interests", "words"):
        assert client.post(page(key), ANSWERS[key]).status_code == 302
    assert client.get(page("postcode")).status_code == 404
    client.post(reverse("people:check_offer"))
    assert cast.asking.supporters.get().programme == PROGRAMME
    assert Household.objects.count() == homes


def test_who_offers_already_goes_to_their_own_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.supporting_parent)
    for address in (reverse("people:offer"), page("kind")):
        assert client.get(address).headers["Location"] == reverse("home:support")


def test_ages_run_upwards(visitor: Client) -> None:
    response = visitor.post(page("ages"), {"child_age_min": "10", "child_age_max": "4"})
    assert response.context["form"].errors["child_age_max"]
    assert 'value="10" selected' in response.content.decode()


def test_where_nobody_is_yet_nothing_stays(visitor: Client) -> None:
    assert "Rond 9711" in visitor.post(page("postcode"), {"postcode": "9711"}).content.decode()
    assert not Draft.objects.exists()


def test_going_on_later_in_another_browser(visitor: Client) -> None:
    visitor.post(page("postcode"), ANSWERS["postcode"])
    visitor.post(page("words"), {"words": "Ik heb een", "save_later": "1"})
    link = reverse("people:resume_offer", args=[Draft.objects.get().token])
    other = Client()
    other.post(link)
    assert "Ik heb een" in other.get(page("words")).content.decode()


def test_a_draft_of_asking_cannot_be_opened_as_an_offer(visitor: Client) -> None:
    visitor.post(reverse("support:ask_question", args=["words"]), {"words": "Even lucht."})
    token = Draft.objects.get().token
    assert visitor.get(reverse("people:resume_offer", args=[token])).status_code == 404


def test_who_reads_it_is_said_with_the_name_of_the_organisation(visitor: Client) -> None:
    assert "bij jou in de buurt" in visitor.get(page("words")).content.decode()
    visitor.post(page("postcode"), ANSWERS["postcode"])
    assert "Steun in Leiden" in visitor.get(page("words")).content.decode()
