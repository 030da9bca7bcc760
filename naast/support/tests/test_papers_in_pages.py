"""House rules, looking back and the agreement in the pages: drafts, versions, and the PDF."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from conftest import SignIn
from naast.common.models import Draft
from naast.support.models import Acceptance, Evaluation, HouseRules, Match
from naast.support.services import path
from naast.ui.papers import typesetting
from tests.cast import Cast


def at(match: Match, name: str) -> str:
    return reverse(f"support:{name}", args=[match.pk])


def write_rules(cast: Cast, match: Match, *rules: str) -> None:
    path.write_house_rules(actor=cast.parent, match_id=match.pk, rules=rules, now=cast.now)


def test_two_who_write_at_once_lose_nothing(cast: Cast, sign_in: SignIn) -> None:
    match, anke = cast.to_coupling(), sign_in(cast.supporting_parent)
    typed = {"replaces": 0, "rule_0": "Schoenen uit.", "keep_0": "on", "own": "Altijd thee."}
    write_rules(cast, match, "Schoenen aan.")
    page = anke.post(at(match, "house_rules"), typed).content.decode()
    assert "schreef intussen een nieuwere versie" in page
    for words in ("Schoenen aan.", "Schoenen uit.", "Altijd thee."):
        assert words in page
    assert 'name="replaces" value="1"' in page
    assert HouseRules.objects.count() == 1
    anke.post(at(match, "house_rules"), {**typed, "replaces": 1})
    assert HouseRules.objects.last().rules == ["Schoenen uit.", "Altijd thee."]  # type: ignore[union-attr]


def test_a_yes_to_an_older_version_is_no_yes(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_coupling(), sign_in(cast.parent)
    write_rules(cast, match, "Een.")
    write_rules(cast, match, "Twee.")
    sent = {"paper": "house_rules", "version": 1}
    page = samira.post(at(match, "accept"), sent, follow=True).content.decode()
    assert "nieuwere versie" in page
    assert "Twee." in page
    assert not Acceptance.objects.exists()


def test_a_new_version_begins_with_the_one_before(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_coupling()
    write_rules(cast, match, "Schoenen uit.")
    page = sign_in(cast.parent).get(at(match, "house_rules"), {"aanpassen": "ja"})
    form = page.context["form"]
    assert [line.text for line in form.lines if line.ticked] == ["Schoenen uit."]
    assert any(not line.ticked for line in form.lines)


def test_nothing_ticked_is_no_house_rules(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_coupling()
    sent = {"replaces": 0, "rule_0": "Schoenen uit.", "own": " \n "}
    page = sign_in(cast.parent).post(at(match, "house_rules"), sent).content.decode()
    assert "minstens één huisregel" in page
    assert "Schoenen uit." in page


def test_before_the_coupling_there_is_nothing_to_write(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_meeting(), sign_in(cast.parent)
    assert "<textarea" not in samira.get(at(match, "house_rules")).content.decode()
    samira.post(at(match, "house_rules"), {"replaces": 0, "own": "Te vroeg."})
    assert not HouseRules.objects.exists()


@pytest.mark.parametrize(
    ("name", "who", "typed"),
    [
        ("house_rules", "supporting_parent", {"replaces": 0, "rule_0": "Half", "own": "Thee"}),
        ("evaluate", "parent", {"went_well": "Half een zin", "mood": "2"}),
        ("agreement", "coordinator", {"replaces": 0, "when": "Half een zin"}),
    ],
)
def test_what_is_being_typed_survives_a_closed_tab(
    cast: Cast, sign_in: SignIn, name: str, who: str, typed: dict[str, object]
) -> None:
    walk = {"house_rules": cast.to_coupling, "evaluate": cast.to_trial}
    match = walk.get(name, cast.to_agreement)()
    client = sign_in(cast.by_name(who))
    saved = client.post(at(match, name) + "?bewaar=ja", typed, headers={"HX-Request": "true"})
    assert saved.content.decode() == "Bewaard"
    page = sign_in(cast.by_name(who)).get(at(match, name)).content.decode()
    for words in typed.values():
        assert str(words) in page
    assert Draft.objects.count() == 1


def test_a_draft_is_gone_when_it_is_handed_in(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_trial(), sign_in(cast.parent)
    samira.post(at(match, "evaluate") + "?bewaar=ja", {"went_well": "Half"})
    samira.post(at(match, "evaluate"), {"went_well": "Heel.", "go_on": "yes"})
    assert not Draft.objects.exists()
    assert Evaluation.objects.get().went_well == "Heel."


def test_nobody_reads_the_draft_of_somebody_else(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    sign_in(cast.parent).post(at(match, "evaluate") + "?bewaar=ja", {"went_well": "Alleen ik"})
    page = sign_in(cast.supporting_parent).get(at(match, "evaluate")).content.decode()
    assert "Alleen ik" not in page


def test_evaluations_stay_hidden_until_both_wrote(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    readers = {who: sign_in(cast.by_name(who)) for who in ("parent", "supporting_parent")}
    noor = sign_in(cast.coordinator)

    def reads(client: Client, words: str) -> bool:
        return words in client.get(at(match, "path")).content.decode()

    readers["parent"].post(at(match, "evaluate"), {"went_well": "Uitgeslapen.", "go_on": "talk"})
    assert reads(readers["parent"], "Uitgeslapen.")
    assert reads(noor, "Uitgeslapen.")
    assert not reads(readers["supporting_parent"], "Uitgeslapen.")
    readers["supporting_parent"].post(
        at(match, "evaluate"), {"went_well": "Pannenkoeken.", "go_on": "yes"}
    )
    for client in readers.values():
        assert reads(client, "Uitgeslapen.")
        assert reads(client, "Pannenkoeken.")


def test_only_whether_to_go_on_must_be_answered(cast: Cast, sign_in: SignIn) -> None:
    match, samira = cast.to_trial(), sign_in(cast.parent)
    page = samira.post(at(match, "evaluate"), {"went_well": "Fijn."}).content.decode()
    assert "Kies nog iets" in page
    assert "Fijn." in page
    samira.post(at(match, "evaluate"), {"go_on": "yes"})
    assert Evaluation.objects.get().mood is None


def test_who_wants_to_stop_in_looking_back_comes_home(cast: Cast, sign_in: SignIn) -> None:
    match = cast.to_trial()
    page = sign_in(cast.parent).post(at(match, "evaluate"), {"go_on": "stop"})
    assert page.headers["Location"] == reverse("home:circle")
    assert not Match.objects.live().filter(pk=match.pk).exists()


def test_a_family_reads_the_agreement_and_only_the_coordinator_writes_it(
    cast: Cast, sign_in: SignIn
) -> None:
    match, samira = cast.to_agreement(), sign_in(cast.parent)
    assert samira.get(at(match, "agreement")).status_code == 404
    assert samira.get(at(match, "agreement_pdf")).status_code == 404
    sent = {"replaces": 0, "when": "Zaterdag."}
    assert samira.post(at(match, "agreement"), sent).status_code == 404
    sign_in(cast.coordinator).post(at(match, "agreement"), sent)
    assert "Zaterdag." in samira.get(at(match, "agreement")).content.decode()


def agreed(cast: Cast, words: str) -> Match:
    match = cast.to_agreement()
    path.write_agreement(
        actor=cast.coordinator, match_id=match.pk, items={"when": words}, now=cast.now
    )
    return match


def pdf_of(client: Client, match: Match) -> PdfReader:
    response = client.get(at(match, "agreement_pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'inline; filename="afspraken.pdf"'
    return PdfReader(BytesIO(response.content))


def test_the_pdf_can_be_read_by_everybody(cast: Cast, sign_in: SignIn) -> None:
    match = agreed(cast, "Zaterdag om de week.")
    pdf = pdf_of(sign_in(cast.parent), match)
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Wat we hebben afgesproken"
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    for words in ("Zaterdag om de week.", "Samira", "Anke en Joost", "Handtekening en datum",
                  "We bellen als het anders loopt."):  # fmt: skip
        assert words in text
    for never in ("El-Voorbeeld", "Verzonnen", "Kanarie", "voorbeeld.test", "06 00"):
        assert never not in text


NASTY = '#sys.version #read("/etc/passwd") *niet vet* _schuin_ $x^2$ ]} "\\'


@pytest.mark.parametrize("words", [NASTY, "= Kop\n- punt\n+ telling", "مرحبا", "ሰላም"])
def test_what_people_type_stays_text(cast: Cast, sign_in: SignIn, words: str) -> None:
    text = pdf_of(sign_in(cast.parent), agreed(cast, words)).pages[0].extract_text()
    assert "root:" not in text
    if words.isascii():
        squeezed = "".join(text.split())
        for line in words.splitlines():
            assert "".join(line.split()) in squeezed


def test_an_emoji_costs_nobody_the_paper(cast: Cast, sign_in: SignIn) -> None:
    pdf = pdf_of(sign_in(cast.parent), agreed(cast, "Zaterdag \N{PANCAKES}"))
    assert "Zaterdag" in pdf.pages[0].extract_text()
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_without_our_fonts_the_paper_is_there_too(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "FONTS", typesetting.FONTS / "not-built")
    pdf = pdf_of(sign_in(cast.parent), agreed(cast, "Zaterdag."))
    assert "Zaterdag." in pdf.pages[0].extract_text()


def test_a_long_agreement_goes_on_over_the_page(cast: Cast, sign_in: SignIn) -> None:
    pdf = pdf_of(sign_in(cast.parent), agreed(cast, "Een lange afspraak. " * 400))
    assert len(pdf.pages) > 1
    assert "Iedereen zegt ja" in pdf.pages[-1].extract_text()
