"""Where the path waits for a consent, nothing more is open before it, and taking it back closes at
once what it opened (DC-04).
"""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db.models import F
from django.urls import reverse

from conftest import SignIn
from naast.kernel.errors import DomainError
from naast.people.models import Grant, Offering, Person, Supporter
from naast.people.trust import needed_trust_steps
from naast.programmes import find
from naast.support import trajectory
from naast.support.models import Answer, Consent, Match, Visit
from naast.support.services import consents, path
from tests.cast import Cast
from tests.duo import Duo

pytestmark = pytest.mark.requirement("DC-04")

PHONE = "06 00 00 00 00"


@pytest.fixture
def match(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Match:
    """Samira and Anke in duo coaching, at the phase with the gate of the consent."""
    duo = find("duo-coaching")
    monkeypatch.setattr(Match, "definition", lambda self: duo)
    monkeypatch.setattr(Offering, "definition", lambda self: duo)
    for asked in needed_trust_steps(duo):
        cast.supporter.trust_steps.get_or_create(
            step=asked.key, defaults={"done_on": cast.now.date(), "done_by": cast.coordinator}
        )
    Supporter.objects.update(kind="mother")
    match = cast.to_meeting()
    path.plan_meeting(
        actor=cast.coordinator, match_id=match.pk, place="Buurthuis", now=cast.now,
        planned_at=cast.now + timedelta(hours=1),
    )  # fmt: skip
    path.note_meeting(
        actor=cast.coordinator, match_id=match.pk, held_on=cast.now.date(), now=cast.now
    )
    cast.say(match, cast.parent, Answer.Question.TRIAL)
    return cast.say(match, cast.supporting_parent, Answer.Question.TRIAL)


def phase(match: Match) -> str:
    return Match.objects.get(pk=match.pk).steps.get(completed_on=None).phase


def topics(cast: Cast, who: Person) -> set[str]:
    return Grant.objects.topics(cast.asking.pk, who, cast.now)


def give(cast: Cast, match: Match, *what: str) -> Consent:
    return consents.give_consent(
        actor=cast.parent, match_id=match.pk, topics=what, purpose="Samen een plan maken.",
        ends_on=cast.now.date() + timedelta(days=60), now=cast.now,
    )  # fmt: skip


def page(cast: Cast, match: Match, sign_in: SignIn, who: Person) -> str:
    return sign_in(who).get(reverse("support:path", args=[match.pk])).content.decode()


def test_before_the_consent_no_more_is_open_than_the_phases_opened(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    assert phase(match) == "consent"
    begun = {step.phase for step in match.steps.all()}
    opened = {t for each in match.definition().phases if each.key in begun for t in each.opens}
    assert topics(cast, cast.supporting_parent) == {str(topic) for topic in opened}
    html = page(cast, match, sign_in, cast.supporting_parent)
    for closed in ("een boek lezen", PHONE, "Kanarie-parent", "El-Voorbeeld"):
        assert closed not in html
    home = reverse("people:contact", args=[cast.asking.pk])
    assert sign_in(cast.supporting_parent).get(home).status_code == 404


def test_only_who_asks_opens_the_gate(cast: Cast, match: Match) -> None:
    consents.give_consent(
        actor=cast.supporting_parent, match_id=match.pk, topics=["story"], purpose="Andersom.",
        ends_on=cast.now.date() + timedelta(days=60), now=cast.now,
    )  # fmt: skip
    assert phase(match) == "consent"
    give(cast, match, "story")
    assert phase(match) == "plan"


def test_taking_it_back_closes_what_it_opened_at_the_next_request(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    anke = sign_in(cast.supporting_parent)
    address = reverse("support:path", args=[match.pk])
    consent = give(cast, match, "story")
    assert "een boek lezen" in anke.get(address).content.decode()
    sign_in(cast.parent).post(reverse("support:withdraw_consent", args=[consent.pk]))
    assert "een boek lezen" not in anke.get(address).content.decode()
    assert "story" not in topics(cast, cast.supporting_parent)


def test_contact_closes_too_when_the_consent_is_taken_back(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    consent = give(cast, match, "story", "contact")
    assert PHONE in page(cast, match, sign_in, cast.supporting_parent)
    sign_in(cast.parent).post(reverse("support:withdraw_consent", args=[consent.pk]))
    assert PHONE not in page(cast, match, sign_in, cast.supporting_parent)


def test_the_path_says_that_it_was_taken_back(cast: Cast, match: Match, sign_in: SignIn) -> None:
    consent = give(cast, match, "story", "contact")
    assert "de toestemming geldt niet meer" not in page(cast, match, sign_in, cast.parent).lower()
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    for reader in (cast.parent, cast.supporting_parent, cast.coordinator):
        assert "de toestemming geldt niet meer" in page(cast, match, sign_in, reader).lower()


# A consent that runs out.


@pytest.fixture
def duo(cast: Cast) -> Duo:
    return Duo(cast)


def open_to(duo: Duo, moment: datetime) -> set[str]:
    """What Fatma may read of Valeria at that moment."""
    return Grant.objects.topics(duo.family.pk, duo.fatma, moment)


def test_what_the_path_opened_behind_it_ends_with_the_last_consent(
    duo: Duo, clock: time_machine.Traveller, sign_in: SignIn
) -> None:
    match, _companion = duo.on_the_way()
    [consent] = match.consents.all()
    assert "contact" in open_to(duo, consent.until - timedelta(seconds=1))
    assert "contact" not in open_to(duo, consent.until)
    assert "path" in open_to(duo, consent.until)
    clock.move_to(consent.until, tick=False)
    for reader in (duo.valeria, duo.fatma):
        assert "de toestemming geldt niet meer" in page(duo.cast, match, sign_in, reader).lower()


def test_the_coach_reads_no_longer_than_the_mother(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    [consent] = match.consents.all()
    ends = Grant.objects.filter(household=duo.family, topic="contact", basis=match.basis)
    assert set(ends.values_list("person", "ends_at")) == {
        (duo.fatma.pk, consent.until), (duo.kim.pk, consent.until),
    }  # fmt: skip


def test_letting_it_go_on_keeps_open_what_it_opened(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    [consent] = match.consents.all()
    later, before = duo.cast.now + timedelta(days=50), consent.until
    consents.renew_consent(actor=duo.valeria, consent_id=consent.pk, now=later)
    assert "contact" in open_to(duo, before)
    consent.refresh_from_db()
    assert "contact" not in open_to(duo, consent.until)


def test_a_new_consent_opens_again_what_had_ended_with_the_old_one(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    later = duo.cast.now + timedelta(days=90)
    assert "contact" not in open_to(duo, later)
    consents.give_consent(
        actor=duo.valeria, match_id=match.pk, topics=["story"], purpose="Nog een keer.",
        ends_on=later.date() + timedelta(days=30), now=later,
    )  # fmt: skip
    assert "contact" in open_to(duo, later)
    assert "contact" not in open_to(duo, later + timedelta(days=32))


def test_of_two_consents_the_one_that_is_left_says_when_it_ends(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    [long] = match.consents.all()
    short = consents.give_consent(
        actor=duo.valeria, match_id=match.pk, topics=["story"], purpose="Voor even.",
        ends_on=duo.cast.now.date() + timedelta(days=5), now=duo.cast.now,
    )  # fmt: skip
    assert "contact" in open_to(duo, short.until)
    consents.withdraw_consent(actor=duo.valeria, consent_id=long.pk, now=duo.cast.now)
    assert "contact" in open_to(duo, duo.cast.now)
    assert "contact" not in open_to(duo, short.until)


def test_who_comes_to_live_there_later_reads_no_longer_either(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    [consent] = match.consents.all()
    for moment, count in ((duo.cast.now, 2), (consent.until, 0)):
        Grant.objects.filter(household=duo.family, topic="contact").delete()
        trajectory.open_all(Match.objects.get(pk=match.pk), now=moment)
        assert Grant.objects.filter(household=duo.family, topic="contact").count() == count


def test_an_address_is_not_opened_for_a_day_after_the_consent(duo: Duo) -> None:
    match, _companion = duo.on_the_way()
    [consent] = match.consents.all()
    now = duo.cast.now + timedelta(days=10)

    def visit(day: date) -> Visit:
        return consents.open_address(
            actor=duo.valeria, match_id=match.pk, visitor_id=duo.fatma.pk, day=day, now=now
        )

    with pytest.raises(DomainError, match="toestemming"):
        visit(consent.ends_on + timedelta(days=2))
    assert not match.visits.exists()
    last = visit(consent.ends_on)
    assert Grant.objects.get(basis=last.basis).ends_at == consent.until
    before = visit(now.date() + timedelta(days=30))
    consents.withdraw_consent(actor=duo.valeria, consent_id=consent.pk, now=now)
    for each in (last, before):
        assert not Grant.objects.filter(basis=each.basis, ends_at__gt=F("starts_at")).exists()
