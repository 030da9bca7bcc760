"""Who asks chooses what to talk about; both sides read it (MM-03)."""

from dataclasses import replace

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.words import FrozenTable, Words
from naast.kernel.errors import DomainError, Refused
from naast.people.models import Offering
from naast.programmes import find
from naast.support.models import ChosenThemes, Match
from naast.support.services import waiting
from tests.cast import PROGRAMME, Cast

THEMES = {"sleep": Words({"nl": "slapen", "en": "sleep"}), "food": Words({"nl": "eten", "en": "f"})}


@pytest.fixture
def match(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Match:
    changed = replace(find(PROGRAMME), themes=FrozenTable(THEMES))
    monkeypatch.setattr(Match, "definition", lambda self: changed)
    monkeypatch.setattr(Offering, "definition", lambda self: changed)
    return cast.to_trial()


@pytest.mark.requirement("MM-03")
def test_the_mother_chooses_and_both_sides_read_it(
    cast: Cast, match: Match, sign_in: SignIn
) -> None:
    url, path = (reverse(f"support:{page}", args=[match.pk]) for page in ("themes", "path"))
    mother = sign_in(cast.parent)
    assert url in mother.get(path).content.decode()
    mother.post(url, {"chosen": ["sleep"], "words": "Weer gaan werken."})
    for reader in (cast.parent, cast.supporting_parent, cast.coordinator):
        html = sign_in(reader).get(path).content.decode()
        assert "slapen" in html
        assert "Weer gaan werken." in html
        assert "eten</li>" not in html
    assert ChosenThemes.objects.get().written_by == cast.parent


@pytest.mark.requirement("MM-03")
def test_nobody_chooses_for_her(cast: Cast, match: Match, sign_in: SignIn) -> None:
    for other in (cast.supporting_parent, cast.coordinator):
        with pytest.raises(Refused):
            waiting.choose_themes(
                actor=other, match_id=match.pk, chosen=["sleep"], words="", now=cast.now
            )
        page = sign_in(other).get(reverse("support:themes", args=[match.pk]))
        assert page.status_code == 404


def test_a_theme_the_programme_does_not_know_is_refused(cast: Cast, match: Match) -> None:
    with pytest.raises(DomainError):
        waiting.choose_themes(
            actor=cast.parent, match_id=match.pk, chosen=["taxes"], words="", now=cast.now
        )
