"""The link of who works with a family: from when until when it works, and whom it never floods."""

import pytest
from django.test import Client
from django.urls import reverse

from naast.common.models import OutgoingMail
from naast.kernel.errors import DomainError
from naast.people.models import Offering
from naast.support import apart
from naast.support.models import Enquiry, Professional, SupportRequest
from naast.support.services import professionals, registering, requests
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
        professionals.enquire(
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
    cast: Cast,
) -> None:
    ask_for_support(cast)
    teacher = name(cast)
    asked = professionals.enquire(
        token=apart.link_of(teacher), words="Hoe gaat het?", to_supporter=False, now=cast.now
    )
    requests.close_request(actor=cast.parent, request_id=teacher.request_id, now=cast.now)
    assert Client().get(page_of(teacher)).status_code == 404
    OutgoingMail.objects.all().delete()
    professionals.mail_another_link(token=apart.link_of(teacher), now=cast.now, absolute=whole)
    professionals.answer_enquiry(
        actor=cast.coordinator, enquiry_id=asked.pk, words="Goed.", now=cast.now, absolute=whole
    )
    assert Enquiry.objects.get().answer == "Goed."
    assert links_mailed() == []
