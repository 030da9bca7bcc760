"""A coordinator adapts a programme; who begins later begins with that, who runs keeps theirs."""

import re
import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.people.models import Offering
from naast.people.services.offerings import version_now
from naast.programmes import Programme
from naast.programmes.library import forget, look_also_in, look_no_longer_in
from naast.support.models import Match
from tests.cast import PROGRAMME, Cast

TRIAL = "n__phases__trial__duration__number"
KM = "n__matching__distance_limit_km"
SUMMARY = "t__summary__nl"


@pytest.fixture
def offering(cast: Cast) -> Offering:
    return Offering.objects.get(organisation=cast.organisation, programme=PROGRAMME)


@pytest.fixture
def noor(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.coordinator)


def address(offering: Offering) -> str:
    return reverse("people:adapt", args=[offering.pk])


def filled(client: Client, offering: Offering, **changed: str) -> dict[str, str]:
    """The form as it stands on the page, with some of it typed over."""
    page = client.get(address(offering))
    form = page.context["form"]
    as_is = {b.html_name: b.field.widget.format_value(b.value()) or "" for b in form}
    return {**as_is, "replaces": str(page.context["number"]), **changed}


def read(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def duration(programme: Programme, phase: str) -> int:
    """How long a phase lasts, in its own unit."""
    lasts = programme.phase(phase).duration
    assert lasts is not None
    return lasts.number


def test_first_it_shows_what_changes_and_then_it_is_saved(noor: Client, offering: Offering) -> None:
    typed = filled(noor, offering, **{TRIAL: "12", KM: "7,5", SUMMARY: "Een gezin om de hoek."})
    looked = read(noor.post(address(offering), typed).content)
    assert "Proeftijd: Duur: van “8” naar “12”" in looked
    assert "Een gezin om de hoek." in looked
    assert not offering.versions.filter(made_by__isnull=False).exists()

    noor.post(address(offering), {**typed, "save": "yes"})
    offering.refresh_from_db()
    now = offering.definition()
    assert duration(now, "trial") == 12
    assert now.matching.distance_limit_km == 7.5
    assert now.summary.in_language("nl") == "Een gezin om de hoek."
    page = read(noor.get(address(offering)).content)
    assert "door Noor" in page
    assert "van “8” naar “12”" in page


def test_a_running_match_keeps_what_it_began_with(
    cast: Cast, noor: Client, offering: Offering
) -> None:
    match = cast.propose()
    noor.post(address(offering), filled(noor, offering, **{TRIAL: "12", "save": "yes"}))
    began = Match.objects.get(pk=match.pk).definition()
    assert duration(began, "trial") == 8
    offering.refresh_from_db()
    assert duration(offering.definition(), "trial") == 12


def test_two_at_once_never_lose_what_the_other_saved(
    cast: Cast, noor: Client, sign_in: SignIn, offering: Offering
) -> None:
    pim = sign_in(cast.second_coordinator)
    from_pim = filled(pim, offering, **{KM: "5", "save": "yes"})
    noor.post(address(offering), filled(noor, offering, **{TRIAL: "12", "save": "yes"}))
    answer = pim.post(address(offering), from_pim)
    assert "Iemand heeft dit intussen aangepast" in read(answer.content)
    assert answer.context["form"][KM].value() == "5"
    offering.refresh_from_db()
    assert offering.overrides == {"phases.trial.duration.number": 12}


def test_a_wrong_number_is_told_in_dutch_and_what_was_typed_stays(
    noor: Client, offering: Offering
) -> None:
    typed = filled(noor, offering, **{TRIAL: "900", KM: "veel", SUMMARY: "Blijft staan."})
    answer = noor.post(address(offering), {**typed, "save": "yes"})
    errors = answer.context["form"].errors
    assert "120" in str(errors[TRIAL])
    assert "getal" in str(errors[KM])
    assert "Blijft staan." in read(answer.content)
    assert not offering.versions.filter(made_by__isnull=False).exists()


def test_numbers_that_do_not_fit_together_change_nothing(noor: Client, offering: Offering) -> None:
    ages = {"n__audience__child_age_from": "12", "n__audience__child_age_until": "6"}
    answer = noor.post(address(offering), filled(noor, offering, **ages, save="yes"))
    page = read(answer.content)
    assert "Deze getallen passen niet bij elkaar" in page
    offering.refresh_from_db()
    assert offering.overrides == {}


def test_going_back_is_a_new_version(noor: Client, offering: Offering) -> None:
    noor.post(address(offering), filled(noor, offering, **{TRIAL: "12", "save": "yes"}))
    noor.post(address(offering), filled(noor, offering, **{TRIAL: "10", "save": "yes"}))
    versions = [version.number for version in offering.versions.all()]
    back = {"to": versions[-2], "replaces": versions[-1]}
    noor.post(reverse("people:go_back", args=[offering.pk]), back)
    offering.refresh_from_db()
    assert duration(offering.definition(), "trial") == 12
    latest = offering.versions.last()
    assert latest is not None
    assert (latest.number, latest.goes_back_to) == (versions[-1] + 1, versions[-2])
    page = read(noor.get(address(offering)).content)
    assert f"Noor ging terug naar versie {versions[-2]}" in page


def test_own_house_rules_are_what_both_sides_begin_with(
    cast: Cast, noor: Client, offering: Offering
) -> None:
    rules = "We bellen aan.\n\nWe zingen mee."
    noor.post(address(offering), filled(noor, offering, house_rules=rules, save="yes"))
    match = cast.propose()
    began = Match.objects.get(pk=match.pk).definition()
    assert [str(rule.text) for rule in began.house_rules] == ["We bellen aan.", "We zingen mee."]


@pytest.mark.parametrize("who", ["far_coordinator", "parent", "regional", "municipality"])
def test_nobody_else_adapts_it(cast: Cast, sign_in: SignIn, offering: Offering, who: str) -> None:
    client = sign_in(cast.by_name(who))
    assert client.get(address(offering)).status_code in (302, 403, 404)
    assert client.post(address(offering), {"save": "yes"}).status_code in (302, 403, 404)
    assert not offering.versions.filter(made_by__isnull=False).exists()


def test_a_new_release_of_the_file_leaves_what_runs_alone(cast: Cast, tmp_path: Path) -> None:
    source = Path(__file__).parents[3] / "tests" / "programmes" / "muziekbuur.toml"
    file = Path(shutil.copy(source, tmp_path))
    look_also_in(tmp_path)
    try:
        runs = Offering.objects.create(organisation=cast.organisation, programme="muziekbuur")
        first = version_now(runs, now=cast.now)
        assert version_now(runs, now=cast.now) == first
        text = file.read_text(encoding="utf-8").replace("number = 4,", "number = 9,")
        file.write_text(text, encoding="utf-8")
        forget()
        second = version_now(runs, now=cast.now)
        assert (first.number, second.number) == (1, 2)
        assert duration(first.definition(), "rehearsal") == 4
        assert duration(second.definition(), "rehearsal") == 9
    finally:
        look_no_longer_in(tmp_path)
