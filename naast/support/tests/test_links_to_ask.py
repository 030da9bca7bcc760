"""The link of who works with a family: from when until when it works, and whom it never floods."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.kernel.errors import DomainError
from naast.people import limits
from naast.people.models import Offering
from naast.support import apart
from naast.support.models import Enquiry, Professional, SupportRequest
from naast.support.services import enquiries, professionals, registering, requests
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("JP-05")]

APART = "home-start"
ELS = "els@school.test"


def whole(path: str) -> str:
    return f"https://naast.test{path}"


def ask_for_support(cast: Cast, asked_with: str = "") -> SupportRequest:
    """Samira asks in a programme that knows who works with a family."""
    Offering.objects.create(organisation=cast.organisation, programme=APART)
    return requests.ask_for_support(
        actor=cast.parent, household=cast.asking, programme=APART, now=cast.now,
        question=requests.Question("Even samen aan tafel.", ["ma-middag"], [], []),
        asked_with=asked_with,
    )  # fmt: skip


def typed_along(cast: Cast) -> Professional:
    """A teacher filled in a question together with Samira, who did not say yes yet."""
    asked = ask_for_support(cast, asked_with="Juf Els")
    professionals.remember_who_registered(asked, name="Juf Els", email=ELS, now=cast.now)
    return Professional.objects.select_related("request").get()


def confirm(cast: Cast, teacher: Professional) -> None:
    registering.confirm(
        actor=cast.parent, request_id=teacher.request_id, now=cast.now, absolute=whole
    )


def name(cast: Cast, called: str = "Juf Els", email: str = ELS) -> Professional:
    return professionals.name_professional(
        actor=cast.parent, household_id=cast.asking.pk, name=called, email=email, now=cast.now,
        absolute=whole,
    )  # fmt: skip


def links_mailed() -> list[str]:
    return [row.to for row in OutgoingMail.objects.filter(kind=professionals.KIND)]


def page_of(teacher: Professional) -> str:
    return reverse("support:enquire", args=[apart.link_of(teacher)])


# From when, until when.


def test_before_the_parents_yes_nothing_is_mailed_and_no_link_works(cast: Cast) -> None:
    teacher = typed_along(cast)
    assert links_mailed() == []
    assert Client().get(page_of(teacher)).status_code == 404
    with pytest.raises(DomainError):
        enquiries.enquire(
            token=apart.link_of(teacher), words="Al iets bekend?", to_supporter=False, now=cast.now
        )


def test_at_the_parents_yes_who_filled_it_in_along_gets_the_link(cast: Cast) -> None:
    teacher = typed_along(cast)
    confirm(cast, teacher)
    assert teacher.named_by is None
    mailed = OutgoingMail.objects.get(kind=professionals.KIND)
    assert (mailed.to, mailed.facts["link"]) == (ELS, whole(page_of(teacher)))
    assert Client().get(page_of(teacher)).status_code == 200


def test_once_the_question_is_closed_the_link_is_dead_and_no_answer_mails_another(
    cast: Cast, sign_in: SignIn
) -> None:
    ask_for_support(cast)
    teacher = name(cast)
    asked = enquiries.enquire(
        token=apart.link_of(teacher), words="Hoe gaat het?", to_supporter=False, now=cast.now
    )
    requests.close_request(actor=cast.parent, request_id=teacher.request_id, now=cast.now)
    assert Client().get(page_of(teacher)).status_code == 404
    OutgoingMail.objects.all().delete()
    professionals.mail_another_link(token=apart.link_of(teacher), now=cast.now, absolute=whole)
    own = sign_in(cast.parent).get(reverse("support:consents", args=[cast.asking.pk]))
    assert "Stelt nu geen vragen" in own.content.decode()
    answered = sign_in(cast.coordinator).post(
        reverse("support:professional", args=[teacher.pk]),
        {"enquiry": asked.pk, "words": "Goed."},
        follow=True,
    )
    assert "De link werkt niet meer." in answered.content.decode()
    assert Enquiry.objects.get().answer == "Goed."
    assert links_mailed() == []


# Whom it never floods.


def test_a_double_press_names_somebody_once(cast: Cast) -> None:
    ask_for_support(cast)
    assert name(cast) == name(cast, email=" Els@School.test")
    assert links_mailed() == [ELS]


def test_a_family_lets_so_many_ask_and_one_more_once_somebody_stopped(cast: Cast) -> None:
    ask_for_support(cast)
    first, *_others = [
        name(cast, email=f"juf{number}@school.test") for number in range(apart.MOST_AT_HOME)
    ]
    with pytest.raises(DomainError):
        name(cast)
    professionals.stop_professional(actor=cast.parent, professional_id=first.pk, now=cast.now)
    assert name(cast).email == ELS


def test_naming_and_stopping_in_turn_fills_no_mailbox(cast: Cast) -> None:
    ask_for_support(cast)
    for _time in range(limits.LINK_TO.most):
        professionals.stop_professional(
            actor=cast.parent, professional_id=name(cast).pk, now=cast.now
        )
    with pytest.raises(DomainError):
        name(cast)
    assert len(links_mailed()) == limits.LINK_TO.most
    name(cast, email="juf.anna@school.test")


def test_a_yes_never_fails_on_a_mailbox_that_got_many(cast: Cast) -> None:
    teacher = typed_along(cast)
    while limits.LINK_TO.take(cast.now, ELS):
        pass
    confirm(cast, teacher)
    assert links_mailed() == []
    assert SupportRequest.objects.get(pk=teacher.request_id).status == SupportRequest.Status.NEW


def test_another_link_of_the_same_professional_is_no_second_try(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_support(cast)
    teacher, client = name(cast), Client()
    for _time in range(limits.ENQUIRE_BY.most):
        client.post(page_of(teacher), {"words": ""})
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    first = page_of(teacher)
    later = signing.b62_encode(int(cast.now.timestamp()) + 60)
    monkeypatch.setattr(signing.TimestampSigner, "timestamp", lambda _self: later)
    other = page_of(teacher)
    assert other != first
    refused = elsewhere.post(other, {"words": "Nog een."}).content.decode()
    assert "Nog een." in refused
    assert not Enquiry.objects.exists()


def test_an_old_link_mails_a_few_others_a_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for_support(cast)
    teacher, client = name(cast), Client()
    OutgoingMail.objects.all().delete()
    monkeypatch.setattr(apart, "LINK_HOLDS", timedelta(seconds=-1))
    for _time in range(limits.ANOTHER_LINK.most):
        assert client.post(page_of(teacher), {"answer": "link"}).status_code == 302
    refused = client.post(page_of(teacher), {"answer": "link"})
    assert refused.status_code == 200
    assert "Kijk in je mail" in refused.content.decode()
    assert len(links_mailed()) == limits.ANOTHER_LINK.most


def test_when_the_question_closes_meanwhile_the_page_says_so(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_for_support(cast)
    monkeypatch.setattr(professionals, "request_with_professionals", lambda _home: None)
    page = sign_in(cast.parent).post(
        reverse("support:name_professional", args=[cast.asking.pk]), {"name": "Els", "email": ELS}
    )
    assert page.status_code == 200
    assert "Bel je coördinator" in page.content.decode()
