"""The region is believable: everybody is there, in every state, on every day the same."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naast import places
from naast.demo.cast import HOST, account_of, parts
from naast.demo.models import DemoMail
from naast.demo.region import cast_lines, is_built
from naast.demo.region.tables import tables
from naast.demo.tests import rows
from naast.demo.tests.conftest import installation, start_over
from naast.demo.tests.rows import ALL, everything
from naast.kernel.clock import age_in_year
from naast.matching import SLOTS
from naast.pages.models import PageVersion
from naast.people.models import (
    Absence,
    Account,
    ContactDetails,
    Household,
    HouseholdMember,
    Organisation,
    Person,
    Role,
    Supporter,
    Training,
    TrainingPlace,
    TrustStep,
)
from naast.programmes import all_programmes, find
from naast.support import trajectory
from naast.support.models import (
    Answer,
    CheckIn,
    Consent,
    Evaluation,
    Handover,
    HowItWent,
    Match,
    MeasureAnswer,
    Note,
    NoteReply,
    Rhythm,
    SupportRequest,
    Visit,
    YoungAnswer,
    YoungVoice,
)
from naast.ui.lexicon import violations
from tests.cast import NOW
from tests.lasting.house import House
from tests.plugin_trust import size

PROGRAMME = find("buurtgezinnen")
pytestmark = [
    pytest.mark.usefixtures("built"),
    pytest.mark.once,
]


def live_phases() -> Counter[str]:
    """How many matches stand on each stone today."""
    here = Match.objects.live().filter(request__programme=PROGRAMME.slug)
    steps = (trajectory.current_step(match) for match in here.whole())
    return Counter(step.phase for step in steps if step)


def test_the_command_fills_once_and_never_over_data(filled: House) -> None:
    before = filled.file.read_bytes()
    again = filled.naast("demo")
    assert again.returncode == 1
    assert "Hier staan al gegevens" in again.stderr
    kept = filled.naast("demo", "--if-empty")
    assert kept.returncode == 0
    assert kept.stdout.splitlines()[-1].strip() == cast_lines()[-1]
    assert filled.file.read_bytes() == before


def test_the_same_day_gives_the_same_region(tmp_path: Path) -> None:
    """Another process, with other chances and on a later day, writes the very same rows."""
    acts = size(500, ALL)
    there = installation(tmp_path / "home").run(rows.__name__, str(acts), f"{NOW:%Y-%m-%d}")
    start_over()
    rows.build(acts, on=None)
    here = everything()
    assert {kind for kind in here if here[kind] != there[kind]} == set()
    assert sum(map(len, here.values())) > min(acts, 5_000)


def test_there_are_enough_families_in_both_places() -> None:
    asking, supporting = SupportRequest.objects, Supporter.objects
    assert asking.count() >= 55
    assert supporting.count() >= 40
    far = Organisation.objects.get(name="Naast Weststellingwerf")
    assert asking.filter(organisation=far).count() >= 15
    assert supporting.filter(organisation=far).count() >= 12


def test_matches_stand_on_every_stone_and_ended_in_every_way() -> None:
    phases = live_phases()
    beyond_the_first = [phase.key for phase in PROGRAMME.phases[1:]]
    assert not [key for key in beyond_the_first if not phases[key]]
    assert set(Match.objects.values_list("ending", flat=True)) == {"", *Match.Ending.values}


def test_questions_stand_in_every_state() -> None:
    found = set(SupportRequest.objects.values_list("status", flat=True))
    assert found == set(SupportRequest.Status.values)
    waiting = SupportRequest.objects.waiting().filter(talk_held_on__isnull=False)
    days = [asked.days_waiting(timezone.localdate()) for asked in waiting]
    assert max(days) >= 260
    newest = SupportRequest.objects.filter(status=SupportRequest.Status.NEW)
    assert min(asked.days_waiting(timezone.localdate()) for asked in newest) <= 3


def test_all_five_programmes_run_and_have_seen_an_end() -> None:
    for programme in all_programmes():
        matches = Match.objects.filter(request__programme=programme.slug)
        assert matches.live().exists(), programme.slug
        assert SupportRequest.objects.waiting().filter(programme=programme.slug).exists()
    walked = Match.objects.filter(ending=Match.Ending.COMPLETED)
    assert set(walked.values_list("request__programme", flat=True)) >= {
        "buurtgezinnen", "home-start", "maatjesproject", "moeders-informeren-moeders"
    }  # fmt: skip


def test_there_are_two_years_of_life_between_families() -> None:
    today = timezone.localdate()
    assert Rhythm.objects.exclude(agreed_at=None).count() >= 25
    told = HowItWent.objects
    assert told.count() >= 100
    assert told.filter(happened=False).count() >= 5
    assert {note.side for note in told.all()} == {"asking", "supporting"}
    assert CheckIn.objects.exclude(done_on=None).count() >= 60
    assert min(MeasureAnswer.objects.values_list("given_at", flat=True)).date() < (
        today - timedelta(days=500)
    )
    assert set(MeasureAnswer.objects.values_list("moment", flat=True)) >= {
        "before", "interim", "after"
    }  # fmt: skip


def test_coordinators_stand_in_for_each_other_and_plan_evenings() -> None:
    assert Role.objects.exclude(backup=None).exists()
    assert Absence.objects.filter(since__gt=timezone.localdate()).exists()
    assert Handover.objects.exists()
    evenings = Training.objects.filter(kind=Training.Kind.INTERVISION)
    assert {each.programme for each in evenings} == {each.slug for each in all_programmes()}
    assert evenings.filter(starts_at__gt=timezone.now()).exists()
    assert TrainingPlace.objects.filter(was_there=True).count() > 20


def test_talks_and_meetings_are_planned_this_week() -> None:
    now = timezone.now()
    week = (now, now + timedelta(days=7))
    assert SupportRequest.objects.filter(talk_planned_at__range=week).count() >= 2
    assert Match.objects.live().filter(meetings__planned_at__range=week).count() >= 2


def test_supporters_stand_in_every_state_of_trust() -> None:
    today, months = timezone.localdate(), int(PROGRAMME.matching.vog_valid_months)
    offers = list(Supporter.objects.whole())
    ends = [offer.vog_renew_on(months) for offer in offers]
    assert None in ends
    assert [day for day in ends if day and day < today]
    assert [day for day in ends if day and today <= day <= today + timedelta(days=60)]
    assert {offer.status for offer in offers} >= {"new", "active", "paused"}
    assert {len(offer.trust_done()) for offer in offers} >= {0, 1, 2, 4}
    assert TrustStep.objects.exists()
    assert "grandparent" in {offer.kind for offer in offers}


def test_some_trials_end_this_week_and_one_side_first_wants_to_talk() -> None:
    today = timezone.localdate()
    due = [
        step.due_on
        for match in Match.objects.live().whole()
        if (step := trajectory.current_step(match)) and step.phase == "trial" and step.due_on
    ]
    assert len([day for day in due if today <= day <= today + timedelta(days=7)]) >= 2
    assert [day for day in due if day < today]
    assert Evaluation.objects.filter(go_on=Evaluation.GoOn.TALK).exists()
    assert Answer.objects.filter(reply=Answer.Reply.THINKING).count() >= 2


def test_families_live_in_many_ways() -> None:
    adults = HouseholdMember.objects.filter(kind=HouseholdMember.Kind.ADULT)
    assert adults.filter(at_home=False).count() >= 2
    assert Household.objects.filter(requests__isnull=False, supporters__isnull=False).exists()
    languages = {code for home in Household.objects.all() for code in home.languages}
    assert len(languages) >= 8
    assert len({asked.question for asked in SupportRequest.objects.all()}) >= 55
    assert Note.objects.count() >= 10


def test_pairs_that_were_proposed_really_fit() -> None:
    for match in Match.objects.whole():
        asked, offer = match.request, match.supporter
        here, there = (places.find(home.postcode) for home in _homes(match))
        assert here
        assert there
        limit = match.definition().matching.distance_limit_km
        assert places.distance_km(here, there) <= limit, match
        assert set(asked.slots) & set(offer.slots), match
        assert set(_homes(match)[0].languages) & set(_homes(match)[1].languages), match
        on = match.proposed_at.date()
        ages = [age_in_year(c.birth_year, on) for c in _homes(match)[0].children() if c.birth_year]
        outside = [age for age in ages if not offer.child_age_min <= age <= offer.child_age_max]
        assert not outside, (match, ages)


def _homes(match: Match) -> tuple[Household, Household]:
    return match.request.household, match.supporter.household


def test_everything_chosen_is_a_choice_of_the_programme() -> None:
    for offer in [*SupportRequest.objects.all(), *Supporter.objects.all()]:
        assert set(offer.slots) <= set(SLOTS), offer
        assert set(offer.interests) <= set(find(offer.programme).interests), offer
    for asked in SupportRequest.objects.all():
        assert set(asked.wants) <= set(find(asked.programme).kinds), asked
    for supporter in Supporter.objects.all():
        assert supporter.kind in find(supporter.programme).kinds, supporter
    assert set(tables().papers.agreement) == {item.key for item in PROGRAMME.agreement}


def test_no_address_or_number_could_belong_to_somebody() -> None:
    emails = [*Person.objects.values_list("email", flat=True)]
    emails += Account.objects.values_list("email", flat=True)
    assert all(email.endswith(f"@{HOST}") for email in emails)
    assert HOST.endswith(".example")
    phones = [details.phone for details in ContactDetails.objects.all()]
    assert all(phone.startswith("06 00 00") for phone in filter(None, phones))


def test_building_sends_no_mail() -> None:
    assert not DemoMail.objects.exists()


def test_three_stories_are_read_and_one_waits_for_a_second_yes() -> None:
    states = sorted(PageVersion.objects.values_list("state", flat=True))
    assert states == ["offered", "published", "published", "published"]
    waiting = PageVersion.objects.get(state="offered")
    assert waiting.written_by.first_name == "Ilse"


def test_words_are_ours() -> None:
    texts = [asked.question for asked in SupportRequest.objects.all()]
    texts += [offer.words for offer in Supporter.objects.all()]
    texts += [note.words for note in Note.objects.all()]
    for evaluation in Evaluation.objects.all():
        texts += [evaluation.went_well, evaluation.differently]
    assert [found for text in texts for found in violations(text)] == []


def test_the_whole_cast_lives_here() -> None:
    assert is_built()
    assert len(cast_lines()) == len(parts())
    assert not [part.slug for part in parts() if account_of(part.slug) is None]


@pytest.mark.parametrize("slug", [part.slug for part in parts()])
def test_everybody_of_the_cast_comes_in_on_a_page_of_their_own(slug: str) -> None:
    client = Client()
    response = client.post(reverse("demo:enter", args=[slug]), follow=True)
    assert response.status_code == 200
    account = account_of(slug)
    assert account is not None
    assert client.session["_auth_user_id"] == str(account.pk)


def test_nobody_outside_the_cast_can_be_entered() -> None:
    assert Client().post(reverse("demo:enter", args=["oksana"])).status_code == 404


def test_the_page_of_the_cast_has_a_button_for_everybody() -> None:
    page = Client().get(reverse("demo:cast")).content.decode()
    for part in parts():
        assert f'action="{reverse("demo:enter", args=[part.slug])}"' in page
        assert f"Stap in als {part.name}" in page


def test_families_open_close_and_answer_by_themselves() -> None:
    assert Consent.objects.filter(withdrawn_at=None).exists()
    assert Consent.objects.exclude(withdrawn_at=None).exists()
    assert Visit.objects.count() >= 2
    assert NoteReply.objects.filter(asks_correction=True).exists()
    assert YoungVoice.objects.filter(for_parents=True).exists()
    assert YoungAnswer.objects.exists()
    secret = [home for home in Household.objects.all() if home.has_secret_address]
    assert secret
    assert not any(home.address() for home in secret)
