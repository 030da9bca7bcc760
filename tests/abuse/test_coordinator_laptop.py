"""Somebody sits at a coordinator's laptop, or a coordinator looks further than her own families."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from naast.common.models import LogEntry
from naast.support.models import Acceptance, Answer, Evaluation, Match, Note
from naast.support.selectors.logbook import logbook_lines
from naast.support.services import notes
from tests.abuse.conftest import CLOSED, DESK, World
from tests.test_swaps import everything

pytestmark = pytest.mark.trust


def test_the_families_of_another_organisation_do_not_exist(world: World) -> None:
    client = world.client("far_coordinator")
    assert {client.get(address).status_code for address in world.addresses()} <= set(CLOSED)


def test_the_desk_lists_own_families_only(world: World) -> None:
    client = world.client("far_coordinator")
    for page in DESK:
        text = client.get(reverse(page)).content.decode()
        assert not [word for word in ("Samira", "Anke", "Yara") if word in text], page


def test_a_coordinator_elsewhere_proposes_for_a_family_that_is_not_hers(world: World) -> None:
    far = world.neighbours.far.supporter.pk
    before = Match.objects.count()
    asked = world.neighbours.near.request.pk
    answer = world.post("far_coordinator", "support:propose_match", asked, supporter=far)
    assert answer.status_code == 404
    assert Match.objects.count() == before


def test_a_family_of_another_organisation_cannot_be_put_beside_hers(world: World) -> None:
    far = world.neighbours.far.supporter.pk
    asked = world.neighbours.near.request
    answer = world.post("coordinator", "support:propose_match", asked.pk, supporter=far)
    assert answer.status_code == 404
    assert not asked.matches.exists()


def test_nobody_writes_a_note_about_a_family_elsewhere(world: World) -> None:
    sent = {"words": "Even kijken."}
    answer = world.post("far_coordinator", "support:write_note", world.cast.asking.pk, **sent)
    assert answer.status_code == 404
    assert Note.objects.count() == 1


def test_a_note_cannot_be_put_in_somebody_elses_name(world: World) -> None:
    sent = {"words": "Nieuw.", "written_by": world.cast.far_coordinator.pk, "actor": 1}
    world.post("coordinator", "support:write_note", world.cast.asking.pk, **sent)
    newest = Note.objects.get(pk=max(Note.objects.values_list("pk", flat=True)))
    assert newest.written_by == world.cast.coordinator


def test_a_note_cannot_be_moved_to_another_day(world: World) -> None:
    sent = {"words": "Nieuw.", "written_at": "2020-01-01T10:00"}
    world.post("coordinator", "support:write_note", world.cast.asking.pk, **sent)
    newest = Note.objects.get(pk=max(Note.objects.values_list("pk", flat=True)))
    assert newest.written_at == world.cast.now


def test_what_is_written_about_a_family_the_family_reads_at_once(world: World) -> None:
    notes.write_note(
        actor=world.cast.coordinator, household_id=world.cast.asking.pk, words="Stiekem genoteerd.",
        now=world.cast.now,
    )  # fmt: skip
    assert "Stiekem genoteerd." in world.get("parent", "home:circle").content.decode()


def test_no_coordinator_answers_for_a_family(world: World) -> None:
    before = Answer.objects.count(), Evaluation.objects.count(), Acceptance.objects.count()
    pk = world.match.pk
    sent = {"question": "trial", "reply": "yes", "side": "asking"}
    assert world.post("coordinator", "support:answer", pk, **sent).status_code == 404
    assert world.post("coordinator", "support:evaluate", pk, go_on="yes").status_code == 404
    sent = {"paper": "house_rules", "version": "1"}
    assert world.post("coordinator", "support:accept", pk, **sent).status_code == 404
    after = Answer.objects.count(), Evaluation.objects.count(), Acceptance.objects.count()
    assert after == before


def test_a_yes_noted_from_paper_says_who_noted_it(world: World) -> None:
    noted = Acceptance.objects.get(match=world.match, member=world.cast.joost)
    assert (noted.on_paper, noted.noted_by) == (True, world.cast.coordinator)


def test_only_looking_changes_nothing(world: World) -> None:
    before = everything()
    client = world.client("coordinator")
    for address in [*world.addresses(), *(reverse(page) for page in DESK)]:
        client.get(address)
    assert everything() == before


def test_every_page_that_was_opened_is_a_line_the_family_reads(world: World) -> None:
    client = world.client("coordinator")
    lines = LogEntry.objects.looks().filter(household_id=world.cast.asking.pk)
    for page in ("support:path", "support:house_rules", "support:request"):
        before = lines.count()
        pk = world.cast.request.pk if page == "support:request" else world.match.pk
        assert client.get(reverse(page, args=[pk])).status_code == 200
        assert lines.count() == before + 1, page
    assert "Noor" in {line.who for line in logbook_lines(world.cast.asking, world.cast.parent)}


def test_no_page_stays_behind_in_the_browser(world: World) -> None:
    client = world.client("coordinator")
    opened = 0
    for address in [*world.addresses(), *(reverse(page) for page in DESK)]:
        answer = client.get(address)
        if answer.status_code == 200:
            opened += 1
            assert "no-store" in answer.headers["Cache-Control"], address
    assert opened >= 10


def test_after_signing_out_a_copied_cookie_opens_nothing(world: World) -> None:
    client = world.client("coordinator")
    copied = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get(reverse("home:today")).status_code == 200
    client.post(reverse("people:sign_out"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = copied
    assert thief.get(reverse("home:today")).status_code == 302


def test_a_form_from_another_site_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = world.client("coordinator").cookies
    for name in ("support:stop", "support:withdraw", "support:skip_phase"):
        assert client.post(reverse(name, args=[world.match.pk])).status_code == 403
    world.match.refresh_from_db()
    assert world.match.ended_at is None
