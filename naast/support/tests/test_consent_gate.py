"""Where the path waits for a consent, nothing more is open before it, and taking it back closes at
once what it opened (DC-04).
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Grant, Offering, Person, Supporter
from naast.people.trust import needed_trust_steps
from naast.programmes import find
from naast.support.models import Answer, Consent, Match
from naast.support.services import consents, path
from tests.cast import Cast

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
    assert "de toestemming is teruggenomen" not in page(cast, match, sign_in, cast.parent).lower()
    consents.withdraw_consent(actor=cast.parent, consent_id=consent.pk, now=cast.now)
    for reader in (cast.parent, cast.supporting_parent, cast.coordinator):
        assert "de toestemming is teruggenomen" in page(cast, match, sign_in, reader).lower()
