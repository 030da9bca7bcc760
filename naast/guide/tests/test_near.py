"""For everybody: from a question and a postcode to places to go to, light, without JavaScript."""

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naast.guide.models import Missed, Service
from naast.guide.models.words import changed
from tests.cast import Cast
from tests.demo_map import Named

NEAR = "/dichtbij/"


def page(client: Client, **asked: str) -> str:
    answer = client.get(NEAR, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def names(text: str) -> list[str]:
    return re.findall(r'near-item__name">.*?<a [^>]+>([^<]+)</a>', text)


def test_every_number_of_a_place_can_be_called_by_a_touch(
    cast: Cast, the_map: Named, client: Client
) -> None:
    answer = client.get(reverse("guide:service", args=[the_map("vraagteam").uuid]))
    called = re.findall(r'href="tel:([^"]*)"', answer.content.decode())
    assert "0710000061" in called  # of Fadoua, whom one asks for
    assert all(number.isdecimal() for number in called)  # RFC 3966 knows no spaces


@pytest.mark.requirement("MV-05")
def test_a_newcomer_goes_from_a_question_to_fitting_services(
    cast: Cast, the_map: Named, client: Client
) -> None:
    text = page(client, vraag="ik kan de rekeningen niet betalen", plaats="2312 AB")
    assert "Spreekuur geld en rekeningen" in names(text)[:3]
    assert len(names(text)) >= 3
    assert "5 dagen geleden nagekeken door Geldloket De Weegschaal" in text
    assert "wolvega" not in text.lower()
    service = client.get(reverse("guide:service", args=[the_map("geldspreekuur").uuid]))
    told = service.content.decode()
    assert 'href="tel:0710000043"' in told
    assert "071 000 00 43" in told
    assert "Papieren Gracht 5" in told
    assert "ma en do" in told
    assert "9.30–12.00 uur" in told


def test_below_what_is_near_stands_who_walks_along_at_the_same_postcode(
    cast: Cast, the_map: Named, client: Client
) -> None:
    text = page(client, vraag="ik maak me zorgen om de buurjongen", plaats="2312 AB")
    onward = f"{reverse('support:choose')}?postcode=2312"
    assert f'href="{onward}"' in text
    assert "Buurtgezinnen" in client.get(onward).content.decode()
    assert f'href="{reverse("support:ask")}"' in page(client, vraag="koffie")


@pytest.mark.requirement("X-02")
def test_filters_stand_in_the_address(cast: Cast, the_map: Named, client: Client) -> None:
    assert names(page(client, plaats="2312", over="fathers")) == ["Vaders aan zet"]
    assert "Taalcafé" in names(page(client, plaats="2312", taal="ti"))
    assert "Babyochtend" not in names(page(client, plaats="2312", over="baby", leeftijd="9"))
    assert "Kring voor zwangeren" not in names(
        page(client, plaats="2312", vraag="zwanger", gratis="on")
    )
    assert "Koffie en een kleed" in names(page(client, plaats="Noordwolde", vraag="koffie"))
    assert names(page(client, vraag="huiswerk 8471")) == names(
        page(client, vraag="huiswerk", plaats="8471")
    )


def test_a_place_nobody_knows_is_said(cast: Cast, the_map: Named, client: Client) -> None:
    assert "We kennen “Nergenshuizen” niet" in page(client, plaats="Nergenshuizen", vraag="koffie")


def test_the_list_comes_before_the_map_and_they_have_the_same_numbers(
    cast: Cast, the_map: Named, client: Client
) -> None:
    text = page(client, vraag="koffie", plaats="2312")
    assert text.index("near-list") < text.index("near-map")
    targets = set(re.findall(r'href="#(plek-\d+)"', text))
    assert targets
    assert targets <= set(re.findall(r'id="(plek-\d+)"', text))


def test_pages_are_light_and_ask_the_same_number_of_questions(
    cast: Cast, the_map: Named, client: Client
) -> None:
    page(client, vraag="koffie", plaats="2312")  # the index is made once
    counts = []
    for asked in ({"vraag": "koffie", "plaats": "2312"}, {"vraag": "regenboog", "plaats": "2312"}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(NEAR, asked)
        counts.append(
            sum(each["sql"].startswith('SELECT "') or " FROM " in each["sql"] for each in queries)
        )
        assert len(gzip.compress(answer.content)) < 20_000
        assert len(answer.content) < 60_000
    assert counts[0] == counts[1] <= 12
    text = answer.content.decode()
    assert not re.search(r'src="https?://|<style|style="', text)


def test_other_words_count_at_once(cast: Cast, the_map: Named, client: Client) -> None:
    from naast.guide.services import keeping

    assert names(page(client, vraag="kwebbelkwartier", plaats="2312")) == []
    keeping.keep_word(
        actor=cast.coordinator, word="Kwebbelkwartier", means="koffieochtend", now=cast.now
    )
    assert names(page(client, vraag="een kwebbelkwartier", plaats="2312"))[0] == (
        "Koffieochtend voor ouders"
    )
    keeping.keep_word(actor=cast.coordinator, word="kwebbelkwartier", means="", now=cast.now)
    assert names(page(client, vraag="kwebbelkwartier", plaats="2312")) == []


def test_age_makes_amber_then_sinks_then_hides(cast: Cast, the_map: Named, client: Client) -> None:
    from datetime import timedelta

    def after(days: int) -> str:
        Service.objects.filter(pk=the_map("koffieochtend").pk).update(
            assured_on=cast.now.date() - timedelta(days=days)
        )
        changed()
        return page(client, vraag="koffieochtend", plaats="2316")

    assert "near-item--amber" not in after(183).split("Koffieochtend")[0]
    assert "near-item--amber" in after(184).split("Koffieochtend")[0]
    assert "Koffieochtend voor ouders" in names(after(366))
    assert "Koffieochtend voor ouders" not in names(after(549))
    gone = client.get(reverse("guide:service", args=[the_map("koffieochtend").uuid]))
    assert gone.status_code == 404


def test_did_it_help_is_only_counted(cast: Cast, the_map: Named, client: Client) -> None:
    url = reverse("guide:helped", args=[the_map("taalcafe").uuid])
    for answer in ("yes", "yes", "no"):
        assert client.post(url, {"helped": answer}).status_code == 302
    after = the_map("taalcafe")
    assert (after.helped, after.did_not_help) == (2, 1)
    for _try in range(40):
        client.post(url, {"helped": "yes"})
    assert the_map("taalcafe").helped <= 30  # nobody stuffs the box


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("hulp bij stotteren", "hulp stotteren"),
        ("mijn zoon Kevin stottert", "stottert zoon"),
        ("mevrouw jansen helpt niet", "helpt"),
        ("bel 0612345678 of mail a@b.nl stotteren", "bel mail stotteren"),
        ("hij heet pietje en stottert", "stottert"),
        ("iets in de Lange Nieuwstraat", ""),
        ("een twee drie vier vijf zes zeven", "drie zes twee vier vijf"),
        ("", ""),
    ],
)
def test_only_loose_words_about_nobody_are_kept(asked: str, kept: str) -> None:
    from naast.guide.services.visitors import words_to_keep

    assert words_to_keep(asked) == " ".join(sorted(kept.split()))


def test_a_long_list_can_be_told_to_miss_something_too(
    cast: Cast, the_map: Named, client: Client
) -> None:
    text = page(client, vraag="praten", plaats="2312")
    assert len(names(text)) == 10
    assert "Niet wat je zocht?" in text
    assert "Niet wat je zocht?" not in page(client, plaats="2312")  # nothing was asked


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("Housing", "Spreekuur wonen"),
        ("Somebody who listens", "Even zitten"),
        ("أنا تعبانة جدا", "Een steungezin in de buurt"),
        ("YALNIZIM", "Een maatje voor je kind"),
        ("ödev", "Huiswerkhuis"),
        ("መግቢ", "Voedselbank Het Volle Kratje"),
        ("немає грошей", "Spreekuur geld en rekeningen"),
        ("niemowle", "Babyochtend"),
        ("język", "Taalles voor ouders"),
    ],
)
def test_a_language_of_your_own_finds_the_same_places(
    the_map: Named, client: Client, asked: str, named: str
) -> None:
    assert named in names(page(client, vraag=asked, plaats="2312"))


def test_what_is_missing_is_sent_in_by_a_press(cast: Cast, the_map: Named, client: Client) -> None:
    text = page(client, vraag="logopedie voor Kevin", plaats="2312")
    assert "We bewaren alleen deze losse woorden" in text
    assert not Missed.objects.exists()  # looking writes nothing
    for _time in range(2):
        client.post("/dichtbij/mist/", {"vraag": "logopedie voor Kevin", "plaats": "2312"})
    row = Missed.objects.get()
    assert (row.words, row.municipality, row.times) == ("logopedie", "0546", 2)
