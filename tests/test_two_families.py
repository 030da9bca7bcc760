"""The spine of Naast in a real browser: from two registrations to an agreement all accepted."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from naast.common import post
from naast.people.models import Account, Offering, Organisation, Person, Role
from naast.places.models import Area
from tests.codes import app_digits, code_in
from tests.plugin_browser import DESK, Visitor, assert_accessible, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Somebody:
    """One person at one screen, doing what people do: read, choose, type, press."""

    page: Page
    site: str

    def go(self, path: str) -> None:
        """Open an address of the house."""
        self.page.goto(self.site + path)

    def press(self, name: str) -> None:
        """Press a button or follow a link, and look at the page it gives."""
        inside = self._named(self.page.get_by_role("main"), name)
        (inside if inside.count() else self._named(self.page.locator("body"), name)).first.click()
        self.page.wait_for_load_state()
        self.look()

    @staticmethod
    def _named(part: Locator, name: str) -> Locator:
        button = part.get_by_role("button", name=name, exact=True)
        return button.or_(part.get_by_role("link", name=name, exact=True))

    def look(self) -> None:
        """Every page fits the screen and can be used by everybody."""
        assert_fits(self.page)
        assert_accessible(self.page)

    def choose(self, *labels: str) -> None:
        """Tick choices by their words."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def write(self, label: str, text: str) -> None:
        """Type in a field."""
        self.page.get_by_label(label).first.fill(text)

    def answer(self, question: str, give: Callable[[], None]) -> None:
        """Answer the question on this page, and go on to the next."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(question)
        give()
        self.press("Verder")

    def choose_moment(self, day: str, part: str) -> None:
        """Tick a part of a day."""
        self.page.get_by_role("group", name=day).get_by_label(part).check()

    def write_child(self, name: str, birth_year: int) -> None:
        """Fill in the first child."""
        self.write("Voornaam of roepnaam", name)
        self.write("Geboortejaar", str(birth_year))

    def tell(self, words: str) -> None:
        """Type in the one big box of this page."""
        self.page.get_by_role("textbox").fill(words)

    def choose_time(self, moment: datetime) -> None:
        """Fill in the day and time of this page."""
        field = self.page.locator("input[type=datetime-local]")
        field.fill(moment.strftime("%Y-%m-%dT%H:%M"))

    def choose_day(self, day: date) -> None:
        """Fill in the day of this page."""
        self.page.locator("input[type=date]").fill(day.isoformat())

    def reads(self, text: str) -> None:
        """See these words on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sign_in(self, email: str) -> None:
        """Ask for a code, find it in the mail, and type it."""
        self.go("/inloggen/")
        self.write("E-mailadres", email)
        self.press("Mail me een code")
        post.deliver()
        self.write("De code uit de mail", code_in(mail.outbox[-1]))
        self.press("Inloggen")

    def set_up_an_app(self) -> None:
        """Make an authenticator app the second factor, and keep the recovery codes."""
        self.press("Gebruik een app")
        self.page.get_by_text("Ik kan het niet scannen").click()
        secret = self.page.locator("code").inner_text()
        self.write("De zes cijfers", app_digits(secret, timezone.now()))
        self.press("Het werkt")
        self.press("Ik heb ze bewaard")


@pytest.fixture
def leiden(transactional_db: None) -> Organisation:
    """An organisation in Leiden, with Noor and Pim as coordinators. Nobody else is there yet."""
    area = Area.objects.create(name="Leiden", municipality_codes=["0546"])
    organisation = Organisation.objects.create(
        name="Naast Leiden", area=area, phone="071 000 00 00"
    )
    Offering.objects.create(organisation=organisation, programme="buurtgezinnen")
    long_ago = timezone.now() - timedelta(days=600)
    for name in ("Noor", "Pim"):
        worker = Person.objects.create(
            first_name=name, email=f"{name.lower()}@voorbeeld.test", created_at=long_ago
        )
        Account.objects.open(worker)
        Role.objects.create(
            person=worker,
            organisation=organisation,
            kind=Role.Kind.COORDINATOR,
            since=date(2024, 1, 1),
            granted_at=long_ago,
        )
    return organisation


@pytest.fixture
def people(
    leiden: Organisation, live_server: LiveServer, visitor: Visitor
) -> tuple[Somebody, Somebody, Somebody]:
    """Samira and Anke on their phones, Noor at her desk."""
    site = live_server.url
    return Somebody(visitor(), site), Somebody(visitor(), site), Somebody(visitor(DESK), site)


def test_two_families_come_to_stand_beside_each_other(
    people: tuple[Somebody, Somebody, Somebody],
    visitor: Visitor,
) -> None:
    samira, anke, noor = people
    samira_asks(samira)
    anke_offers(anke)
    noor.sign_in("noor@voorbeeld.test")
    noor.set_up_an_app()
    noor_gets_to_know_samira(noor)
    noor_gets_to_know_anke(noor)
    noor_proposes(noor)
    both_would_like_to_meet(samira, anke)
    they_meet(noor)
    both_want_to_try(samira, anke)
    they_make_house_rules(noor, samira, anke)
    pim_looks_along(Somebody(visitor(DESK), noor.site))
    they_read_each_others_address(samira, anke)
    both_look_back(samira, anke)
    they_put_it_on_paper(noor, samira, anke)


def samira_asks(samira: Somebody) -> None:
    samira.go("/")
    samira.look()
    samira.press("Vertel wat je zoekt")
    samira.press("Begin")
    samira.answer("Wat is je postcode?", lambda: samira.write("Wat is je postcode?", "2311 AB"))
    samira.answer(
        "Wat zou helpen?",
        lambda: samira.write("Wat zou helpen?", "Ik wil op zaterdag even een boek lezen."),
    )
    samira.answer("Wanneer zou", lambda: samira.choose_moment("zaterdag", "middag"))
    samira.answer("Welke kinderen", lambda: samira.write_child("Yara", 2018))
    samira.answer("Wat vinden de kinderen", lambda: samira.choose("tuinieren"))
    samira.answer("Wie zou je", lambda: samira.choose("gezin met kinderen"))
    samira.answer("Welke talen", lambda: samira.choose("Nederlands", "Arabisch"))
    samira.answer("Hoe heet je?", lambda: samira.write("Je voornaam", "Samira"))
    samira.answer("Hoe kunnen we", lambda: samira.write("E-mailadres", "samira@voorbeeld.test"))
    samira.answer("Wie vult dit in?", lambda: samira.choose("Ik doe het zelf"))
    samira.reads("Ik wil op zaterdag even een boek lezen.")
    samira.press("Verstuur mijn vraag")
    samira.reads("Je vraag is verstuurd")
    samira.sign_in("samira@voorbeeld.test")


def anke_offers(anke: Somebody) -> None:
    anke.go("/steun-bieden/")
    anke.press("Begin")
    anke.answer("Wat is je postcode?", lambda: anke.write("Wat is je postcode?", "2312"))
    anke.answer("", lambda: anke.choose("gezin met kinderen"))
    anke.answer("Hoe heet je?", lambda: anke.write("Je voornaam", "Anke"))
    anke.answer("", lambda: None)
    anke.answer("", lambda: anke.choose_moment("zaterdag", "middag"))
    anke.answer("", lambda: None)
    anke.answer("", lambda: anke.choose("tuinieren"))
    anke.answer("", lambda: anke.choose("Nederlands"))
    anke.answer("", lambda: anke.tell("Bij ons is altijd plek aan tafel."))
    anke.answer("", lambda: anke.write("E-mailadres", "anke@voorbeeld.test"))
    anke.reads("Bij ons is altijd plek aan tafel.")
    anke.press("Meld ons aan")
    anke.reads("Jullie zijn aangemeld")
    anke.sign_in("anke@voorbeeld.test")


def noor_gets_to_know_samira(noor: Somebody) -> None:
    noor.reads("wacht op je belletje")
    noor.press("Plan kennismaking")
    noor.choose_time(timezone.localtime() + timedelta(days=1))
    noor.press("Plan het gesprek")
    noor.press("Noteer gesprek")
    noor.choose_day(timezone.localdate())
    noor.press("Noteer gesprek")
    noor.reads("Genoteerd")


def noor_gets_to_know_anke(noor: Somebody) -> None:
    noor.press("Vrijwilligers")
    noor.press("Anke")
    noor.press("Noteer VOG van Anke")
    noor.choose_day(timezone.localdate())
    noor.choose("Ja, die past")
    noor.press("Noteer")
    while (step := noor.page.get_by_role("link", name=re.compile("^Noteer "))).count():
        step.first.click()
        noor.choose_day(timezone.localdate())
        noor.press("Noteer")
    noor.reads("Je kunt een gezin voorstellen")


def noor_proposes(noor: Somebody) -> None:
    noor.press("Wachtlijst")
    noor.reads("in het beste plan")
    noor.press("Kijk wie past")
    noor.reads("samen tuinieren")
    noor.press("Stel voor aan Samira")
    noor.reads("Samira leest het als eerste")


def both_would_like_to_meet(samira: Somebody, anke: Somebody) -> None:
    anke.go("/mijn-steun/")
    expect(anke.page.get_by_text("Samira")).to_have_count(0)
    samira.go("/mijn-kring/")
    samira.press("Lees wie ze zijn")
    samira.reads("Bij ons is altijd plek aan tafel.")
    samira.press("Ja, graag")
    anke.go("/mijn-steun/")
    anke.press("Lees wie ze zijn")
    expect(anke.page.get_by_text("een boek lezen")).to_have_count(0)
    anke.press("Ja, graag")
    expect(anke.page.get_by_text("samira@voorbeeld.test")).to_have_count(0)


def they_meet(noor: Somebody) -> None:
    noor.go("/vandaag/")
    noor.press("Plan ontmoeting")
    noor.choose_time(timezone.localtime() + timedelta(days=1))
    noor.write("Waar?", "Buurthuis De Warme Kamer")
    noor.press("Plan ontmoeting")
    noor.press("Ze hebben elkaar ontmoet")
    noor.choose_day(timezone.localdate())
    noor.press("Noteer")


def both_want_to_try(samira: Somebody, anke: Somebody) -> None:
    for somebody, own_page in ((samira, "/mijn-kring/"), (anke, "/mijn-steun/")):
        somebody.go(own_page)
        somebody.press("Ja, graag")


def they_make_house_rules(noor: Somebody, samira: Somebody, anke: Somebody) -> None:
    noor.go("/vandaag/")
    noor.press("Schrijf huisregels")
    noor.press("Schrijf deze regels op")
    for somebody, own_page in ((samira, "/mijn-kring/"), (anke, "/mijn-steun/")):
        somebody.go(own_page)
        somebody.press("Naar de huisregels")
        somebody.press("Ja, ik ben het eens")
    expect(anke.page.locator("a[href='mailto:samira@voorbeeld.test']")).to_have_count(0)


def pim_looks_along(pim: Somebody) -> None:
    pim.sign_in("pim@voorbeeld.test")
    pim.set_up_an_app()
    pim.press("Kijk mee")
    pim.reads("Waar je naar kijkt")
    pim.press("Ja, een kind mag mee")


def they_read_each_others_address(samira: Somebody, anke: Somebody) -> None:
    samira.page.goto(anke.page.url)
    expect(samira.page.locator("a[href='mailto:anke@voorbeeld.test']").first).to_be_visible()


def both_look_back(samira: Somebody, anke: Somebody) -> None:
    for somebody, own_page in ((samira, "/mijn-kring/"), (anke, "/mijn-steun/")):
        somebody.go(own_page)
        somebody.press("Nu al terugkijken")
        somebody.choose("Goed", "Ja, we gaan verder")
        somebody.write("Wat gaat er goed?", "Samen in de tuin.")
        somebody.press("Versturen")


def they_put_it_on_paper(noor: Somebody, samira: Somebody, anke: Somebody) -> None:
    noor.go("/vandaag/")
    noor.press("Schrijf afspraken")
    noor.page.get_by_role("textbox").first.fill("Elke zaterdagmiddag, om de week.")
    noor.press("Zet het op papier")
    for somebody, own_page in ((samira, "/mijn-kring/"), (anke, "/mijn-steun/")):
        somebody.go(own_page)
        somebody.press("Naar de afspraken")
        somebody.reads("Elke zaterdagmiddag, om de week.")
        somebody.press("Ja, ik ben het eens")
    paper = samira.page.get_by_role("link", name="Printen of bewaren (pdf)").get_attribute("href")
    answer = samira.page.request.get(samira.site + str(paper))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
    samira.go("/mijn-kring/")
    samira.reads("Samen op weg")
