"""An exception with who works with a family is to who stood there at the yes, to nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.kernel.errors import DomainError
from naast.support import apart
from naast.support.models import Companion, Enquiry, Exchange, Match, Professional
from naast.support.selectors.professionals import apart_of, asking_page
from naast.support.selectors.today import today
from naast.support.services import companions, enquiries, matches, professionals
from tests.cast import Cast
from tests.duo import Duo

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("JP-05")]


def whole(path: str) -> str:
    return f"https://naast.test{path}"


@pytest.fixture
def duo(cast: Cast) -> Duo:
    """Valeria, Fatma and Kim."""
    return Duo(cast)


def propose(duo: Duo) -> tuple[Professional, Exchange]:
    """Noor writes an exception for a teacher."""
    teacher = Professional.objects.create(
        household=duo.family, request=duo.request, name="Juf Els", email="els@school.test",
        named_by=duo.valeria, named_at=duo.cast.now,
    )  # fmt: skip
    written = professionals.propose_exchange(
        actor=duo.cast.coordinator, professional_id=teacher.pk, reason="Samen de zwemles regelen.",
        ends_on=duo.cast.now.date() + timedelta(days=20), now=duo.cast.now,
    )  # fmt: skip
    return teacher, written


def let_exchange(duo: Duo) -> Professional:
    """And Valeria says yes to it."""
    teacher, written = propose(duo)
    professionals.agree_exchange(actor=duo.valeria, exchange_id=written.pk, now=duo.cast.now)
    return teacher


def kim_comes_later(duo: Duo) -> tuple[Match, Companion, Professional]:
    """Valeria said yes while only Fatma stood there; after that Kim came."""
    match = duo.to_meeting()
    teacher = let_exchange(duo)
    companion = duo.both_say_yes(duo.ask(match))
    return match, companion, teacher


def ask(duo: Duo, teacher: Professional, words: str = "Wie brengt haar?") -> Enquiry:
    return enquiries.enquire(
        token=apart.link_of(teacher), words=words, to_supporter=True, now=duo.cast.now
    )


def read_by(duo: Duo) -> str:
    return apart_of(duo.family, duo.valeria, on=duo.cast.now.date())[0].readers


def fatma_stops(duo: Duo, match: Match) -> None:
    matches.stop_match(
        actor=duo.fatma, match_id=match.pk, now=duo.cast.now, letter="Dag.", comes_back=False
    )


def test_who_reads_is_who_the_yes_was_to(duo: Duo) -> None:
    kim_comes_later(duo)
    assert read_by(duo) == "Fatma"


def test_before_the_yes_everybody_it_would_be_to_is_named(duo: Duo) -> None:
    duo.together()
    _teacher, exchange = propose(duo)
    assert not exchange.opened(duo.cast.now).exists()
    assert read_by(duo) == "Fatma, Kim"
    professionals.agree_exchange(actor=duo.valeria, exchange_id=exchange.pk, now=duo.cast.now)
    assert read_by(duo) == "Fatma, Kim"


def test_who_came_later_is_mailed_nothing_of_it(duo: Duo) -> None:
    _match, _companion, teacher = kim_comes_later(duo)
    OutgoingMail.objects.all().delete()
    ask(duo, teacher)
    assert [row.to for row in OutgoingMail.objects.all()] == [duo.fatma.email]


def test_stepping_back_ends_the_exception_and_the_family_reads_so(
    duo: Duo, sign_in: SignIn
) -> None:
    match, _companion, teacher = kim_comes_later(duo)
    fatma_stops(duo, match)
    assert not Exchange.objects.standing(duo.cast.now.date()).exists()
    page = asking_page(apart.link_of(teacher), on=duo.cast.now.date())
    assert page is not None
    assert page.supporter == ""
    own = sign_in(duo.valeria).get(reverse("support:consents", args=[duo.family.pk]))
    assert "waar jullie ja op zeiden, is voorbij sinds" in own.content.decode()
    with pytest.raises(DomainError):
        ask(duo, teacher)


def test_it_stays_when_only_the_second_one_leaves(duo: Duo) -> None:
    match, companion = duo.together()
    let_exchange(duo)
    companions.close_part(
        actor=duo.kim, companion_id=companion.pk, letter="Dag!", comes_back=True, now=duo.cast.now
    )
    assert match.exchanges.standing(duo.cast.now.date()).exists()
    assert read_by(duo) == "Fatma"


def test_a_question_left_open_stands_with_the_coordinator(duo: Duo) -> None:
    match, _companion, teacher = kim_comes_later(duo)
    asked, noor, now = ask(duo, teacher), duo.cast.coordinator, duo.cast.now
    assert "enquiry" not in [item.key for item in today(noor, now=now).yours]
    assert apart_of(duo.family, noor, on=now.date())[0].waiting is None
    fatma_stops(duo, match)
    assert "enquiry" in [item.key for item in today(noor, now=now).yours]
    assert apart_of(duo.family, noor, on=now.date())[0].waiting == asked
    answered = enquiries.answer_enquiry(
        actor=noor, enquiry_id=asked.pk, words="Dat zoeken we uit.", now=now, absolute=whole
    )
    assert answered.answered_by == noor
