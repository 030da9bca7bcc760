"""Anybody sends in an example without an account, keeps a hand on it, and nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from conftest import Postman
from naast.common.models import Draft, LogEntry
from naast.kernel.errors import DomainError
from naast.library import links
from naast.library.models import Remark, Reviewer, Submission
from naast.library.questions import SENDING
from naast.library.selectors.text import advice, parts_of
from naast.library.services import keeping, sending
from naast.library.table import answers_of, table_of
from naast.library.tests.sent_in import ANSWERS, SITE, WHO, own_token, publish, send
from tests.cast import Cast

START = "/bibliotheek/insturen/"


def fill_in(client: Client, **changed: Any) -> None:
    """Walk through every section, typing what there is to type."""
    typed = {**ANSWERS, **WHO, **changed}
    for key, question in SENDING.questions.items():
        fields = question.form().fields
        said = {name: typed[name] for name in fields if name in typed}
        assert client.post(f"{START}{key}/", said).status_code == 302, key


@pytest.mark.requirement("VN-03", "VN-04")
def test_somebody_without_an_account_sends_in_and_gets_a_link_by_mail(
    cast: Cast, client: Client, postman: Postman
) -> None:
    page = client.get(START).content.decode()
    assert "binnen 14 dagen" in page
    fill_in(client)
    check = client.get(f"{START}controleren/").content.decode()
    assert "Soep op straat" in check
    answer = client.post(f"{START}controleren/", follow=True)
    submission = Submission.objects.get()
    own = links.own_address(submission)
    assert answer.redirect_chain[-1][0] == own
    assert "uiterlijk op ma 16 november 2026" in answer.content.decode()
    (letter,) = postman()
    assert letter.to == [WHO["sender_email"]]
    assert own in letter.body
    assert "Soep" not in letter.subject + str(letter.body)
    assert not Draft.objects.exists()
    line = LogEntry.objects.get(action="library.submission.sent")
    assert (line.actor_id, line.actor_role) == (None, "sender")
    assert client.post(f"{START}controleren/").status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.requirement("VN-03")
def test_the_form_asks_the_fixed_format_and_only_a_little_must_be_there(
    cast: Cast, client: Client
) -> None:
    needed = {
        name
        for question in SENDING.questions.values()
        for name, field in question.form().fields.items()
        if field.required
    }
    assert needed == {"title", "nutshell", "sender_name", "sender_email"}
    told = table_of({"title": "Soep", "nutshell": "Samen eten."})
    empty = [part.key for part in parts_of(told) if not part.lines]
    assert empty == [
        "elements", "works", "better", "description", "for_whom", "by_whom", "needed", "setting",
        "quotes", "links",
    ]  # fmt: skip
    submission = send(cast.now)
    assert (
        client.get(links.own_address(submission))
        .content.decode()
        .count("Wat beter kan · Hoe het gaat · Voor wie")
        == 1
    )


def test_what_is_typed_goes_into_the_text_and_comes_back_in_the_form(cast: Cast) -> None:
    told = send(cast.now, places=["informal_collective"], rating="Goed", rating_source="NJi").told
    again = answers_of(told)
    assert again["works"] == ANSWERS["works"]
    assert again["quote_2"] == ANSWERS["quote_2"]
    assert again["approved_on_1"] == "2026-10-01"
    assert (again["places"], again["rating_source"]) == (["informal_collective"], "NJi")


def test_nothing_that_was_typed_is_lost_on_an_error(cast: Cast, client: Client) -> None:
    answer = client.post(f"{START}begin/", {"title": "", "nutshell": "Half getypt"})
    assert "Half getypt" in answer.content.decode()
    assert "Half getypt" in client.get(f"{START}begin/").content.decode()
    saved = client.post(f"{START}begin/", {"nutshell": "Later", "save_later": "1"})
    other = Client()
    assert other.post(saved["Location"]).status_code == 302
    assert "Later" in other.get(f"{START}begin/").content.decode()
    assert client.post(START).status_code == 302
    assert not Draft.objects.exists()


def test_a_quote_needs_a_role_and_a_day_that_is_not_to_come(cast: Cast, client: Client) -> None:
    typed = {"quote_1": "Fijn hier.", "approved_on_1": "2031-01-01"}
    page = client.post(f"{START}said/", typed).content.decode()
    assert "Een naam staat er nooit bij" in page
    assert "Deze dag moet nog komen" in page
    policy = client.post(f"{START}where/", {"places": ["policy", "formal_individual"]})
    assert policy.status_code == 200


def test_one_place_and_one_mailbox_have_a_limit_and_keep_what_was_typed(
    cast: Cast, client: Client, postman: Postman
) -> None:
    codes = []
    for _time in range(5):
        fill_in(client)
        codes.append(client.post(f"{START}controleren/").status_code)
    assert codes == [302, 302, 302, 302, 429]
    assert "Soep op straat" in client.get(f"{START}controleren/").content.decode()
    assert len(postman()) == 4


def test_sending_in_tells_nobody_whether_an_address_is_known(cast: Cast, client: Client) -> None:
    seen = []
    for email in (cast.parent.email, "nooit-gezien@voorbeeld.test"):
        fill_in(client, sender_email=email)
        answer = client.post(f"{START}controleren/", follow=True)
        seen.append((answer.status_code, len(answer.redirect_chain), _without_link(answer)))
    assert seen[0] == seen[1]


def _without_link(answer: Any) -> str:
    return "".join(
        line
        for line in answer.content.decode().splitlines()
        if "inzending/" not in line and "csrf" not in line
    )


@pytest.mark.requirement("VN-10")
def test_words_we_say_otherwise_are_advice_and_refuse_nothing(cast: Cast, client: Client) -> None:
    submission = send(cast.now, works="De hulpverlener heeft een cliënt.")
    page = client.get(links.own_address(submission)).content.decode()
    assert "Zo kun je het ook zeggen" in page
    assert [each.says.split("”")[0] for each in advice(submission.told)] == [
        "“hulpverlener",
        "“cliënt",
    ]
    assert (
        "Zo kun je het ook zeggen"
        not in client.get(links.own_address(send(cast.now))).content.decode()
    )


def test_the_sender_changes_the_text_and_answers_what_was_asked(
    cast: Cast, client: Client, postman: Postman
) -> None:
    submission = send(cast.now)
    keeping.ask_more(
        actor=cast.coordinator, uuid=submission.uuid, words="Wie kookt er?", site=SITE, now=cast.now
    )
    assert [each.to for each in postman()] == [[WHO["sender_email"]]] * 2
    own = links.own_address(submission)
    assert "Wie kookt er?" in client.get(own).content.decode()
    edit = f"{own}wijzigen/"
    assert client.post(f"{edit}?bewaar=ja", {"title": "Half gewijzigd"}).content == b"Bewaard"
    assert "Half gewijzigd" in client.get(edit).content.decode()
    bad = client.post(edit, {"title": "", "nutshell": "Nog steeds hier"})
    assert "Nog steeds hier" in bad.content.decode()
    assert client.post(edit, {**ANSWERS, "words": "De buren."}).status_code == 302
    submission.refresh_from_db()
    assert submission.status == Submission.Status.SENT
    assert Remark.objects.get(by="sender").words == "De buren."
    assert "Half gewijzigd" not in client.get(edit).content.decode()


@pytest.mark.requirement("VN-04")
def test_taking_it_back_erases_everything_also_from_the_library(cast: Cast, client: Client) -> None:
    submission = send(cast.now)
    keeping.invite_reviewer(
        actor=cast.coordinator, uuid=submission.uuid, email="m@voorbeeld.test", site=SITE,
        now=cast.now,
    )  # fmt: skip
    publish(submission, by=cast.coordinator, now=cast.now)
    own = links.own_address(submission)
    assert client.get("/bibliotheek/soep-op-straat/versies/").status_code == 200
    reading_along = links.reviewer_address(Reviewer.objects.get())
    client.post(f"{own}wijzigen/?bewaar=ja", {"title": "Half gewijzigd"})
    client.post(f"{reading_along}?bewaar=ja", {"remark_": "Over die zin van"})
    assert Draft.objects.count() == 2
    assert "Het is weg" in client.post(own, {"answer": "take_back"}).content.decode()
    submission.refresh_from_db()
    assert (submission.told, submission.sender_email, submission.slug) == ({}, "", "")
    assert not submission.versions.exists()
    assert not Remark.objects.exists()
    assert not Reviewer.objects.exists()
    assert not Draft.objects.exists()
    assert client.get("/bibliotheek/soep-op-straat/versies/").status_code == 404
    assert client.get(own).status_code == client.post(own).status_code == 404
    with pytest.raises(DomainError):
        sending.take_back(token=own_token(submission), now=cast.now)


def test_a_link_opens_one_page_for_a_while_and_carries_nothing_personal(
    cast: Cast, client: Client, clock: Any
) -> None:
    submission = send(cast.now)
    own = own_token(submission)
    assert WHO["sender_email"] not in signing.loads(own, salt=links.OWN)
    for page in ("inzending", "meelezen", "contact"):
        expected = 200 if page == "inzending" else 404
        assert client.get(f"/bibliotheek/{page}/{own}/").status_code == expected
        assert client.get(f"/bibliotheek/{page}/{own}x/").status_code == 404
    clock.shift(timedelta(days=801))
    assert client.get(f"/bibliotheek/inzending/{own}/").status_code == 404
