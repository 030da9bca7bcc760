"""Where two coordinators look along before a child goes along, they do so too with who comes beside
the family as well.
"""

from dataclasses import replace

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import OutgoingMail
from naast.kernel.errors import DomainError, Refused
from naast.people.models import HouseholdMember, Person, Role
from naast.programmes import Programme
from naast.programmes.path import Safety
from naast.support.models import Companion, Match
from naast.support.selectors.logbook import logbook_lines
from naast.support.selectors.today import today
from naast.support.services import companions, second_yes
from tests.cast import Cast
from tests.duo import Duo

pytestmark = pytest.mark.django_db


@pytest.fixture
def duo(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Duo:
    """Valeria, Fatma and Kim, in a duo coaching where a child goes along from the coaching on."""
    own = Match.definition

    def definition(match: Match) -> Programme:
        return replace(own(match), safety=Safety(before="coaching", coordinators=2))

    monkeypatch.setattr(Match, "definition", definition)
    return Duo(cast)


def asked(duo: Duo) -> Companion:
    """Noor asked Kim, and Valeria said that Kim is welcome."""
    companion = duo.ask(duo.to_meeting())
    companions.welcome(actor=duo.valeria, companion_id=companion.pk, yes=True, now=duo.cast.now)
    return companion


def look_along(duo: Duo, companion: Companion, who: Person | None = None) -> None:
    second_yes.say_yes_to_companion(
        actor=Person.objects.get(pk=(who or duo.cast.second_coordinator).pk),
        companion_id=companion.pk, now=duo.cast.now,
    )  # fmt: skip


def agree(duo: Duo, companion: Companion) -> Companion:
    return companions.agree(actor=duo.kim, companion_id=companion.pk, yes=True, now=duo.cast.now)


def keys(duo: Duo, who: Person) -> list[str]:
    return [item.key for item in today(who, now=duo.cast.now).yours]


@pytest.mark.requirement("DC-01")
def test_nobody_comes_before_a_second_coordinator_looked_along(duo: Duo) -> None:
    companion = asked(duo)
    with pytest.raises(DomainError, match="andere coördinator"):
        agree(duo, companion)
    look_along(duo, companion, duo.cast.coordinator)  # the same person twice is one
    with pytest.raises(DomainError, match="andere coördinator"):
        agree(duo, companion)
    OutgoingMail.objects.all().delete()
    look_along(duo, companion)
    assert OutgoingMail.objects.filter(to=duo.kim.email).count() == 1
    assert agree(duo, companion).is_present


def test_a_no_needs_nobody_elses_yes(duo: Duo) -> None:
    companion = asked(duo)
    companions.agree(actor=duo.kim, companion_id=companion.pk, yes=False, now=duo.cast.now)
    companion.refresh_from_db()
    assert not companion.is_open
    with pytest.raises(DomainError, match="andere stap"):
        look_along(duo, companion)


@pytest.mark.parametrize("who", ["valeria", "kim"])
def test_nobody_says_it_about_a_home_of_their_own(duo: Duo, who: str) -> None:
    companion = asked(duo)
    home = duo.family if who == "valeria" else duo.coach.household
    HouseholdMember.objects.create(
        household=home, person=duo.cast.second_coordinator, kind="adult", name="Pim"
    )
    with pytest.raises(Refused):
        look_along(duo, companion)


@pytest.mark.parametrize("who", ["parent", "stranger", "far_coordinator", "municipality"])
def test_nobody_else_says_it(duo: Duo, sign_in: SignIn, who: str) -> None:
    companion, person = asked(duo), duo.cast.by_name(who)
    with pytest.raises(Match.DoesNotExist):
        look_along(duo, companion, person)
    address = reverse("support:second_yes", args=[companion.match_id])
    assert sign_in(person).post(f"{address}?erbij={companion.pk}").status_code == 404


def test_today_and_the_pages(duo: Duo, sign_in: SignIn) -> None:
    companion, pim = asked(duo), duo.cast.second_coordinator
    assert "second_yes" not in keys(duo, duo.cast.coordinator)
    shown = today(duo.cast.coordinator, now=duo.cast.now).theirs
    waits = [item.detail for item in shown if item.key == "companion:looks_along"]
    assert waits == ["Een tweede coördinator kijkt nog mee voordat Kim ja kan zeggen."]
    (line,) = [i for i in today(pim, now=duo.cast.now).yours if i.key == "second_yes"]
    assert line.title == "Kim naast Valeria"

    invited = sign_in(duo.kim).get(reverse("support:companion", args=[companion.pk]))
    assert "Een tweede coördinator kijkt eerst mee" in invited.content.decode()
    assert "Ja, ik kom" not in invited.content.decode()
    client = sign_in(pim)
    page = client.get(line.url).content.decode()
    assert "gezinscoach" in page.lower()
    assert "Ja, een kind mag mee" in page
    assert client.post(line.url).status_code == 302
    assert "second_yes" not in keys(duo, pim)
    invited = sign_in(duo.kim).get(reverse("support:companion", args=[companion.pk]))
    assert "Ja, ik kom" in invited.content.decode()
    assert "Pim" in [each.who for each in logbook_lines(duo.family, duo.valeria)]


def test_an_address_of_somebody_else_is_no_page(duo: Duo, sign_in: SignIn) -> None:
    companion = asked(duo)
    address = reverse("support:second_yes", args=[companion.match_id])
    client = sign_in(duo.cast.second_coordinator)
    for wanted in ("0", "x", str(companion.pk + 1)):
        assert client.get(f"{address}?erbij={wanted}").status_code == 404


@pytest.mark.requirement("DC-07")
def test_coming_back_is_one_step_while_both_who_looked_along_work_here(duo: Duo) -> None:
    companion = asked(duo)
    look_along(duo, companion)
    agree(duo, companion)
    companions.close_part(
        actor=duo.kim, companion_id=companion.pk, letter="Dag.", comes_back=True, now=duo.cast.now
    )
    back = companions.call_back(actor=duo.valeria, companion_id=companion.pk, now=duo.cast.now)
    assert back.is_present
    companions.close_part(
        actor=duo.kim, companion_id=back.pk, letter="Dag.", comes_back=True, now=duo.cast.now
    )
    Role.objects.filter(person=duo.cast.second_coordinator).delete()
    with pytest.raises(DomainError, match="andere coördinator"):
        companions.call_back(actor=duo.valeria, companion_id=back.pk, now=duo.cast.now)
