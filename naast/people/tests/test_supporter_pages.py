"""The list of supporting families and the file of one: dates, never documents."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Supporter, TrustStep, VogSighting
from naast.people.selectors import counts, narrowed, ordered, supporter_rows
from naast.people.vog import Vog, adult_vogs, most_pressing
from naast.programmes import find
from tests.cast import PROGRAMME, Cast
from tests.crowd import crowd


def file_of(cast: Cast) -> str:
    return reverse("people:supporter", args=[cast.supporter.pk])


def vog_page(cast: Cast) -> str:
    return reverse("people:note_vog", args=[cast.supporter.pk, cast.joost.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("supporting_parent", 200),
        ("parent", 404),
        ("other_parent", 404),
        ("former_supporter", 404),
        ("far_coordinator", 404),
        ("municipality", 404),
        ("stranger", 404),
    ],
)
def test_who_opens_a_file_even_during_a_match(
    cast: Cast, sign_in: SignIn, who: str, status: int
) -> None:
    cast.to_trial()
    assert sign_in(cast.by_name(who)).get(file_of(cast)).status_code == status


@pytest.mark.parametrize("who", ["supporting_parent", "parent", "far_coordinator", "stranger"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_the_coordinator_notes_in_a_file(
    cast: Cast, sign_in: SignIn, who: str, method: str
) -> None:
    client = sign_in(cast.by_name(who))
    step = reverse("people:note_trust_step", args=[cast.supporter.pk, "training"])
    for address in (vog_page(cast), step):
        assert getattr(client, method)(address).status_code == 404


def test_a_coordinator_does_not_vouch_for_the_own_home(cast: Cast, sign_in: SignIn) -> None:
    cast.supporting.members.create(person=cast.coordinator, kind="adult", name="Noor")
    client = sign_in(cast.coordinator)
    assert client.get(vog_page(cast)).status_code == 404
    assert vog_page(cast) not in client.get(file_of(cast)).content.decode()


def test_a_vog_is_noted_with_a_day_and_a_yes_and_the_family_reads_it(
    cast: Cast, sign_in: SignIn
) -> None:
    VogSighting.objects.filter(member=cast.joost).delete()
    client = sign_in(cast.coordinator)
    assert "Nooit een kopie" in unescape(client.get(vog_page(cast)).content.decode())
    answer = client.post(vog_page(cast), {"seen_on": "2026-11-02", "profile_ok": "yes"})
    assert answer.headers["Location"] == file_of(cast)
    own = unescape(sign_in(cast.supporting_parent).get(file_of(cast)).content.decode())
    assert "gezien op ma 2 november 2026, telt tot en met vr 2 november 2029" in own


def test_a_vog_for_other_work_does_not_count(cast: Cast, sign_in: SignIn) -> None:
    VogSighting.objects.filter(member=cast.joost).delete()
    client = sign_in(cast.coordinator)
    client.post(vog_page(cast), {"seen_on": "2026-11-02", "profile_ok": "no"})
    page = unescape(client.get(file_of(cast)).content.decode())
    assert "VOG past niet" in page


@pytest.mark.parametrize(
    "typed",
    [{"seen_on": "2026-12-24", "profile_ok": "yes"}, {"seen_on": "2026-11-02"}, {"seen_on": ""}],
)
def test_what_cannot_be_is_asked_again(cast: Cast, sign_in: SignIn, typed: dict[str, str]) -> None:
    before = VogSighting.objects.count()
    answer = sign_in(cast.coordinator).post(vog_page(cast), typed)
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode()
    assert VogSighting.objects.count() == before


def test_an_adult_of_another_home_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    stranger = cast.asking.adults_at_home()[0]
    address = reverse("people:note_vog", args=[cast.supporter.pk, stranger.pk])
    assert sign_in(cast.coordinator).get(address).status_code == 404


def test_a_step_is_noted_and_corrected(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.coordinator)
    address = reverse("people:note_trust_step", args=[cast.supporter.pk, "home_visit"])
    for day in ("2026-10-30", "2026-10-29"):
        client.post(address, {"done_on": day})
    step = TrustStep.objects.get(supporter=cast.supporter, step="home_visit")
    assert step.done_on.isoformat() == "2026-10-29"
    nonsense = reverse("people:note_trust_step", args=[cast.supporter.pk, "nonsense"])
    assert client.get(nonsense).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "supporting_parent"])
def test_a_break_begins_and_ends_with_one_button(cast: Cast, sign_in: SignIn, who: str) -> None:
    client, address = sign_in(cast.by_name(who)), reverse("people:pause", args=[cast.supporter.pk])
    for paused, status in (("yes", Supporter.Status.PAUSED), ("no", Supporter.Status.ACTIVE)):
        client.post(address, {"paused": paused})
        cast.supporter.refresh_from_db()
        assert cast.supporter.status == status
    assert client.get(address).status_code == 405


def test_the_family_cannot_tell_from_its_file_that_it_was_proposed(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.supporting_parent)
    before = client.get(file_of(cast)).context["file"]
    cast.propose()
    after = client.get(file_of(cast)).context["file"]
    assert (before.places_free, after.places_free) == (None, None)
    assert list(after.beside) == []
    assert "Samira" not in client.get(file_of(cast)).content.decode()
    seen = sign_in(cast.coordinator).get(file_of(cast)).context["file"]
    assert [family.name for family in seen.beside] == ["Samira"]
    assert seen.places_free == 0


def test_the_list_tells_who_is_free_and_beside_whom(cast: Cast) -> None:
    cast.to_trial()
    rows = {row.name: row for row in supporter_rows(cast.coordinator, on=cast.now.date())}
    busy, free = rows["Anke en Joost"], rows["Ria"]
    assert (busy.places_free, busy.free, list(busy.beside)) == (0, False, ["Samira"])
    assert (free.places_free, free.free, list(free.beside)) == (1, True, [])


def test_the_list_is_narrowed_and_counted(cast: Cast) -> None:
    TrustStep.objects.filter(supporter=cast.former, step="home_visit").delete()
    VogSighting.objects.filter(member=cast.joost).update(seen_on=cast.now.date() - timedelta(1080))
    rows = supporter_rows(cast.coordinator, on=cast.now.date())
    assert counts(rows) == {"alle": 2, "plek": 1, "bezig": 1, "vog": 1, "pauze": 0}
    assert [row.name for row in narrowed(rows, "bezig")] == ["Ria"]
    assert [row.name for row in narrowed(rows, "vog")] == ["Anke en Joost"]


def test_the_list_is_ordered_by_name_or_by_who_came_last(cast: Cast) -> None:
    Supporter.objects.filter(pk=cast.former.pk).update(registered_at=cast.now)
    rows = supporter_rows(cast.coordinator, on=cast.now.date())
    assert [row.name for row in ordered(rows, "naam")] == ["Anke en Joost", "Ria"]
    assert [row.name for row in ordered(rows, "nieuwste")] == ["Ria", "Anke en Joost"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [("", True), ("?toon=plek", True), ("?toon=pauze", False), ("?toon=x", True)],
)
def test_the_address_narrows_the_page(cast: Cast, sign_in: SignIn, query: str, shown: bool) -> None:
    page = sign_in(cast.coordinator).get(reverse("people:supporters") + query).content.decode()
    assert ("Anke en Joost" in page) is shown


@pytest.mark.parametrize(
    ("days_ago", "fits", "state"),
    [
        (10, True, Vog.VALID),
        (1010, True, Vog.SOON),
        (1200, True, Vog.EXPIRED),
        (10, False, Vog.MISFIT),
        (None, True, Vog.MISSING),
    ],
)
def test_how_it_stands_with_a_vog(cast: Cast, days_ago: int | None, fits: bool, state: Vog) -> None:
    sightings = VogSighting.objects.filter(member=cast.joost)
    if days_ago is None:
        sightings.delete()
    else:
        sightings.update(seen_on=cast.now.date() - timedelta(days_ago), profile_ok=fits)
    supporter = Supporter.objects.whole().get(pk=cast.supporter.pk)
    found = most_pressing(adult_vogs(supporter, find(PROGRAMME), cast.now.date()))
    assert found is not None
    assert found.state == state


def test_the_number_of_queries_stays_the_same_when_the_list_doubles(cast: Cast) -> None:
    crowd(cast, families=3)
    with CaptureQueriesContext(connection) as few:
        supporter_rows(cast.coordinator, on=cast.now.date())
    crowd(cast, families=6)
    with CaptureQueriesContext(connection) as many:
        assert len(supporter_rows(cast.coordinator, on=cast.now.date())) == 11
    assert len(many) == len(few)
