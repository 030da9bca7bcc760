"""Who works with a family asks the coordinator, and never who stands beside the family (JP-05)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry, OutgoingMail
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Grant, HouseholdMember, Offering, Person
from naast.programmes import find
from naast.programmes.vocabulary import Topic
from naast.support import apart
from naast.support.models import Enquiry, Exchange, Match, Professional, SupportRequest
from naast.support.selectors.today import today
from naast.support.services import alarms, enquiries, matches, professionals, requests
from tests.cast import Cast

pytestmark = pytest.mark.django_db

APART = "home-start"
"""A programme that knows people who work with a family."""


def whole(path: str) -> str:
    return f"https://naast.test{path}"


@pytest.fixture
def asked(cast: Cast) -> SupportRequest:
    """Samira asks in a programme that knows who works with a family."""
    Offering.objects.create(organisation=cast.organisation, programme=APART)
    return requests.ask_for_support(
        actor=cast.parent, household=cast.asking, programme=APART, now=cast.now,
        question=requests.Question("Even samen aan tafel.", ["ma-middag"], [], []),
    )  # fmt: skip


@pytest.fixture
def teacher(cast: Cast, asked: SupportRequest) -> Professional:
    """A teacher whom Samira let ask."""
    return professionals.name_professional(
        actor=cast.parent, household_id=cast.asking.pk, name="Juf Els", email="Els@school.test",
        now=cast.now, absolute=whole,
    )  # fmt: skip


def beside(cast: Cast) -> tuple[Match, Professional]:
    """Anke stands beside Samira, and a teacher works with her."""
    match = cast.to_trial()
    teacher = Professional.objects.create(
        household=cast.asking, request=cast.request, name="Juf Els", email="els@school.test",
        named_by=cast.parent, named_at=cast.now,
    )  # fmt: skip
    return match, teacher


def ask(teacher: Professional, cast: Cast, words: str = "Kan zij ook op maandag?") -> Enquiry:
    return enquiries.enquire(
        token=apart.link_of(teacher), words=words, to_supporter=False, now=cast.now
    )


def let_exchange(cast: Cast, teacher: Professional) -> Exchange:
    written = professionals.propose_exchange(
        actor=cast.coordinator, professional_id=teacher.pk, reason="Samen de zwemles regelen.",
        ends_on=cast.now.date() + timedelta(days=20), now=cast.now,
    )  # fmt: skip
    return professionals.agree_exchange(actor=cast.parent, exchange_id=written.pk, now=cast.now)


# The question goes to the worker.


@pytest.mark.requirement("JP-05")
def test_a_question_reaches_the_coordinator_and_not_who_stands_beside(cast: Cast) -> None:
    _match, teacher = beside(cast)
    enquiry = ask(teacher, cast)
    on_today = [item.key for item in today(cast.coordinator, now=cast.now).yours]
    assert "enquiry" in on_today
    assert Enquiry.objects.visible_to(cast.coordinator).get() == enquiry
    assert not Enquiry.objects.visible_to(cast.supporting_parent).exists()
    with pytest.raises(DomainError):
        enquiries.enquire(
            token=apart.link_of(teacher), words="Dag Anke!", to_supporter=True, now=cast.now
        )


@pytest.mark.requirement("JP-05")
def test_the_family_reads_the_question_and_the_answer(cast: Cast, sign_in: SignIn) -> None:
    _match, teacher = beside(cast)
    enquiry = ask(teacher, cast)
    enquiries.answer_enquiry(
        actor=cast.coordinator, enquiry_id=enquiry.pk, words="Dat vragen we haar.", now=cast.now,
        absolute=whole,
    )  # fmt: skip
    page = sign_in(cast.parent).get(reverse("support:consents", args=[cast.asking.pk]))
    text = page.content.decode()
    assert "Kan zij ook op maandag?" in text
    assert "Dat vragen we haar." in text


def test_the_page_of_the_coordinator_takes_an_answer_and_keeps_a_draft(
    cast: Cast, sign_in: SignIn
) -> None:
    _match, teacher = beside(cast)
    enquiry, client = ask(teacher, cast), sign_in(cast.coordinator)
    url = reverse("support:professional", args=[teacher.pk])
    typed = {"enquiry": enquiry.pk, "words": "Zij kan het best"}
    client.post(f"{url}?bewaar=ja", typed)
    assert "Zij kan het best" in client.get(url).content.decode()
    assert client.post(url, {**typed, "words": "Op dinsdag."}).status_code == 302
    enquiry.refresh_from_db()
    assert (enquiry.answer, enquiry.answered_by) == ("Op dinsdag.", cast.coordinator)
    again = client.post(url, {**typed, "words": "Nog eens."})
    assert "al beantwoord" in again.content.decode()


def test_a_colleague_of_another_organisation_and_the_family_answer_nothing(cast: Cast) -> None:
    _match, teacher = beside(cast)
    enquiry = ask(teacher, cast)
    with pytest.raises(Enquiry.DoesNotExist):
        enquiries.answer_enquiry(
            actor=cast.far_coordinator, enquiry_id=enquiry.pk, words="x", now=cast.now,
            absolute=whole,
        )  # fmt: skip
    with pytest.raises(Refused):
        enquiries.answer_enquiry(
            actor=cast.parent, enquiry_id=enquiry.pk, words="x", now=cast.now, absolute=whole
        )


# The link.


@pytest.mark.requirement("JP-05")
def test_by_the_link_somebody_asks_and_reads_nothing_of_the_family(cast: Cast) -> None:
    _match, teacher = beside(cast)
    client, url = Client(), reverse("support:enquire", args=[apart.link_of(teacher)])
    sent = client.post(url, {"words": "Hoe gaat het met de zwemles?"})
    assert sent.status_code == 302
    enquiries.answer_enquiry(
        actor=cast.coordinator, enquiry_id=Enquiry.objects.get().pk, words="Goed, dank je.",
        now=cast.now, absolute=whole,
    )  # fmt: skip
    text = client.get(url).content.decode()
    assert "Goed, dank je." in text
    assert "als je het daar vraagt" not in text
    for name in ("Samira", "Yara", "Anke", "even een boek lezen", "Noor"):
        assert name not in text


def test_looking_at_the_link_changes_nothing_and_a_wrong_one_is_nowhere(cast: Cast) -> None:
    _match, teacher = beside(cast)
    lines = LogEntry.objects.count()
    link = apart.link_of(teacher)
    assert Client().get(reverse("support:enquire", args=[link])).status_code == 200
    assert LogEntry.objects.count() == lines
    assert Client().get(reverse("support:enquire", args=[f"x{link}"])).status_code == 404


def test_an_old_link_mails_another_one_to_the_address_we_know(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _match, teacher = beside(cast)
    url = reverse("support:enquire", args=[apart.link_of(teacher)])
    monkeypatch.setattr(apart, "LINK_HOLDS", timedelta(seconds=-1))
    page = Client().get(url).content.decode()
    assert "Juf Els" not in page
    assert Client().post(url, {"answer": "link"}).status_code == 302
    assert OutgoingMail.objects.get(kind=professionals.KIND).to == "els@school.test"
    with pytest.raises(DomainError):
        ask(teacher, cast)


def test_what_was_typed_survives_an_empty_choice_and_too_many(cast: Cast) -> None:
    _match, teacher = beside(cast)
    client, url = Client(), reverse("support:enquire", args=[apart.link_of(teacher)])
    for _try in range(6):
        client.post(url, {"words": ""})
    refused = client.post(url, {"words": "Mijn zevende."}).content.decode()
    assert "Mijn zevende." in refused
    assert not Enquiry.objects.exists()


# Who may ask.


def test_the_family_names_somebody_and_a_link_is_mailed(
    cast: Cast, asked: SupportRequest, sign_in: SignIn
) -> None:
    url = reverse("support:name_professional", args=[cast.asking.pk])
    client = sign_in(cast.parent)
    assert client.get(url).status_code == 200
    client.post(url, {"name": "Juf Els, De Regenboog", "email": "Els@School.test"})
    named = Professional.objects.get()
    assert (named.name, named.email) == ("Juf Els, De Regenboog", "els@school.test")
    assert OutgoingMail.objects.get(kind=professionals.KIND).to == "els@school.test"


def test_who_stops_asks_nothing_more_and_the_link_is_dead(
    cast: Cast, teacher: Professional, sign_in: SignIn
) -> None:
    link = reverse("support:enquire", args=[apart.link_of(teacher)])
    sign_in(cast.parent).post(reverse("support:stop_professional", args=[teacher.pk]))
    assert Client().get(link).status_code == 404


def test_where_a_programme_knows_nobody_apart_there_is_no_such_page(
    cast: Cast, sign_in: SignIn
) -> None:
    assert find(APART).professional is not None
    assert find(cast.request.programme).professional is None
    page = sign_in(cast.parent).get(reverse("support:name_professional", args=[cast.asking.pk]))
    assert page.status_code == 404


# The exception.


@pytest.mark.requirement("JP-05")
def test_an_exception_needs_a_reason_and_the_yes_of_the_family(cast: Cast) -> None:
    match, teacher = beside(cast)
    with pytest.raises(DomainError):
        professionals.propose_exchange(
            actor=cast.coordinator, professional_id=teacher.pk, reason=" ",
            ends_on=cast.now.date(), now=cast.now,
        )  # fmt: skip
    written = professionals.propose_exchange(
        actor=cast.coordinator, professional_id=teacher.pk, reason="Samen de zwemles regelen.",
        ends_on=cast.now.date() + timedelta(days=20), now=cast.now,
    )  # fmt: skip
    assert not Grant.objects.filter(basis=written.basis).exists()
    with pytest.raises(Refused):
        professionals.agree_exchange(actor=cast.coordinator, exchange_id=written.pk, now=cast.now)
    professionals.agree_exchange(actor=cast.parent, exchange_id=written.pk, now=cast.now)
    opened = Grant.objects.get(basis=written.basis, person=cast.supporting_parent)
    assert (opened.topic, opened.starts_at, opened.ends_at) == (
        Topic.ENQUIRIES, cast.now, written.until,
    )  # fmt: skip
    assert match.household("asking") == opened.household


@pytest.mark.requirement("JP-05")
def test_by_the_exception_they_exchange_and_the_family_reads_along(
    cast: Cast, sign_in: SignIn
) -> None:
    _match, teacher = beside(cast)
    exchange = let_exchange(cast, teacher)
    url = reverse("support:enquire", args=[apart.link_of(teacher)])
    assert (
        "en wie naast het gezin staat, als je het daar vraagt" in Client().get(url).content.decode()
    )
    Client().post(url, {"to": "supporter", "words": "Wie brengt haar?"})
    page = reverse("support:exchange", args=[exchange.pk])
    client = sign_in(cast.supporting_parent)
    assert "Wie brengt haar?" in client.get(page).content.decode()
    enquiry = Enquiry.objects.get()
    client.post(page, {"enquiry": enquiry.pk, "words": "Dat doe ik."})
    assert "Dat doe ik." in Client().get(url).content.decode()
    own = sign_in(cast.parent).get(reverse("support:consents", args=[cast.asking.pk]))
    assert "Dat doe ik." in own.content.decode()


@pytest.mark.requirement("JP-05")
def test_withdrawing_bites_at_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    _match, teacher = beside(cast)
    exchange = let_exchange(cast, teacher)
    own = sign_in(cast.parent).get(reverse("support:consents", args=[cast.asking.pk]))
    assert "Samen de zwemles regelen." in own.content.decode()
    sign_in(cast.parent).post(
        reverse("support:answer_exchange", args=[exchange.pk]), {"reply": "no"}
    )
    page = reverse("support:exchange", args=[exchange.pk])
    assert sign_in(cast.supporting_parent).get(page).status_code == 404
    with pytest.raises(DomainError):
        enquiries.enquire(
            token=apart.link_of(teacher), words="Nog iets?", to_supporter=True, now=cast.now
        )


@pytest.mark.requirement("JP-05")
def test_a_young_person_sees_the_exception_and_ends_it(cast: Cast, sign_in: SignIn) -> None:
    _match, teacher = beside(cast)
    noah: Person = cast.introduce("young", "Noah")
    HouseholdMember.objects.create(
        household=cast.asking, person=noah, kind=HouseholdMember.Kind.CHILD, name="Noah",
        birth_year=2012,
    )  # fmt: skip
    exchange, client = let_exchange(cast, teacher), sign_in(noah)
    assert "Samen de zwemles regelen." in client.get(reverse("support:my_place")).content.decode()
    ended = client.post(reverse("support:answer_exchange", args=[exchange.pk]), {"reply": "no"})
    assert ended.url == reverse("support:my_place")  # type: ignore[attr-defined]  # a redirect
    assert not Exchange.objects.open_to(cast.supporting_parent).exists()
    with pytest.raises(Refused):
        professionals.agree_exchange(actor=noah, exchange_id=exchange.pk, now=cast.now)


def test_the_exception_ends_with_the_match_and_rests_with_contact(cast: Cast) -> None:
    match, teacher = beside(cast)
    let_exchange(cast, teacher)
    alarms.raise_alarm(
        actor=cast.parent, kind="safety", household_id=cast.asking.pk, match_id=match.pk,
        words="Eerst even praten.", now=cast.now,
    )  # fmt: skip
    with pytest.raises(DomainError):
        enquiries.enquire(
            token=apart.link_of(teacher), words="Nog iets?", to_supporter=True, now=cast.now
        )
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert not Exchange.objects.open_to(cast.supporting_parent).exists()


def test_a_mail_to_the_coordinators_names_nobody(cast: Cast) -> None:
    _match, teacher = beside(cast)
    OutgoingMail.objects.all().delete()
    ask(teacher, cast)
    to = {row.to for row in OutgoingMail.objects.all()}
    assert cast.coordinator.email in to
    assert cast.supporting_parent.email not in to
