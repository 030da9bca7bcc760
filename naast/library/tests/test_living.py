"""From what was sent in to the library: ask more, read along, a yes, versions, and the clocks."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from conftest import Postman, SignIn
from naast.common.belongings import Circle, erase_rows
from naast.common.models import Draft, LogEntry
from naast.common.processing import record
from naast.kernel.errors import DomainError
from naast.library import drafts, links, policies
from naast.library.belongings import HANDS
from naast.library.models import (
    ExampleContact,
    PublishedVersion,
    Remark,
    Reviewer,
    Submission,
)
from naast.library.selectors.desk import desk
from naast.library.selectors.public_clock import public_clock
from naast.library.selectors.published import published, versions_of
from naast.library.services import answering, keeping, sending
from naast.library.table import mark_of
from naast.library.tests.sent_in import (
    ANSWERS,
    CONTACT,
    SITE,
    approve,
    ask_contact,
    contact_token,
    own_token,
    publish,
    send,
)
from naast.library.urls import urlpatterns
from tests.cast import Cast

Status = Submission.Status


def test_who_may_do_what(cast: Cast) -> None:
    submission = send(cast.now)
    may = policies.submissions.may
    for action in policies.KEEPING:
        for keeper in (cast.coordinator, cast.far_coordinator, cast.regional):
            assert may(keeper, action, submission)
        for nobody in (cast.parent, cast.municipality, cast.stranger, policies.visitor()):
            assert not may(nobody, action, submission)
    for guest, does in (
        (policies.sender(submission), "change"),
        (policies.reviewer(submission), "remark"),
        (policies.contact(submission), "approve"),
    ):
        assert may(guest, does, submission)
        assert not may(guest, "publish", submission)
        assert not may(guest, does, Submission(pk=submission.pk + 1))
    assert not may(cast.coordinator, "unheard_of", submission)
    assert not may(cast.coordinator, "change", submission)
    assert Submission.objects.visible_to(cast.parent).count() == 0
    with pytest.raises(Submission.DoesNotExist):
        keeping.publish(
            actor=cast.parent, uuid=submission.uuid, seen=mark_of(submission.told), site=SITE,
            now=cast.now,
        )  # fmt: skip


@pytest.mark.requirement("VN-04", "VN-05")
def test_nothing_is_published_before_the_contact_person_says_yes(
    cast: Cast, client: Client, sign_in: SignIn, postman: Postman
) -> None:
    submission, desk_client = send(cast.now), sign_in(cast.coordinator)
    page = f"/bibliotheek/redactie/{submission.uuid}/"
    desk_client.post(page, {"does": "publish", "seen": mark_of(submission.told)})
    assert not PublishedVersion.objects.exists()
    postman()
    asked = desk_client.post(page, {"does": "ask_contact", "seen": mark_of(submission.told)})
    assert asked.status_code == 302
    to_contact = next(each for each in postman() if each.to == [CONTACT])
    submission.refresh_from_db()
    contact = links.contact_address(submission.contact)
    assert contact in to_contact.body
    read = client.get(contact).content.decode()
    assert "Ik zat hier zomaar" in read
    assert "een ouder" in read
    assert "Kanarie-zin" not in read
    assert "Kanarie Inzender" not in read
    said = client.post(contact, {"answer": "yes", "seen": mark_of(submission.told)})
    assert "Dank je wel" in said.content.decode()
    assert (
        desk_client.post(page, {"does": "publish", "seen": mark_of(submission.told)}).status_code
        == 302
    )
    (example,) = published()
    assert (example.slug, example.title) == ("soep-op-straat", "Soep op straat")
    (quote,) = example.quotes
    assert quote.role.startswith("een ouder")
    assert "Kanarie-zin" not in str(PublishedVersion.objects.get().text)
    assert set(LogEntry.objects.values_list("action", flat=True)) >= {
        "library.submission.sent", "library.contact.asked", "library.submission.approved",
        "library.version.published",
    }  # fmt: skip


def test_a_yes_counts_for_the_text_that_was_read(cast: Cast) -> None:
    submission = send(cast.now)
    ask_contact(submission, by=cast.coordinator, now=cast.now)
    token, seen = contact_token(submission), mark_of(submission.told)
    sending.change(
        token=own_token(submission), told={**submission.told, "title": "Anders"}, words="",
        now=cast.now,
    )  # fmt: skip
    with pytest.raises(DomainError):
        answering.approve(token=token, seen=seen, now=cast.now)
    ask_contact(submission, by=cast.coordinator, now=cast.now + timedelta(hours=1))
    assert links.contact_of(token) is None
    with pytest.raises(DomainError):
        answering.approve(token=contact_token(submission), seen=seen, now=cast.now)


def test_the_editors_go_on_with_the_text_they_read(cast: Cast, sign_in: SignIn) -> None:
    submission = send(cast.now, contact_email="")
    page, desk_client = f"/bibliotheek/redactie/{submission.uuid}/", sign_in(cast.coordinator)
    seen = mark_of(submission.told)
    assert desk_client.get(page).content.decode().count(f'name="seen" value="{seen}"') == 1
    told = {**submission.told, "nutshell": "Wat niemand van ons las."}
    sending.change(token=own_token(submission), told=told, words="", now=cast.now)
    refused = desk_client.post(page, {"does": "ask_contact", "seen": seen}).content.decode()
    assert "De tekst is intussen gewijzigd" in refused
    assert not ExampleContact.objects.exists()
    approve(submission, by=cast.regional, now=cast.now)
    assert desk_client.post(page, {"does": "publish", "seen": seen}).status_code == 200
    assert published() == []


def test_the_contact_person_asks_for_a_change_and_the_sender_reads_it(
    cast: Cast, client: Client, postman: Postman
) -> None:
    submission = send(cast.now)
    ask_contact(submission, by=cast.coordinator, now=cast.now)
    submission.refresh_from_db()
    contact = links.contact_address(submission.contact)
    empty = client.post(contact, {"answer": "different", "words": ""})
    assert "Vul dit nog in" in empty.content.decode()
    postman()
    client.post(contact, {"answer": "different", "words": "Het is op dinsdag."})
    assert len(postman()) == 1
    assert "Het is op dinsdag." in client.get(links.own_address(submission)).content.decode()
    submission.refresh_from_db()
    assert submission.status == Status.ASKED


def test_a_link_cannot_fill_the_mailbox_of_the_sender(
    cast: Cast, client: Client, postman: Postman
) -> None:
    submission = send(cast.now)
    ask_contact(submission, by=cast.coordinator, now=cast.now)
    contact = f"/bibliotheek/contact/{contact_token(submission)}/"
    postman()
    for answer in ("different", "different", "back", "back"):
        client.post(contact, {"answer": answer, "words": "Anders graag."})
    assert len(postman()) == 1
    publish(submission, by=cast.coordinator, now=cast.now)
    contact = f"/bibliotheek/contact/{contact_token(submission)}/"
    postman()
    for _time in range(13):
        page = client.post(contact, {"answer": "different", "words": "Anders graag."})
    assert len(postman()) == 10  # twelve, with the two above
    assert "veel voor één dag" in page.content.decode()
    assert "Anders graag." in page.content.decode()
    own = f"{links.own_address(submission)}wijzigen/"
    codes = [client.post(own, {**ANSWERS, "words": "Zo."}).status_code for _time in range(13)]
    assert codes == [*[302] * 12, 200]
    assert Remark.objects.filter(by="sender").count() == 12


@pytest.mark.requirement("VN-04")
def test_what_a_yes_was_taken_back_from_does_not_come_back_with_another_yes(
    cast: Cast, client: Client
) -> None:
    submission = send(cast.now)
    publish(submission, by=cast.coordinator, now=cast.now)
    client.post(f"/bibliotheek/contact/{contact_token(submission)}/", {"answer": "back"})
    told = {**submission.told, "nutshell": "Zonder die ene zin."}
    sending.change(token=own_token(submission), told=told, words="", now=cast.now)
    publish(submission, by=cast.coordinator, now=cast.now + timedelta(days=1))
    (version,) = versions_of("soep-op-straat")
    assert version.example.nutshell == "Zonder die ene zin."


def test_when_the_yes_is_taken_back_nobody_reads_along_any_more(cast: Cast, client: Client) -> None:
    submission, pim = send(cast.now), cast.regional
    reviewer = keeping.invite_reviewer(
        actor=pim, uuid=submission.uuid, email="mee@voorbeeld.test", site=SITE, now=cast.now
    )
    address = links.reviewer_address(reviewer)
    publish(submission, by=pim, now=cast.now)
    assert client.get(address).status_code == 200
    client.post(f"/bibliotheek/contact/{contact_token(submission)}/", {"answer": "back"})
    assert client.get(address).status_code == client.post(address).status_code == 404
    keeping.invite_reviewer(
        actor=pim, uuid=submission.uuid, email=reviewer.email, site=SITE, now=cast.now
    )
    assert client.get(address).status_code == 200  # asked anew


def test_whoever_reads_who_sent_it_stands_in_the_logbook(cast: Cast, sign_in: SignIn) -> None:
    submission, noor = send(cast.now), sign_in(cast.coordinator)
    page = f"/bibliotheek/redactie/{submission.uuid}/"
    assert "kanarie-inzender@voorbeeld.test" in noor.get(page).content.decode()
    (look,) = LogEntry.objects.looks()
    assert (look.action, look.actor_id) == ("library.submission.seen", cast.coordinator.pk)
    assert (look.subject, look.subject_id) == ("library.submission", submission.pk)
    assert (look.household_id, look.basis) == (None, "editors")
    listed = noor.get("/bibliotheek/redactie/").content.decode()
    assert "kanarie-inzender" not in listed.lower()
    assert sign_in(cast.parent).get(page).status_code == 404
    assert LogEntry.objects.looks().count() == 1


@pytest.mark.requirement("VN-04")
def test_the_editors_choose_what_sort_of_thing_it_is(
    cast: Cast, sign_in: SignIn, client: Client
) -> None:
    submission, noor = send(cast.now), sign_in(cast.coordinator)
    publish(submission, by=cast.coordinator, now=cast.now)
    page = f"/bibliotheek/redactie/{submission.uuid}/"
    assert "soep-op-straat" not in client.get("/bibliotheek/?soort=gesprekken").content.decode()
    noor.post(page, {"does": "sort", "kind": "dialogue", "theme": "food"})
    assert "soep-op-straat" in client.get("/bibliotheek/?soort=gesprekken").content.decode()
    (example,) = published()
    assert (example.kind, example.theme) == ("dialogue", "food")
    for wrong in ({"kind": "nonsense", "theme": ""}, {"kind": "campaign", "theme": "nonsense"}):
        assert noor.post(page, {"does": "sort", **wrong}).status_code == 200
    assert [each.kind for each in published()] == ["dialogue"]
    assert LogEntry.objects.filter(action="library.submission.sorted").count() == 1


def test_two_with_one_title_published_at_once_both_get_an_address(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else takes the address between looking and keeping, as in another process."""
    first, second = send(cast.now), send(cast.now, title="Soep op straat!")
    approve(second, by=cast.coordinator, now=cast.now)
    publish(first, by=cast.coordinator, now=cast.now)
    free = keeping._free_address
    looked = iter(["soep-op-straat"])
    monkeypatch.setattr(keeping, "_free_address", lambda title: next(looked, None) or free(title))
    page = f"/bibliotheek/redactie/{second.uuid}/"
    seen = mark_of(Submission.objects.get(pk=second.pk).told)
    noor = sign_in(cast.coordinator)
    assert noor.post(page, {"does": "publish", "seen": seen}).status_code == 302
    assert {each.slug for each in published()} == {"soep-op-straat", "soep-op-straat-2"}


def test_when_every_address_was_just_taken_it_is_said_and_nothing_is_lost(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = send(cast.now), send(cast.now)
    approve(second, by=cast.coordinator, now=cast.now)
    publish(first, by=cast.coordinator, now=cast.now)
    monkeypatch.setattr(keeping, "_free_address", lambda title: "soep-op-straat")
    there = Submission.objects.get(pk=second.pk)
    told = sign_in(cast.coordinator).post(
        f"/bibliotheek/redactie/{second.uuid}/", {"does": "publish", "seen": mark_of(there.told)}
    )
    assert "Druk nog een keer" in told.content.decode()
    there.refresh_from_db()
    assert (there.status, there.slug, there.is_shown) == (Status.APPROVED, "", False)
    assert len(published()) == 1


def test_no_example_gets_an_address_of_another_page(cast: Cast, client: Client) -> None:
    own = {str(each.pattern).split("/")[1] for each in urlpatterns}
    assert {word for word in own if word.isalpha()} == keeping.TAKEN
    publish(send(cast.now, title="Contact"), by=cast.coordinator, now=cast.now)
    assert client.get("/bibliotheek/contact-2/versies/").status_code == 200


def test_a_yes_can_be_taken_back_before_it_is_published(cast: Cast, client: Client) -> None:
    submission = send(cast.now)
    approve(submission, by=cast.coordinator, now=cast.now)
    contact = f"/bibliotheek/contact/{contact_token(submission)}/"
    assert "Neem mijn ja terug" in client.get(contact).content.decode()
    client.post(contact, {"answer": "back"})
    submission.refresh_from_db()
    assert (submission.status, submission.approved_at) == (Status.RESTING, None)


@pytest.mark.requirement("VN-04")
def test_every_version_stays_to_be_read_with_the_day_of_the_last_check(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    submission = send(cast.now)
    publish(submission, by=cast.coordinator, now=cast.now)
    told = {**submission.told, "title": "Soep binnen", "nutshell": "Nu in het buurthuis."}
    sending.change(token=own_token(submission), told=told, words="", now=cast.now)
    assert [each.title for each in published()] == ["Soep op straat"]
    publish(submission, by=cast.coordinator, now=cast.now + timedelta(days=40))
    (first, second) = reversed(versions_of("soep-op-straat"))
    assert (first.example.title, second.example.title) == ("Soep op straat", "Soep binnen")
    assert [each.title for each in published()] == ["Soep binnen"]
    listed = client.get("/bibliotheek/soep-op-straat/versies/").content.decode()
    assert "Versie 1" in listed
    assert "Versie 2" in listed
    old = client.get("/bibliotheek/soep-op-straat/versies/1/").content.decode()
    assert "Er is een nieuwere versie" in old
    assert "aan een lange tafel" in old
    assert client.get("/bibliotheek/soep-op-straat/versies/3/").status_code == 404
    with django_assert_num_queries(1):
        published()
    for page in ("", "elementen/", "matrix/"):
        assert ("Soep binnen" in client.get(f"/bibliotheek/{page}").content.decode()) is (
            page != "matrix/"  # the sender did not say where it stands
        )
    here = client.get("/bibliotheek/soep-op-straat/").content.decode()
    assert "Iemand stuurde dit in" in here
    assert 'href="/bibliotheek/soep-op-straat/versies/"' in here


def test_check_again_by_the_editors_or_by_the_contact_person(
    cast: Cast, client: Client, postman: Postman, clock: Any
) -> None:
    submission, later = send(cast.now), cast.now + timedelta(days=200)
    publish(submission, by=cast.coordinator, now=cast.now)
    assert [each.number for each in desk(cast.coordinator, later).to_check] == [1]
    postman()
    clock.move_to(later, tick=False)
    keeping.ask_to_check(actor=cast.coordinator, uuid=submission.uuid, site=SITE, now=later)
    assert [each.to for each in postman()] == [[CONTACT]]
    answering.say_right(token=contact_token(submission), now=later)
    version = PublishedVersion.objects.get()
    assert version.checked_on == later.date()
    assert not desk(cast.coordinator, later).to_check
    keeping.assure(actor=cast.regional, uuid=submission.uuid, now=later + timedelta(days=1))
    version.refresh_from_db()
    assert version.checked_on == (later + timedelta(days=1)).date()
    contact = f"/bibliotheek/contact/{contact_token(submission)}/"
    assert "Klopt dit nog?" in client.get(contact).content.decode()
    client.post(contact, {"answer": "back"})
    assert published() == []
    with pytest.raises(DomainError):
        keeping.assure(actor=cast.coordinator, uuid=submission.uuid, now=later)


@pytest.mark.requirement("VN-04")
def test_a_reviewer_reads_along_by_a_link_that_stops(
    cast: Cast, client: Client, sign_in: SignIn, postman: Postman, clock: Any
) -> None:
    submission = send(cast.now)
    page = f"/bibliotheek/redactie/{submission.uuid}/"
    desk_client = sign_in(cast.regional)
    postman()
    assert "Vul dit nog in" in desk_client.post(page, {"does": "invite"}).content.decode()
    desk_client.post(page, {"does": "invite", "email": "Meelezer@voorbeeld.test"})
    assert [each.to for each in postman()] == [["meelezer@voorbeeld.test"]]
    address = links.reviewer_address(Reviewer.objects.get())
    read = client.get(address).content.decode()
    assert "aan een lange tafel" in read
    assert "kanarie-inzender" not in read.lower()
    assert "Kanarie-zin" not in read
    assert "minstens één opmerking" in client.post(address, {"remark_": " "}).content.decode()
    client.post(f"{address}?bewaar=ja", {"remark_works": "Half geschr"})
    assert "Half geschr" in client.get(address).content.decode()
    client.post(address, {"remark_works": "Wie ruimt op?", "remark_": "Mooi."})
    client.post(address, {"remark_works": "Wie wast er af?", "remark_": "Mooi."})
    said = {each.part: each.words for each in Remark.objects.all()}
    assert said == {"works": "Wie wast er af?", "": "Mooi."}
    assert "Wie wast er af?" in desk_client.get(page).content.decode()
    assert "Wie wast er af?" not in client.get(links.own_address(submission)).content.decode()
    clock.shift(timedelta(days=22))
    assert client.get(address).status_code == client.post(address).status_code == 404


def test_the_desk_is_for_who_keeps_the_library_and_counts_down(
    cast: Cast, sign_in: SignIn, django_assert_num_queries: Any
) -> None:
    first, second = send(cast.now - timedelta(days=15)), send(cast.now)
    made = desk(cast.coordinator, cast.now)
    assert [each.submission for each in made.ours] == [first, second]
    assert [each.days_left for each in made.ours] == [-1, 14]
    page = sign_in(cast.coordinator).get("/bibliotheek/redactie/").content.decode()
    assert "te laat voor een eerste antwoord" in page
    assert "antwoord binnen 14 dagen" in page
    keeping.let_rest(
        actor=cast.coordinator, uuid=first.uuid, words="Het staat er al.", site=SITE, now=cast.now
    )
    assert [each.submission for each in desk(cast.regional, cast.now).ours] == [second]
    for nobody in (cast.parent, cast.municipality):
        assert sign_in(nobody).get("/bibliotheek/redactie/").status_code == 404
    cast.coordinator.live_roles  # noqa: B018  # known before, as on a page
    with django_assert_num_queries(2):
        desk(cast.coordinator, cast.now)


def test_the_public_clock_says_little_in_words_and_more_in_numbers(
    cast: Cast, client: Client
) -> None:
    def text() -> str:
        return client.get("/bibliotheek/insturen/").content.decode()

    assert "stuurde niemand iets in" in text()
    late = send(cast.now - timedelta(days=20))
    assert "Niet allemaal kregen ze op tijd antwoord" in text()
    for days in (1, 2, 3, 9):
        sent = send(cast.now - timedelta(days=days))
        keeping.ask_more(
            actor=cast.coordinator, uuid=sent.uuid, words="En?", site=SITE, now=cast.now
        )
    made = public_clock(cast.now)
    assert (made.sent, made.days, made.late) == (5, None, 1)
    keeping.ask_more(
        actor=cast.coordinator, uuid=late.uuid, words="Sorry.", site=SITE, now=cast.now
    )
    made = public_clock(cast.now)
    assert (made.sent, made.days, made.late) == (5, 3, 1)
    sending.take_back(token=own_token(late), now=cast.now)
    assert public_clock(cast.now) == made
    assert public_clock(cast.now + timedelta(days=400)).sent == 0


def test_what_was_never_published_goes_after_a_year_and_of_the_rest_the_names(cast: Cast) -> None:
    clock, hand = record().clocks["submission"], HANDS["submission"]
    shown, never = send(cast.now), send(cast.now, title="Nooit")
    told = "Vraag het aan mevrouw Kanarie."
    sending.change(token=own_token(shown), told=shown.told, words=told, now=cast.now)
    publish(shown, by=cast.coordinator, now=cast.now)
    last = cast.now + timedelta(days=365)
    assert hand(clock, last) == 0
    assert hand(clock, last + timedelta(days=1)) == 6  # two contact persons, a remark and a quote
    assert not Submission.objects.filter(pk=never.pk).exists()
    shown.refresh_from_db()
    assert (shown.sender_name, shown.sender_email) == ("", "")
    assert not Remark.objects.exists()
    assert "Kanarie-zin" not in str(shown.told)
    assert not ExampleContact.objects.exists()
    assert [each.title for each in published()] == ["Soep op straat"]
    assert hand(clock, last + timedelta(days=2)) == 0
    with pytest.raises(DomainError):
        keeping.ask_to_check(actor=cast.coordinator, uuid=shown.uuid, site=SITE, now=last)


def test_the_address_of_who_read_along_goes_a_month_after_the_last_day(cast: Cast) -> None:
    submission = send(cast.now)
    reviewer = keeping.invite_reviewer(
        actor=cast.coordinator, uuid=submission.uuid, email="m@voorbeeld.test", site=SITE,
        now=cast.now,
    )  # fmt: skip
    clock, hand = record().clocks["reading_along"], HANDS["reading_along"]
    assert hand(clock, reviewer.until + timedelta(days=30)) == 0
    assert hand(clock, reviewer.until + timedelta(days=31)) == 1
    reviewer.refresh_from_db()
    assert reviewer.email == ""


def test_who_is_known_here_by_the_same_address_is_erased_here_too(cast: Cast) -> None:
    submission = send(cast.now, contact_email=cast.supporting_parent.email)
    Submission.objects.update(sender_email=cast.parent.email)
    publish(submission, by=cast.coordinator, now=cast.now)
    for email in (cast.supporting_parent.email, "m@voorbeeld.test"):
        reviewer = keeping.invite_reviewer(
            actor=cast.coordinator, uuid=submission.uuid, email=email, site=SITE, now=cast.now
        )
        drafts.of_reviewer(reviewer).keep(QueryDict("remark_=Half"), cast.now)
    drafts.of_sender(submission).keep(QueryDict("title=Half"), cast.now)
    erase_rows(Circle(people=frozenset({cast.supporting_parent.pk})), now=cast.now)
    assert Draft.objects.count() == 2
    assert not ExampleContact.objects.exists()
    assert len(published()) == 1
    erase_rows(Circle(people=frozenset({cast.parent.pk})), now=cast.now)
    submission.refresh_from_db()
    assert (submission.sender_email, submission.erased_at) == ("", cast.now)
    assert not Draft.objects.exists()
    assert published() == []
