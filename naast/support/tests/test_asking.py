"""A family asks in the browser, without JavaScript."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import Draft
from naast.people.models import Account, Household, Person
from naast.support.models import SupportRequest
from tests.cast import Cast

ANSWERS: dict[str, dict[str, object]] = {
    "postcode": {"postcode": "2312 AB"},
    "words": {"words": "Een vrije woensdag zou fijn zijn."},
    "slots": {"slots": ["wo-middag", "za-ochtend"]},
    "children": {
        "name_1": "Noa", "year_1": "2019", "name_2": "", "year_2": "",
        "name_3": "Bo", "year_3": "2023",
    },
    "interests": {"interests": ["animals", "cooking"]},
    "wants": {"wants": ["grandparent", "family"]},
    "languages": {"languages": ["nl", "tr"]},
    "names": {"first_name": "Meryem", "others": "Deniz en Ada"},
    "reach": {"email": "Meryem@Voorbeeld.test", "phone": "06 12 34 56 78"},
    "together": {"together": "alone", "with_whom": ""},
}  # fmt: skip


def page(key: str) -> str:
    return reverse("support:ask_question", args=[key])


def answer_all(client: Client, **changed: dict[str, object]) -> None:
    for key, answer in {**ANSWERS, **changed}.items():
        response = client.post(page(key), answer)
        assert response.status_code == 302, (key, response.context["form"].errors)


def hand_in(client: Client) -> str:
    response = client.post(reverse("support:check_question"), follow=True)
    return str(response.content.decode())


@pytest.fixture
def visitor(cast: Cast) -> Client:
    return Client()


def test_a_family_walks_from_the_first_question_to_the_last(visitor: Client) -> None:
    url = visitor.get(reverse("support:ask")).context["start_url"]
    asked = []
    while url != reverse("support:check_question"):
        key = url.rstrip("/").rsplit("/", 1)[1]
        asked.append(key)
        assert visitor.get(url).status_code == 200
        url = visitor.post(url, ANSWERS[key]).headers["Location"]
    assert asked == list(ANSWERS)
    assert len(asked) <= 10
    read_back = visitor.get(url).content.decode()
    for words in ("2312", "vrije woensdag", "Noa (2019)", "Turks", "Deniz", "steun-opa"):
        assert words in read_back

    assert "Je vraag is verstuurd" in hand_in(visitor)
    asked_request = SupportRequest.objects.get(household__name="Meryem, Deniz en Ada")
    assert asked_request.status == SupportRequest.Status.NEW
    assert asked_request.question == "Een vrije woensdag zou fijn zijn."
    assert asked_request.slots == ["wo-middag", "za-ochtend"]
    assert asked_request.wants == ["grandparent", "family"]
    home = asked_request.household
    assert home.postcode == "2312"
    assert home.languages == ["nl", "tr"]
    assert [(c.name, c.birth_year) for c in home.children()] == [("Noa", 2019), ("Bo", 2023)]


def test_who_is_new_gets_a_mail_and_is_not_signed_in_before_the_address_is_proven(
    visitor: Client, postman: Postman
) -> None:
    answer_all(visitor)
    hand_in(visitor)
    assert "_auth_user_id" not in visitor.session
    (letter,) = postman()
    person = Person.objects.get(first_name="Meryem")
    assert person.account.email == "meryem@voorbeeld.test"
    assert letter.to == ["meryem@voorbeeld.test"]
    assert "Noa" not in letter.body


def test_a_known_address_gets_the_same_page_and_its_owner_a_mail(
    visitor: Client, cast: Cast, postman: Postman
) -> None:
    answer_all(visitor)
    new = hand_in(visitor)
    postman()
    other = Client()
    answer_all(other, reach={"email": cast.stranger.email, "phone": ""})
    known = hand_in(other)
    assert "_auth_user_id" not in other.session
    assert main_of(new) == main_of(known)
    (letter,) = postman()
    assert letter.to == [cast.stranger.email]
    assert "Meryem" not in letter.body
    assert Account.objects.filter(email=cast.stranger.email).count() == 1


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def test_handing_in_twice_makes_one_question(visitor: Client) -> None:
    answer_all(visitor)
    before = SupportRequest.objects.count()
    hand_in(visitor)
    assert "Je vraag is verstuurd" in hand_in(visitor)
    assert SupportRequest.objects.count() == before + 1
    assert not Draft.objects.exists()


def test_wrong_input_keeps_everything_that_was_typed(visitor: Client) -> None:
    typed = {"name_1": "Noa", "year_1": "19", "name_2": "Sjefke", "year_2": ""}
    response = visitor.post(page("children"), typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert "data-error-summary" in html
    assert 'value="Noa"' in html
    assert 'value="19"' in html
    again = visitor.get(page("children")).content.decode()
    assert 'value="Sjefke"' in again
    assert "data-error-summary" not in again


def test_half_an_answer_is_kept_while_typing_and_not_counted_as_one(visitor: Client) -> None:
    answer_all(visitor)
    keep = reverse("support:keep_question", args=["children"])
    answer = visitor.post(keep, {"name_1": "Noa", "year_1": "20"}, headers={"HX-Request": "true"})
    assert answer.content.decode() == "Bewaard"
    assert 'value="20"' in visitor.get(page("children")).content.decode()
    assert visitor.get(reverse("support:check_question")).headers["Location"] == page("children")


def test_saving_for_later_gives_a_link_that_works_in_another_browser(visitor: Client) -> None:
    visitor.post(page("postcode"), ANSWERS["postcode"])
    saved = visitor.post(page("words"), {**ANSWERS["words"], "save_later": "1"}, follow=True)
    link = reverse("support:resume_asking", args=[Draft.objects.get().token])
    assert link in saved.content.decode()

    other = Client()
    looked = other.get(link)
    assert looked.status_code == 200
    assert "vrije woensdag" not in looked.content.decode()
    assert other.get(page("words")).content.decode().count("vrije woensdag") == 0
    assert other.post(link).headers["Location"] == page("slots")
    assert "vrije woensdag" in other.get(page("words")).content.decode()


def test_a_link_to_go_on_ends_after_thirty_days(
    visitor: Client, clock: time_machine.Traveller
) -> None:
    visitor.post(page("postcode"), ANSWERS["postcode"])
    link = reverse("support:resume_asking", args=[Draft.objects.get().token])
    clock.shift(timedelta(days=31))
    assert visitor.get(link).status_code == 404
    assert visitor.post(link).status_code == 404


def test_a_draft_survives_a_closed_tab_but_not_a_change_of_mind(visitor: Client) -> None:
    visitor.post(page("postcode"), ANSWERS["postcode"])
    intro = visitor.get(reverse("support:ask"))
    assert intro.context["begun"]
    assert intro.context["start_url"] == page("words")
    visitor.post(reverse("support:ask"))
    assert not Draft.objects.exists()


def test_back_goes_to_the_question_before(visitor: Client) -> None:
    assert visitor.get(page("words")).context["back_url"] == page("postcode")
    assert visitor.get(page("postcode")).context["back_url"] == reverse("support:ask")


def test_changing_an_answer_comes_back_to_reading_it_all(visitor: Client) -> None:
    answer_all(visitor)
    check = visitor.get(reverse("support:check_question"))
    change = {str(label): url for label, _answer, url in check.context["rows"]}["Postcode"]
    assert visitor.get(change).context["back_url"] == reverse("support:check_question")
    response = visitor.post(change, {"postcode": "2313"})
    assert response.headers["Location"] == reverse("support:check_question")
    assert "2313" in visitor.get(reverse("support:check_question")).content.decode()


def test_nothing_is_written_by_looking(visitor: Client) -> None:
    for key in ANSWERS:
        assert visitor.get(page(key)).status_code == 200
    visitor.get(reverse("support:check_question"))
    assert not Draft.objects.exists()
    assert visitor.get(page("nonsense")).status_code == 404


def test_where_nobody_is_yet_a_kind_page_comes_and_nothing_stays(visitor: Client) -> None:
    visitor.post(reverse("support:keep_question", args=["postcode"]), {"postcode": "9711"})
    response = visitor.post(page("postcode"), {"postcode": "9711"})
    assert "Rond 9711" in response.content.decode()
    assert "0800-2000" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_typing_error_in_the_postcode_later_on_loses_nothing_else(visitor: Client) -> None:
    answer_all(visitor)
    visitor.post(page("postcode"), {"postcode": "9711"})
    assert visitor.get(reverse("support:check_question")).headers["Location"] == page("postcode")
    assert "vrije woensdag" in visitor.get(page("words")).content.decode()


@pytest.mark.parametrize("postcode", ["231", "0123", "Leiden", "1000"])
def test_what_is_no_postcode_is_asked_again(visitor: Client, postcode: str) -> None:
    response = visitor.post(page("postcode"), {"postcode": postcode})
    assert response.context["form"].errors["postcode"]


def test_a_bsn_is_refused_kindly_and_kept_nowhere(visitor: Client) -> None:
    response = visitor.post(page("words"), {"words": "Mijn nummer is 111222333."})
    assert "BSN" in response.content.decode()
    assert "111222333" in response.content.decode()
    keep = reverse("support:keep_question", args=["words"])
    quietly = visitor.post(keep, {"words": "Het is 111222333"}, headers={"HX-Request": "true"})
    assert quietly.content == b""
    assert "111222333" not in str(Draft.objects.get().answers)


def test_only_our_own_fields_are_kept(visitor: Client) -> None:
    visitor.post(page("words"), {"words": "Kort.", "something": "else", "diagnosis": "no"})
    assert Draft.objects.get().answers == {"words": {"words": ["Kort."]}}


def test_not_knowing_when_means_any_time(visitor: Client) -> None:
    answer_all(visitor, slots={"slots": ["any"]}, wants={"wants": ["any"]})
    assert "Elk moment" in visitor.get(reverse("support:check_question")).content.decode()
    hand_in(visitor)
    asked = SupportRequest.objects.get(household__name__startswith="Meryem")
    assert len(asked.slots) == 21
    assert asked.wants == []


def test_a_known_family_is_asked_only_what_is_new(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.supporting_parent)
    homes = Household.objects.count()
    for key in ("words", "slots", "children", "interests", "wants"):
        assert client.post(page(key), ANSWERS[key]).status_code == 302
    assert client.get(page("postcode")).status_code == 404
    client.post(reverse("support:check_question"))
    asked = SupportRequest.objects.get(household=cast.supporting)
    assert asked.status == SupportRequest.Status.NEW
    assert Household.objects.count() == homes
    assert [child.name for child in cast.supporting.children()] == ["Noa", "Bo"]


def test_who_has_asked_already_goes_to_their_own_page(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.parent)
    for address in (reverse("support:ask"), page("words")):
        assert client.get(address).headers["Location"] == reverse("home:circle")


def test_who_is_signed_in_without_a_household_gets_one(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.stranger)
    for key in ANSWERS:
        if key not in ("reach", "together"):
            assert client.post(page(key), ANSWERS[key]).status_code == 302
    client.post(reverse("support:check_question"))
    assert Household.objects.of(cast.stranger).get().requests.count() == 1
    assert Person.objects.filter(email=cast.stranger.email).count() == 1


def test_a_coordinator_who_types_for_a_family_stays_themselves(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    answer_all(client)
    hand_in(client)
    assert client.session["_auth_user_id"] == str(cast.coordinator.account.pk)
    assert SupportRequest.objects.filter(household__name__startswith="Meryem").exists()
