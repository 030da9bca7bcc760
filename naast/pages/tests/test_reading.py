"""What everybody reads: light, plain, escaped, and true about where it comes from."""

import gzip
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naast.pages.blocks import KINDS, Block, Film, Heading, Help, Text
from naast.pages.content import Content, to_json
from naast.pages.models import PageVersion
from naast.pages.selectors.reading import place_slug
from naast.pages.starters import starters
from naast.pages.tests.desk import STORY, draft, offered, only, published
from naast.people.models import Person, Role
from naast.ui.lines import lines
from tests.cast import Cast
from tests.test_stored_markup import PAYLOADS, Skeleton, is_live, leads_astray

pytestmark = pytest.mark.django_db

LIGHT = 60_000
"""Bytes over the wire that a public page may weigh, without fonts."""

FOR_EVERYBODY = {
    "pages:stories": [], "pages:film": [], "pages:evening": [],
    "pages:campaign": ["maak-het-verschil"],
}  # fmt: skip


def text(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", FOR_EVERYBODY)
def test_a_page_for_everybody_is_light_and_never_leads_to_anything_that_loads(
    cast: Cast, client: Client, name: str
) -> None:
    published(cast)
    html = text(client, name, *FOR_EVERYBODY[name])
    assert len(gzip.compress(html.encode())) < LIGHT
    assert "<iframe" not in html
    assert "<video" not in html
    assert "index, follow" in html


@pytest.mark.requirement("KG-01")
def test_the_film_says_how_long_it_is_and_whose(client: Client) -> None:
    html = text(client, "pages:film")
    for part in ("46 minuten", "17 tot 24 minuten", "van de makers", "ondertiteling"):
        assert part in html
    assert "2019–2022" in html  # no number without its year
    assert "Trimbos-instituut" in html


@pytest.mark.requirement("KG-02")
def test_the_kit_of_an_evening_has_five_parts_each_to_be_copied_as_text(client: Client) -> None:
    html = text(client, "pages:evening")
    parts = [
        "Uitnodiging", "Programma van de avond", "Vragen om over te praten", "Als het je raakt",
        "Drie vragen na afloop",
    ]  # fmt: skip
    places = [html.index(f"<h2>{part}</h2>") for part in parts]
    assert places == sorted(places)
    assert html.count("<textarea") == len(parts)
    for each in lines():
        assert f"tel:{each.call}" in html
    assert html.count("read__faces") >= 2


def test_a_page_is_dutch_whatever_language_the_house_speaks(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = text(client, "pages:evening")
    assert 'lang="en"' in html
    assert "gaat wel" in html
    assert "so-so" not in html


def test_what_the_whole_house_wrote_takes_the_place_of_ours(cast: Cast, client: Client) -> None:
    film = Film("Een andere film", "Over buren.", "9 minuten", "", "Van ons.")
    published(cast, Content("Een film", "Van hier.", (film,)), kind="film", house=True,
              by=cast.far_coordinator)  # fmt: skip
    html = text(client, "pages:film")
    assert "Een andere film" in html
    assert "46 minuten" not in html


def test_what_is_not_published_is_nowhere(cast: Cast, client: Client) -> None:
    for page in (draft(cast), offered(cast)):
        assert client.get(reverse("pages:story", args=[page.slug])).status_code == 404
        assert client.get(reverse("pages:campaign", args=[page.slug])).status_code == 404
    assert "pannenkoekendag" not in text(client, "pages:stories")
    assert client.get(reverse("pages:story", args=["evening"])).status_code == 404
    assert client.get(reverse("pages:campaign", args=["film"])).status_code == 404


def test_one_region_shows_what_runs_there_how_to_reach_it_and_its_pages(
    cast: Cast, client: Client
) -> None:
    cast.organisation.phone = "071 000 00 00"
    cast.organisation.save()
    slug = place_slug(cast.organisation)
    published(cast)
    plain = published(cast, Content("Over ons", "Wie we zijn.", (Text("Dag."),)), kind="plain")
    published(cast, writer=cast.far_coordinator, by=_colleague_far(cast),
              content=Content("Van ver", "S.", (Text("x"),)))  # fmt: skip
    html = text(client, "pages:place", slug)
    for part in ("Buurtgezinnen", "tel:0710000000", "Zaterdag is pannenkoekendag", "Over ons"):
        assert part in html
    assert "Van ver" not in html
    assert "Dag." in text(client, "pages:of_place", slug, plain.slug)
    far = place_slug(cast.far_organisation)
    assert client.get(reverse("pages:of_place", args=[far, plain.slug])).status_code == 404
    for wrong in ("steun", "steun-1x", f"anders-{cast.organisation.pk}", "x-99999999999"):
        assert client.get(reverse("pages:place", args=[wrong])).status_code == 404
    office = cast.municipality_office
    assert client.get(reverse("pages:place", args=[place_slug(office)])).status_code == 404


def _colleague_far(cast: Cast) -> Person:
    Role.objects.create(
        person=cast.regional, organisation=cast.far_organisation, kind=Role.Kind.REGIONAL,
        since=date(2024, 1, 1), granted_at=cast.now - timedelta(days=9),
    )  # fmt: skip
    cast.regional.__dict__.pop("live_roles", None)
    return cast.regional


def test_a_quote_without_its_yes_is_not_shown(cast: Cast, client: Client) -> None:
    page = published(cast)
    html = text(client, "pages:story", page.slug)
    assert "We lachen weer." in html
    assert "een moeder" in html
    page.quotes.all().delete()
    assert "We lachen weer." not in text(client, "pages:story", page.slug)


def full_of(payload: str) -> tuple[Block, ...]:
    """Every kind of block with the same words in every field."""
    return tuple(kind(**dict.fromkeys(kind.questions(), payload[:200])) for kind in KINDS.values())


@pytest.mark.trust
def test_an_attempt_at_markup_stays_text_on_what_everybody_reads(
    cast: Cast, client: Client
) -> None:
    page = published(cast, only(Heading("x"), Text("x"), Help()), kind="plain")
    address = reverse("pages:of_place", args=[place_slug(cast.organisation), page.slug])
    PageVersion.objects.update(blocks=to_json(full_of("zz")))
    plain = Skeleton(client.get(address).content.decode())
    for payload in PAYLOADS[::5]:
        blocks = full_of(payload)
        PageVersion.objects.update(title=payload[:120], summary=payload, blocks=to_json(blocks))
        answer = client.get(address)
        assert answer.status_code == 200
        found = Skeleton(answer.content.decode())
        assert not [each for each in set(found.seen) - set(plain.seen) if is_live(each)], payload
        assert not [to for to in found.leads if leads_astray(to)]
    assert len(blocks) == len(KINDS)


def test_lists_and_pages_ask_as_much_for_many_stories_as_for_few(
    cast: Cast, client: Client
) -> None:
    page = published(cast)
    place = reverse("pages:place", args=[place_slug(cast.organisation)])
    addresses = [reverse("pages:stories"), reverse("pages:story", args=[page.slug]), place]
    few = [asked(client, address) for address in addresses]
    for _each in range(4):
        published(cast)
    assert [asked(client, address) for address in addresses] == few
    assert max(few) <= 8


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.once
def test_our_texts_name_no_number_without_year_and_source() -> None:
    for starter in starters().values():
        said = " ".join(each.as_text() for each in starter.content.blocks if each.kind == "text")
        assert "miljoen" not in said
        assert "%" not in said
    assert STORY.asking_yes()
