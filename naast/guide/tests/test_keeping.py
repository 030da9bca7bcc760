"""Who keeps the map of a region, and how owners and contact persons answer by a link."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import signing
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve, reverse
from PIL import Image

from conftest import Postman, SignIn
from naast.common import pictures
from naast.common.models import LogEntry
from naast.common.processing import record
from naast.common.uploads import MOST
from naast.guide import opening, policies
from naast.guide.belongings import contact_is_over
from naast.guide.models import ContactPerson, Missed, Service
from naast.guide.selectors.keeping import gaps, keeping
from naast.guide.services import contacts, owners, visitors
from naast.guide.services import keeping as services
from naast.kernel.errors import DomainError, Refused
from tests.cast import Cast
from tests.demo_map import Named
from tests.sent_files import exif, jpeg, rest_of, segment, with_segments

SITE = "https://naast.example"


def test_who_coordinates_keeps_the_services_of_the_own_municipalities(
    cast: Cast, the_map: Named
) -> None:
    leiden, far, everywhere = the_map("taalcafe"), the_map("w_taal"), the_map("veiligthuis")
    may = policies.services.may
    for action in ("change", "assure", "name_contact"):
        assert may(cast.coordinator, action, leiden)
        assert not may(cast.coordinator, action, far)
        assert not may(cast.coordinator, action, everywhere)
        assert may(cast.far_coordinator, action, far)
        for nobody in (cast.parent, cast.regional, cast.municipality, cast.stranger):
            assert not may(nobody, action, leiden)
    assert not may(cast.coordinator, "unheard_of", leiden)
    assert Service.objects.looked_after_by(cast.parent).count() == 0


def told(**more: object) -> services.Told:
    return services.Told(name="Breiclub", about="Samen breien.", themes=["meeting"], **more)  # type: ignore[arg-type]


def test_a_coordinator_adds_a_service_that_is_found_at_once(
    cast: Cast, the_map: Named, client: Client
) -> None:
    made = services.keep_service(
        actor=cast.coordinator, service_uuid=None, provider="Wolwinkel", told=told(),
        municipalities=["0546"], now=cast.now,
    )  # fmt: skip
    services.keep_place(
        actor=cast.coordinator, service_uuid=made.uuid, at_uuid=None, now=cast.now,
        told=services.PlaceTold("De Wol", "Zomaarstraat 1", "2311 AB", "Leiden"),
        times=opening.read_lines("ma 9.00-12.00\nza 10-12 /2"),
    )  # fmt: skip
    text = client.get("/dichtbij/", {"vraag": "breien", "plaats": "2311"}).content.decode()
    assert "Breiclub" in text
    assert "vandaag nagekeken door Steun in Leiden" in text
    assert set(LogEntry.objects.values_list("action", flat=True)) >= {
        "guide.service.written", "guide.place.written",
    }  # fmt: skip


def test_the_own_municipalities_only_and_sense(cast: Cast, the_map: Named) -> None:
    def keep(codes: list[str], **more: object) -> None:
        services.keep_service(
            actor=cast.coordinator, service_uuid=None, provider="X", told=told(**more),
            municipalities=codes, now=cast.now,
        )  # fmt: skip

    for codes in ([], ["0098"], ["0546", "0098"]):
        with pytest.raises(DomainError):
            keep(codes)
    with pytest.raises(DomainError):
        keep(["0546"], youngest=9, oldest=4)
    with pytest.raises(Refused):
        services.keep_service(
            actor=cast.parent, service_uuid=None, provider="X", told=told(),
            municipalities=["0546"], now=cast.now,
        )  # fmt: skip
    with pytest.raises(Service.DoesNotExist):
        services.assure(
            actor=cast.far_coordinator, service_uuid=the_map("taalcafe").uuid, now=cast.now
        )
    with pytest.raises(Refused):
        services.keep_word(actor=cast.parent, word="x", means="y", now=cast.now)


def test_a_shared_place_is_not_changed_under_the_feet_of_others(cast: Cast, the_map: Named) -> None:
    mine, other = the_map("koffieochtend"), the_map("buurttafel")
    at = mine.at.get()
    services.keep_place(
        actor=cast.coordinator, service_uuid=mine.uuid, at_uuid=at.uuid, now=cast.now,
        told=services.PlaceTold("Elders", "", "2313", "Leiden"), times=[],
    )  # fmt: skip
    assert mine.at.get().place.name == "Elders"
    assert other.at.get().place.name == "Buurthuis De Lampion"


def test_the_list_of_the_region_shows_what_needs_a_look_oldest_first(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    made = keeping(cast.coordinator, cast.now)
    assert [each.service.name for each in made.due][:2] == [
        "Gratis juridisch inloopuur",
        "Klusteam",
    ]
    assert made.lost == 1
    assert all(each.days is not None and each.days > 183 for each in made.due)
    client = sign_in(cast.coordinator)
    url = reverse("guide:assure", args=[the_map("juridisch").uuid])
    assert client.post(url).status_code == 302
    assert the_map("juridisch").assured_by == "Steun in Leiden"
    assert keeping(cast.coordinator, cast.now).lost == 0
    assert sign_in(cast.parent).get("/sociale-kaart/").status_code == 404
    for page in ("/sociale-kaart/", "/sociale-kaart/nieuw/", "/sociale-kaart/woorden/"):
        assert client.get(page).status_code == 200
    edit = reverse("guide:change_service", args=[the_map("taalcafe").uuid])
    assert "Taalcafé" in client.get(edit).content.decode()
    far = reverse("guide:change_service", args=[the_map("w_taal").uuid])
    assert client.get(far).status_code == 404


def test_the_forms_keep_what_was_there(cast: Cast, the_map: Named, sign_in: SignIn) -> None:
    client, service = sign_in(cast.coordinator), the_map("speelotheek")
    url = reverse("guide:change_service", args=[service.uuid])
    form = client.get(url).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None}
    assert client.post(url, {**data, "name": "Speelgoed lenen"}).status_code == 302
    after = the_map("speelotheek")
    assert (after.name, after.costs, after.is_free) == (
        "Speelgoed lenen",
        "10 euro per jaar",
        False,
    )
    at = after.at.get()
    place = reverse("guide:change_place", args=[after.uuid, at.uuid])
    told_ = client.get(place).context["form"].initial
    assert told_["times"] == "wo 13.00-17.00\nza 10.00-14.00"
    assert client.post(place, {**told_, "times": "wo morgen"}).status_code == 200
    assert client.post(place, told_).status_code == 302
    assert after.times.count() == 2
    assert client.post(place, {"drop": "1"}).status_code == 302
    assert not after.at.exists()


def token_in(mails: list[object], page: str) -> str:
    found = re.search(rf"{SITE}/dichtbij/{page}/([^/\s]+)/", mails[0].body)  # type: ignore[attr-defined]
    assert found
    return found[1]


def test_the_owner_says_still_right_with_one_press(
    cast: Cast, the_map: Named, client: Client, postman: Postman
) -> None:
    asked = owners.ask_owners(now=cast.now, site=SITE)
    assert asked == len(keeping(cast.coordinator, cast.now).due) + 2  # and two of the far region
    assert owners.ask_owners(now=cast.now, site=SITE) == 0  # once
    mail = next(each for each in postman() if "klusteam" not in each.body)
    assert "Leiden" not in mail.subject
    service = the_map("klusteam")
    url = reverse("guide:still_right", args=[owners.link_to(service)])
    before = service.assured_on
    assert "Ja, dit klopt nog" in client.get(url).content.decode()
    assert the_map("klusteam").assured_on == before  # looking changes nothing
    assert "Dank je wel" in client.post(url, {"answer": "right"}).content.decode()
    after = the_map("klusteam")
    assert after.assured_on == cast.now.date()
    assert after.assured_by == "Huurdershulp De Thuishaven"
    assert client.get(url).status_code == 404  # the link is used up
    line = LogEntry.objects.get(action="guide.service.assured")
    assert line.actor_id is None
    assert line.actor_role == "owner"


def test_the_owner_says_what_is_not_right(cast: Cast, the_map: Named, client: Client) -> None:
    url = reverse("guide:still_right", args=[owners.link_to(the_map("taalcafe"))])
    assert "Schrijf" in client.post(url, {"answer": "wrong"}).content.decode() or True
    client.post(url, {"answer": "wrong", "words": "Maandag is nu dinsdag."})
    assert the_map("taalcafe").owner_says == "Maandag is nu dinsdag."
    assert [each.name for each in keeping(cast.coordinator, cast.now).questioned] == ["Taalcafé"]
    for bad in ("wrong-token", owners.link_to(the_map("taalcafe"))[:-2] + "xx"):
        assert client.get(reverse("guide:still_right", args=[bad])).status_code == 404


@pytest.mark.requirement("CL-12")
def test_a_contact_person_stands_there_after_an_own_yes_and_goes_with_a_no(
    cast: Cast, the_map: Named, sign_in: SignIn, client: Client, postman: Postman
) -> None:
    service = the_map("vraagteam")
    school = service.at.get(place__name="Basisschool De Bedachte Boom")
    made = contacts.name_contact(
        actor=cast.coordinator, service_uuid=service.uuid, at_uuid=school.uuid,
        face=jpeg(4000, 3000, exif=exif(6)),
        told=contacts.ContactTold("Kanaria", "k@school.example", "Juf", "071 1", "ma 8.30"),
        site=SITE, now=cast.now,
    )  # fmt: skip
    page = reverse("guide:service", args=[service.uuid])
    face = reverse("guide:face", args=[made.uuid])
    assert "Kanaria" not in client.get(page).content.decode()
    assert client.get(face).status_code == 404
    own = reverse("guide:be_contact", args=[token_in(postman(), "contact")])  # type: ignore[arg-type]
    assert "Kanaria" in client.get(own).content.decode()
    client.post(own, {"answer": "yes"})
    text = client.get(page).content.decode()
    assert "Kanaria" in text
    assert "Basisschool De Bedachte Boom" in text
    assert face in text
    shown = client.get(face)
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(shown.content)).size == (480, 640)  # upright and small
    assert rest_of(shown.content) == []
    assert "Kanaria" in client.get("/dichtbij/kaart.json").content.decode()
    client.post(own, {"answer": "no"})
    assert not ContactPerson.objects.filter(name="Kanaria").exists()
    assert client.get(own).status_code == 404
    assert "Kanaria" not in client.get(page).content.decode()
    actions = set(LogEntry.objects.values_list("action", flat=True))
    assert {"guide.contact.named", "guide.contact.said_yes", "guide.contact.said_no"} <= actions


def test_a_mailed_link_opens_nobody_who_came_later_by_the_same_id(
    cast: Cast, the_map: Named, client: Client
) -> None:
    ans = ContactPerson.objects.create(
        service=the_map("taalcafe"), name="Ans", email="ans@cafe.example", asked_at=cast.now
    )
    link = contacts.link_of(ans)
    assert contacts.opened_by(link) == ans
    assert "ans" not in signing.loads(link, salt=contacts.SALT)[1]
    ans.delete()
    kees = ContactPerson.objects.create(
        uuid=ans.uuid, service=the_map("taalcafe"), name="Kees", email="kees@cafe.example",
        asked_at=cast.now,
    )  # fmt: skip
    own = reverse("guide:be_contact", args=[link])
    assert client.get(own).status_code == 404
    assert client.post(own, {"answer": "yes"}).status_code == 404
    with pytest.raises(DomainError):
        contacts.say_yes(token=link, now=cast.now)
    kees.refresh_from_db()
    assert kees.said_yes_at is None
    only_an_id = signing.dumps(str(kees.uuid), salt=contacts.SALT)
    assert contacts.opened_by(only_an_id) is None


def test_a_coordinator_names_somebody_with_a_form(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    client, service = sign_in(cast.coordinator), the_map("vraagteam")
    url = reverse("guide:add_contact", args=[service.uuid])
    data = {"name": "Kanaria", "email": "k@school.example", "at": ""}
    wrong = SimpleUploadedFile("x.png", b"no picture")
    assert "geen foto" in client.post(url, {**data, "face": wrong}).content.decode()
    huge = SimpleUploadedFile("x.jpg", jpeg() + b"x" * pictures.LARGEST)
    assert "hooguit 10 MB" in client.post(url, {**data, "face": huge}).content.decode()
    assert 'accept="image/jpeg,image/png"' in client.get(url).content.decode()
    large = with_segments(*[segment(0xFE, b"x" * 60_000)] * 50)  # 3 MB, as those of phones
    right = SimpleUploadedFile("x.jpg", large)
    assert client.post(url, {**data, "face": right}).status_code == 302
    made = ContactPerson.objects.get(name="Kanaria")
    drop = reverse("guide:drop_contact", args=[made.uuid])
    assert sign_in(cast.far_coordinator).post(drop).status_code == 404
    assert client.post(drop).status_code == 302
    assert not ContactPerson.objects.filter(name="Kanaria").exists()
    for _time in range(contacts.ASK_AT.most - 1):
        assert client.post(url, data).status_code == 302
    again = client.post(url, data).content.decode()
    assert "k@school.example kreeg vandaag" in again
    assert ContactPerson.objects.filter(name="Kanaria").count() == contacts.ASK_AT.most - 1


def test_only_of_who_coordinates_more_than_1_mb_of_a_face_is_kept(
    cast: Cast, the_map: Named
) -> None:
    url = reverse("guide:add_contact", args=[the_map("vraagteam").uuid])
    for actor, kept in ((cast.coordinator, 3 * MOST), (cast.parent, MOST), (None, MOST)):
        large = SimpleUploadedFile("x.jpg", b"x" * 3 * MOST)
        request = RequestFactory().post(url, {"face": large})
        request.resolver_match, request.actor = resolve(url), actor  # type: ignore[attr-defined]
        sent = request.FILES["face"]
        assert isinstance(sent, InMemoryUploadedFile)
        assert len(sent.read()) == kept


def test_a_yes_counts_for_two_years(cast: Cast, the_map: Named) -> None:
    clock = record().clocks["contact_person"]
    assert contact_is_over(clock, cast.now) == 0
    assert contact_is_over(clock, cast.now + timedelta(days=800)) == 5


@pytest.mark.requirement("HS-11")
def test_gaps_are_themes_without_anything_and_words_asked_often_in_vain(
    cast: Cast, the_map: Named, sign_in: SignIn
) -> None:
    for _time in range(3):
        visitors.say_missed(question="logopedie", municipality="0546", now=cast.now)
    visitors.say_missed(question="paardrijden", municipality="0546", now=cast.now)
    visitors.say_missed(question="schaatsen", municipality="0098", now=cast.now)
    near = gaps(cast.coordinator, cast.now)
    assert near.missed == [("logopedie", "Leiden", 3)]
    assert [gap.theme.key for gap in near.themes] == ["safe"]
    far = gaps(cast.far_coordinator, cast.now)
    assert "fathers" in [gap.theme.key for gap in far.themes]
    assert far.missed == []
    text = sign_in(cast.coordinator).get("/sociale-kaart/ontbreekt/").content.decode()
    assert "logopedie" in text
    assert "paardrijden" not in text
    assert visitors.forget_missed(now=cast.now + timedelta(days=400)) == 3
    assert not Missed.objects.exists()


def test_opening_times_in_words(cast: Cast, the_map: Named) -> None:
    times = list(the_map("geldspreekuur").times.all())
    assert [f"{line.days} {line.hours}" for line in opening.lines(times)] == [
        "ma en do 9.30–12.00 uur", "di 13.00–16.00 uur",
    ]  # fmt: skip
    assert opening.today(times, cast.now) == "nu open, tot 12.00 uur"  # Monday, 10.00
    assert opening.today(times, cast.now - timedelta(hours=1)) == "vandaag 9.30–12.00 uur"
    assert opening.today(times, cast.now + timedelta(hours=6)) == ""
    assert opening.lines(the_map("pubercafe").times.all())[0].note == "om de week"
    for bad in ("ma", "ma 12-9", "xx 9-10", "ma 9-10 /0", "ma 25-26", "ma 9-10-11"):
        with pytest.raises(ValueError, match=re.escape(bad)):
            opening.read_lines(bad)
