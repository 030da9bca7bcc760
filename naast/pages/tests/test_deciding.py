"""Who may do what, and that what everybody reads was said yes to by two."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from conftest import SignIn
from naast.common.models import LogEntry
from naast.kernel.clock import dutch_day
from naast.kernel.errors import DomainError, Refused
from naast.pages import policies
from naast.pages.blocks import Help, Quote, Text
from naast.pages.content import Content
from naast.pages.models import Page, PageVersion, QuoteYes
from naast.pages.selectors.desk import waiting_for
from naast.pages.selectors.reading import front_stories, shown_at, stories
from naast.pages.services import deciding, writing
from naast.pages.tests.desk import STORY, again, draft, mark, offered, only, published, save
from naast.people.models import Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db

GRID = {
    "coordinator": "read write go_back take_down withdraw days front",
    "second_coordinator": "read write decide go_back take_down withdraw days front",
    "regional": "read decide take_down withdraw days front",
    "far_coordinator": "",
    "municipality": "",
    "parent": "",
    "stranger": "",
}
"""What each may do with what Noor, the coordinator, offered for her organisation."""


@pytest.mark.parametrize("who", GRID)
def test_who_may_do_what_with_a_page_of_an_organisation(cast: Cast, who: str) -> None:
    page = offered(cast)
    version, actor = page.versions.get(), cast.by_name(who)
    assert Page.objects.visible_to(actor).contains(page) is bool(GRID[who])
    for action in ("read", "write", "go_back", "take_down", "withdraw", "days", "front"):
        assert policies.pages.may(actor, action, page) is (action in GRID[who].split()), action
    assert policies.versions.may(actor, "decide", version) is ("decide" in GRID[who].split())
    assert policies.pages.may(actor, "unheard_of", page) is False
    assert policies.versions.may(actor, "unheard_of", version) is False


def test_whoever_wrote_it_does_not_publish_it(cast: Cast) -> None:
    page = offered(cast)
    with pytest.raises(Refused):
        deciding.publish(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    with pytest.raises(Page.DoesNotExist):
        deciding.publish(
            actor=cast.far_coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
        )
    assert stories() == []
    # The table itself knows it as well.
    with pytest.raises(IntegrityError), transaction.atomic():
        page.versions.update(state="published", decided_by=cast.coordinator, decided_at=cast.now)
    with pytest.raises(IntegrityError), transaction.atomic():
        page.versions.update(state="published")


def test_of_the_whole_house_somebody_of_another_organisation_says_yes(cast: Cast) -> None:
    page = offered(cast, house=True)
    version = page.versions.get()
    may = policies.versions.may
    assert not may(cast.second_coordinator, "decide", version)
    assert not may(cast.regional, "decide", version)
    assert may(cast.far_coordinator, "decide", version)
    Role.objects.filter(person=cast.far_coordinator).delete()
    assert may(cast.second_coordinator, "decide", version)  # a house of one organisation


def test_a_yes_counts_from_a_day_after_somebody_began(cast: Cast) -> None:
    page = offered(cast)
    Role.objects.filter(person=cast.second_coordinator).update(
        granted_at=cast.now - timedelta(hours=2)
    )
    with pytest.raises(DomainError):
        deciding.publish(
            actor=cast.second_coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
        )


def test_it_is_sent_back_with_words_and_offered_anew(cast: Cast) -> None:
    page = offered(cast)
    with pytest.raises(DomainError):
        deciding.send_back(
            actor=cast.regional, page_id=page.pk, replaces=mark(page), words=" ", now=cast.now
        )
    version = deciding.send_back(
        actor=cast.regional, page_id=page.pk, replaces=mark(page), now=cast.now,
        words="De straat is te herkennen.",
    )  # fmt: skip
    assert version.state == "sent_back"
    save(cast, page)
    assert page.versions.get().said == "De straat is te herkennen."
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    assert page.versions.get().said == ""
    assert page.versions.get().decided_by is None
    assert [each.action for each in LogEntry.objects.order_by("pk")][-4:] == [
        "pages.page.begun", "pages.version.offered", "pages.version.sent_back",
        "pages.version.offered",
    ]  # fmt: skip


def test_who_sent_it_back_may_go_on_with_it_and_then_needs_another_yes(cast: Cast) -> None:
    page = offered(cast)
    pim = cast.second_coordinator
    deciding.send_back(actor=pim, page_id=page.pk, replaces=mark(page), words="Ik probeer het.",
                       now=cast.now)  # fmt: skip
    version = save(cast, page, only(Text("Anders.")), writer=pim)
    assert (version.written_by, version.decided_by, version.state) == (pim, None, "draft")
    writing.offer(actor=pim, page_id=page.pk, replaces=mark(page), now=cast.now)
    assert not policies.versions.may(pim, "decide", page.versions.get())


def test_a_second_yes_is_of_somebody_who_wrote_none_of_it(cast: Cast, sign_in: SignIn) -> None:
    page, pim = draft(cast), cast.second_coordinator  # of Noor
    save(cast, page, only(Text("Pim schreef het anders.")), writer=pim)
    writing.offer(actor=pim, page_id=page.pk, replaces=mark(page), now=cast.now)
    version = page.versions.get()
    assert (version.written_by, version.wrote) == (pim, [cast.coordinator.pk, pim.pk])
    for who in (cast.coordinator, pim):
        assert not policies.versions.may(who, "decide", version)
        with pytest.raises(Refused):
            deciding.publish(actor=who, page_id=page.pk, replaces=mark(page), now=cast.now)
        review = sign_in(who).get(reverse("pages:review", args=[page.pk])).content.decode()
        assert "Ja, iedereen mag het lezen" not in review
    assert waiting_for(cast.coordinator) == 0
    assert waiting_for(cast.regional) == 1
    deciding.publish(actor=cast.regional, page_id=page.pk, replaces=mark(page), now=cast.now)
    # Who wrote the version before may say yes to what somebody else made of it.
    save(cast, page, only(Text("En nog eens.")), writer=pim)
    writing.offer(actor=pim, page_id=page.pk, replaces=mark(page), now=cast.now)
    assert policies.versions.may(cast.coordinator, "decide", page.versions.get(number=2))


def test_a_page_is_read_on_its_days_only(
    cast: Cast, sign_in: SignIn, client: Client, clock: time_machine.Traveller
) -> None:
    page, noor = offered(cast), sign_in(cast.coordinator)
    days, read = reverse("pages:versions", args=[page.pk]), reverse("pages:story", args=[page.slug])
    wrong = noor.post(days, {"read_from": "2026-11-09", "read_until": "2026-11-08"})
    assert "De laatste dag ligt voor de eerste" in wrong.content.decode()
    assert 'value="2026-11-09"' in wrong.content.decode()
    noor.post(days, {"read_from": "2026-11-09", "read_until": "2026-11-10"})
    review, told = (
        reverse("pages:review", args=[page.pk]),
        {"do": "publish", "replaces": mark(page)},
    )
    pim = sign_in(cast.second_coordinator)
    assert "Eerste dag: ma 9 november 2026." in pim.get(review).content.decode()
    said = pim.post(review, told, follow=True).content.decode()
    assert "Vanaf ma 9 november 2026 kan iedereen het lezen" in said
    codes = []
    for _day in range(10):
        codes.append(client.get(read).status_code)
        assert len(stories()) == (codes[-1] == 200)
        clock.shift(timedelta(days=1))
    assert codes == [404] * 7 + [200, 200, 404]  # the ninth and the tenth
    again_noor = sign_in(cast.coordinator)  # ten days are longer than a session
    assert "De laatste dag was" in again_noor.get(days).content.decode()
    assert LogEntry.objects.filter(action="pages.page.days_chosen").count() == 1
    assert sign_in(cast.far_coordinator).post(days, {}).status_code == 404


def test_before_the_second_yes_nobody_reads_it_on_any_day(cast: Cast, client: Client) -> None:
    page = offered(cast)
    deciding.choose_days(
        actor=cast.coordinator, page_id=page.pk, read_from=dutch_day(cast.now), read_until=None,
        now=cast.now,
    )  # fmt: skip
    assert client.get(reverse("pages:story", args=[page.slug])).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.update(read_until=date(2026, 1, 1))


def test_nobody_says_yes_to_what_they_did_not_see(cast: Cast) -> None:
    page = offered(cast)
    seen = mark(page)
    writing.take_back(actor=cast.coordinator, page_id=page.pk, now=cast.now)
    save(cast, page, only(Text("Iets heel anders.")))
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    with pytest.raises(DomainError):
        deciding.publish(
            actor=cast.second_coordinator, page_id=page.pk, replaces=seen, now=cast.now
        )


@pytest.mark.parametrize(
    "unfinished",
    [
        Content("T", "", (Text("x"),)), Content("T", "S"), only(Text()),
        only(Quote("Ja.", "mother")),
    ],
)  # fmt: skip
def test_what_is_not_finished_can_be_kept_and_not_be_offered(
    cast: Cast, unfinished: Content
) -> None:
    page = draft(cast, unfinished)
    assert page.versions.get().content == unfinished
    with pytest.raises(DomainError):
        writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)


@pytest.mark.requirement("KG-02")
def test_an_evening_says_whom_one_can_call(cast: Cast) -> None:
    page = draft(cast, only(Text("Kom ook.")), kind="evening")
    with pytest.raises(DomainError):
        writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    save(cast, page, only(Text("Kom ook."), Help()))
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)


def test_a_new_version_takes_the_place_of_the_old_one_and_one_click_goes_back(cast: Cast) -> None:
    page = published(cast)
    again(cast, page, only(Text("Een tweede begin.")))
    assert "tweede begin" in str(shown_at("story", page.slug))
    back = deciding.go_back(actor=cast.coordinator, page_id=page.pk, to=1, now=cast.now)
    assert (back.number, back.goes_back_to, back.decided_by) == (3, 1, None)
    assert [v.state for v in page.versions.all()] == ["earlier", "earlier", "published"]
    assert "Het begon met een pan" in str(shown_at("story", page.slug))
    with pytest.raises(DomainError):
        deciding.go_back(actor=cast.coordinator, page_id=page.pk, to=3, now=cast.now)


def test_what_was_taken_off_the_site_comes_back_by_a_second_yes_only(cast: Cast) -> None:
    page = published(cast)
    again(cast, page, only(Text("Een tweede begin.")))
    deciding.take_down(actor=cast.regional, page_id=page.pk, now=cast.now)
    assert shown_at("story", page.slug) is None
    for number in (1, 2):
        with pytest.raises(DomainError):
            deciding.go_back(actor=cast.coordinator, page_id=page.pk, to=number, now=cast.now)
    with pytest.raises(DomainError):
        deciding.take_down(actor=cast.regional, page_id=page.pk, now=cast.now)
    again(cast, page, STORY)
    assert shown_at("story", page.slug) is not None


def test_a_yes_that_is_taken_back_takes_the_words_off_every_page_at_once(
    cast: Cast, client: Client
) -> None:
    page = published(cast)
    address = reverse("pages:story", args=[page.slug])
    said = QuoteYes.objects.get()
    assert (said.recorded_by, said.recorded_at) == (cast.coordinator, cast.now)
    assert "We lachen weer." in client.get(address).content.decode()
    deciding.withdraw_quote(actor=cast.regional, page_id=page.pk, quote_id=said.pk, now=cast.now)
    text = client.get(address).content.decode()
    assert "We lachen weer." not in text
    assert "Het begon met een pan." in text
    # Ticking the box again does not undo what somebody took back.
    save(cast, page)
    with pytest.raises(DomainError):
        writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)


def test_the_front_page_shows_three_the_chosen_ones_or_the_newest(cast: Cast) -> None:
    pages = [published(cast, Content(f"Verhaal {n}", "S.", (Text("x"),))) for n in range(4)]
    for age, page in enumerate(pages):
        PageVersion.objects.filter(page=page).update(decided_at=cast.now - timedelta(days=age))
    assert [each.title for each in front_stories()] == ["Verhaal 0", "Verhaal 1", "Verhaal 2"]
    for page in pages[1:]:
        deciding.put_on_front(actor=cast.regional, page_id=page.pk, on=True, now=cast.now)
    assert [each.title for each in front_stories()] == ["Verhaal 1", "Verhaal 2", "Verhaal 3"]
    with pytest.raises(DomainError):
        deciding.put_on_front(actor=cast.regional, page_id=pages[0].pk, on=True, now=cast.now)
    deciding.put_on_front(actor=cast.regional, page_id=pages[3].pk, on=False, now=cast.now)
    unread = draft(cast)
    with pytest.raises(DomainError):
        deciding.put_on_front(actor=cast.regional, page_id=unread.pk, on=True, now=cast.now)


def test_a_draft_nobody_read_goes_with_its_page(cast: Cast) -> None:
    page = draft(cast)
    gone = writing.throw_away(
        actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
    )
    assert gone is False
    assert not Page.objects.exists()
    read = published(cast)
    save(cast, read)
    there = writing.throw_away(
        actor=cast.coordinator, page_id=read.pk, replaces=mark(read), now=cast.now
    )
    assert there is True
    assert [v.state for v in read.versions.all()] == ["published"]


def test_two_pages_never_share_an_address(cast: Cast) -> None:
    assert [draft(cast).slug for _each in range(3)] == [
        "zaterdag-is-pannenkoekendag", "zaterdag-is-pannenkoekendag-2",
        "zaterdag-is-pannenkoekendag-3",
    ]  # fmt: skip
    assert draft(cast, Content("!!!", "S.")).slug == "bladzijde"


def test_two_who_begin_with_one_title_at_once_both_get_an_address(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else takes the address between looking and keeping, as in another process."""
    draft(cast)
    free, taken = writing._free_slug, "zaterdag-is-pannenkoekendag"
    looked = iter([taken])
    monkeypatch.setattr(writing, "_free_slug", lambda title: next(looked, None) or free(title))
    assert draft(cast).slug == f"{taken}-2"
    monkeypatch.setattr(writing, "_free_slug", lambda title: taken)
    told = {"title": STORY.title, "kind": "story", "organisation": str(cast.organisation.pk)}
    said = sign_in(cast.coordinator).post(reverse("pages:begin"), told).content.decode()
    assert "Druk nog een keer" in said
    assert f'value="{STORY.title}"' in said
    assert Page.objects.count() == 2
