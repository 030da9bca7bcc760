"""After a talk without a name only the family adds who it is, with a code on paper (DC-03)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import Offering
from naast.programmes import find
from naast.support.models import PaperCode, SupportRequest
from naast.support.services.paper_codes import come_back, hand_out
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.requirement("DC-03")


@pytest.fixture
def offering(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Offering:
    """The programme of the cast, with talks without a name."""
    changed = replace(find(PROGRAMME), light=find("duo-coaching").light)
    monkeypatch.setattr(Offering, "definition", lambda self: changed)
    return cast.organisation.offerings.get()


def code_of(cast: Cast, offering: Offering) -> str:
    return hand_out(actor=cast.coordinator, offering_id=offering.pk, now=cast.now)


def marked(cast: Cast) -> bool:
    return SupportRequest.objects.get(pk=cast.request.pk).came_back_with_code is not None


def test_only_a_keyed_hash_is_kept_and_nobody_stands_with_it(
    cast: Cast, offering: Offering
) -> None:
    code = code_of(cast, offering)
    row = PaperCode.objects.get()
    kept = {str(value) for value in PaperCode.objects.values_list().get()}
    assert not {code, code.replace(" ", "")} & kept
    assert len(row.hash) == 64
    names = {field.name for field in PaperCode._meta.concrete_fields}
    assert names == {"id", "organisation", "programme", "hash", "created_on", "used_on"}
    line = LogEntry.objects.order_by("pk").last()
    assert line is not None
    assert (line.action, line.actor_id, line.household_id) == (
        "support.paper_code.made", None, None,
    )  # fmt: skip
    assert not marked(cast)


def test_the_family_alone_comes_back_with_it_and_once(cast: Cast, offering: Offering) -> None:
    code = code_of(cast, offering)
    for other in (cast.coordinator, cast.other_parent, cast.supporting_parent):
        with pytest.raises(DomainError):
            come_back(actor=other, code=code, now=cast.now)
    assert not marked(cast)
    come_back(actor=cast.parent, code=f" {code.lower().replace(' ', '-')} ", now=cast.now)
    assert marked(cast)


def test_unknown_used_old_and_from_elsewhere_are_answered_alike(
    cast: Cast, offering: Offering
) -> None:
    far = hand_out(
        actor=cast.far_coordinator, now=cast.now,
        offering_id=cast.far_organisation.offerings.get().pk,
    )  # fmt: skip
    used, old = code_of(cast, offering), code_of(cast, offering)
    come_back(actor=cast.parent, code=used, now=cast.now)
    SupportRequest.objects.update(came_back_with_code=None)
    said = set()
    for code, days in (("AAAAA AAAAA", 0), (used, 0), (far, 0), (old, 91)):
        with pytest.raises(DomainError) as refused:
            come_back(actor=cast.parent, code=code, now=cast.now + timedelta(days=days))
        said.add(str(refused.value))
    assert len(said) == 1
    assert not marked(cast)
    come_back(actor=cast.parent, code=old, now=cast.now + timedelta(days=90))
    assert marked(cast)


def test_a_code_too_old_is_thrown_away_when_the_next_is_made(
    cast: Cast, offering: Offering
) -> None:
    code_of(cast, offering)
    hand_out(actor=cast.coordinator, offering_id=offering.pk, now=cast.now + timedelta(days=91))
    assert PaperCode.objects.count() == 1


def test_the_pages_hand_out_and_take_in_a_code(
    cast: Cast, offering: Offering, sign_in: SignIn
) -> None:
    given = sign_in(cast.coordinator).post(reverse("support:paper_code"), {"offering": offering.pk})
    assert given.headers["Cache-Control"] == "no-store"
    code, samira = given.context["code"], sign_in(cast.parent)
    assert code in given.content.decode()
    wrong = samira.post(reverse("support:enter_code"), {"code": "AAAAA AAAAA"})
    assert "code kunnen we niet gebruiken" in wrong.content.decode()
    samira.post(reverse("support:enter_code"), {"code": code})
    assert marked(cast)
    page = sign_in(cast.coordinator).get(reverse("support:request", args=[cast.request.pk]))
    assert "met een code" in page.content.decode()


def test_guessing_is_slowed_down(cast: Cast, offering: Offering, sign_in: SignIn) -> None:
    samira, code = sign_in(cast.parent), code_of(cast, offering)
    for _try in range(10):
        assert samira.post(reverse("support:enter_code"), {"code": "AAAAA"}).status_code == 200
    assert samira.post(reverse("support:enter_code"), {"code": code}).status_code == 429
    assert not marked(cast)


def test_a_programme_without_such_talks_has_no_codes(cast: Cast, sign_in: SignIn) -> None:
    offering = cast.organisation.offerings.get()
    sent = sign_in(cast.coordinator).post(reverse("support:paper_code"), {"offering": offering.pk})
    assert sent.status_code == 404
    assert not PaperCode.objects.exists()
