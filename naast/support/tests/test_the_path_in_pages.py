"""A match from proposal to under way, as two families and a coordinator walk it in the pages."""

from dataclasses import dataclass, field
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from conftest import SignIn
from naast.support import trajectory
from naast.support.models import Match
from naast.support.services import second_yes
from tests.cast import Cast


@dataclass
class Walk:
    """Four people with a browser without JavaScript, and one match."""

    cast: Cast
    match: Match
    samira: Client
    anke: Client
    noor: Client
    pim: Client
    phases: list[str] = field(default_factory=list)

    def at(self, name: str) -> str:
        return reverse(f"support:{name}", args=[self.match.pk])

    def see(self, who: Client, name: str = "path") -> str:
        page = who.get(self.at(name))
        assert page.status_code == 200, name
        return page.content.decode()

    def send(self, who: Client, name: str, **data: object) -> str:
        page = who.post(self.at(name), data, follow=True)
        assert page.status_code == 200, name
        return page.content.decode()

    @property
    def phase(self) -> str:
        step = trajectory.current_step(Match.objects.whole().get(pk=self.match.pk))
        return step.phase if step else ""


@pytest.fixture
def walk(cast: Cast, sign_in: SignIn) -> Walk:
    match = cast.propose()
    samira, anke, noor = cast.parent, cast.supporting_parent, cast.coordinator
    pim = sign_in(cast.second_coordinator)
    return Walk(cast, match, sign_in(samira), sign_in(anke), sign_in(noor), pim)


def test_the_whole_path_is_walked_in_the_pages(walk: Walk) -> None:
    page = walk.see(walk.samira)
    assert "Willen jullie kennismaken met Anke en Joost?" in page
    assert "Bij ons is altijd plek aan tafel." in page
    walk.send(walk.samira, "answer", question="proposal", reply="thinking")
    assert "Jullie denken er nog over na" in walk.see(walk.samira)
    walk.send(walk.samira, "answer", question="proposal", reply="yes")
    assert "Nu is het aan Anke en Joost" in walk.see(walk.samira)

    page = walk.see(walk.anke)
    assert "Willen jullie kennismaken met Samira?" in page
    assert "een boek lezen" not in page
    walk.send(walk.anke, "answer", question="proposal", reply="yes")
    assert walk.phase == "meeting"

    assert "Noor belt jullie" in walk.see(walk.samira)
    walk.send(walk.noor, "plan_meeting", planned_at="2026-11-05T14:00", place="De bibliotheek")
    for who in (walk.samira, walk.anke):
        assert "Do 5 november 2026, 14.00 uur. Plek: De bibliotheek." in walk.see(who)
    walk.send(walk.noor, "note_meeting", held_on="2026-11-02")
    for who in (walk.samira, walk.anke):
        assert "samen proberen" in walk.see(who)
        walk.send(who, "answer", question="trial", reply="yes")
    assert walk.phase == "coupling"

    assert "We komen op tijd." in walk.see(walk.anke, "house_rules")
    walk.send(
        walk.anke, "house_rules", replaces=0, rule_0="Schoenen uit.", keep_0="on",
        rule_1="Dit niet.", own="Samen eten.\n\nOm acht uur naar huis.",
    )  # fmt: skip
    page = walk.see(walk.samira, "house_rules")
    assert "Schoenen uit." in page
    assert "Om acht uur naar huis." in page
    assert "Dit niet." not in page
    everybody_accepts(walk, "house_rules")
    assert walk.phase == "coupling"
    assert "Noor vraagt een collega om mee te kijken" in walk.see(walk.samira)
    assert "Jij zei al ja" in walk.see(walk.noor)
    assert "Kijk mee en zeg ja" in walk.see(walk.pim)
    assert "Ja, een kind mag mee" in walk.see(walk.pim, "second_yes")
    walk.send(walk.pim, "second_yes")
    assert walk.phase == "trial"

    for who in (walk.samira, walk.anke):
        assert "Wat gaat er goed?" in walk.see(who, "evaluate")
        walk.send(who, "evaluate", mood="3", went_well="Pannenkoeken.", go_on="yes")
    assert walk.phase == "agreement"

    assert "Noor komt langs" in walk.see(walk.samira)
    walk.send(walk.noor, "agreement", replaces=0, when="Zaterdag om de week.", costs="Samen.")
    everybody_accepts(walk, "agreement")
    assert walk.phase == "under_way"
    pdf = walk.samira.get(walk.at("agreement_pdf"))
    text = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    for words in ("Zaterdag om de week.", "Schoenen uit.", "Joost", "zei ja in Naast op"):
        assert words in text


def everybody_accepts(walk: Walk, paper: str) -> None:
    """Samira and Anke in the app, Joost with a pen."""
    joost = walk.cast.joost.pk
    for who in (walk.samira, walk.anke):
        assert "Ja, ik ben het eens" in walk.see(who, paper)
        walk.send(who, "accept", paper=paper, version=1)
        assert "Ja, ik ben het eens" not in walk.see(who, paper)
    assert f'name="member" value="{joost}"' in walk.see(walk.noor, paper)
    walk.send(walk.noor, "note_on_paper", paper=paper, version=1, member=joost)


def test_a_no_leads_home_and_the_proposal_is_gone(walk: Walk) -> None:
    page = walk.samira.post(walk.at("answer"), {"question": "proposal", "reply": "no"})
    assert page.headers["Location"] == reverse("home:circle")
    assert walk.samira.get(walk.at("path")).status_code == 404
    home = walk.samira.get(reverse("home:circle")).content.decode()
    assert "ging een voorstel niet door" in home
    assert "Anke" not in home


def test_a_family_never_reads_what_the_other_answered_before_it_did(walk: Walk) -> None:
    walk.cast.say(walk.match, walk.cast.parent, "proposal")
    walk.cast.say(walk.match, walk.cast.supporting_parent, "proposal")
    walk.send(walk.noor, "plan_meeting", planned_at="2026-11-02T18:00", place="Speeltuin")
    walk.send(walk.noor, "note_meeting", held_on="2026-11-02")
    before = walk.see(walk.anke)
    walk.send(walk.samira, "answer", question="trial", reply="yes")
    strip = lambda page: page.split("<main", 1)[1].replace(csrf(page), "")  # noqa: E731
    assert strip(before) == strip(walk.see(walk.anke))


def csrf(page: str) -> str:
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_the_coordinator_sees_both_families_and_answers_for_neither(walk: Walk) -> None:
    page = walk.see(walk.noor)
    assert "Ik wil op zaterdag even een boek lezen." in page
    assert "Bij ons is altijd plek aan tafel." in page
    assert 'name="reply"' not in page
    assert (
        walk.noor.post(walk.at("answer"), {"question": "proposal", "reply": "yes"}).status_code
        == 404
    )


def test_a_step_is_skipped_with_a_reason_both_families_read(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_coupling()
    address = reverse("support:skip_phase", args=[match.pk])
    noor = sign_in(cast.coordinator)
    assert "Vul dit nog in" in noor.post(address, {"reason": " "}).content.decode()
    skipped = noor.post(address, {"reason": "Ze zijn al jaren buren."})
    assert "Eerst kijkt een andere coördinator mee" in skipped.content.decode()
    second_yes.say_yes(actor=cast.second_coordinator, match_id=match.pk, now=cast.now)
    noor.post(address, {"reason": "Ze zijn al jaren buren."})
    for who in (cast.parent, cast.supporting_parent):
        page = sign_in(who).get(reverse("support:path", args=[match.pk])).content.decode()
        assert "Ze zijn al jaren buren." in page


def test_stopping_asks_no_reason_and_leads_home(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    anke = sign_in(cast.supporting_parent)
    address = reverse("support:stop", args=[match.pk])
    page = anke.get(address).content.decode()
    assert "<textarea" not in page
    assert Match.objects.live().filter(pk=match.pk).exists()
    assert anke.post(address).headers["Location"] == reverse("home:support")
    assert not Match.objects.live().filter(pk=match.pk).exists()
    assert sign_in(cast.parent).get(reverse("support:path", args=[match.pk])).status_code == 404


def test_taking_a_proposal_back_closes_it_for_the_family(walk: Walk) -> None:
    assert walk.samira.post(walk.at("withdraw")).status_code == 404
    walk.send(walk.noor, "withdraw")
    assert walk.samira.get(walk.at("path")).status_code == 404
    assert "Dit eindigde op" in walk.see(walk.noor)


def test_saying_goodbye_ends_it_well(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_under_way()
    noor, samira = sign_in(cast.coordinator), sign_in(cast.parent)
    skip = reverse("support:skip_phase", args=[match.pk])
    noor.post(skip, {"reason": "Ze gaan verhuizen."})
    samira.post(reverse("support:stays_in_touch", args=[match.pk]), {"stays": "yes"})
    noor.post(reverse("support:round_off", args=[match.pk]))
    match.refresh_from_db()
    assert match.stays_in_touch
    assert match.ending == Match.Ending.COMPLETED
    assert "rondden jullie" in samira.get(reverse("home:circle")).content.decode()


def test_a_stale_button_says_so_and_changes_nothing(walk: Walk) -> None:
    walk.send(walk.samira, "answer", question="proposal", reply="yes")
    page = walk.send(walk.samira, "answer", question="proposal", reply="no")
    assert "Jij bent nu niet aan de beurt" in page
    assert walk.phase == "proposal"


def test_the_path_page_asks_the_database_a_fixed_number_of_times(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    match = cast.to_under_way()
    the_net = 5 if connection.vendor == "postgresql" else 0
    for who in (cast.parent, cast.supporting_parent, cast.coordinator):
        client = sign_in(who)
        client.get(reverse("support:path", args=[match.pk]))  # opens the keys
        with django_assert_max_num_queries(28 + the_net):  # type: ignore[operator]
            client.get(reverse("support:path", args=[match.pk]))
