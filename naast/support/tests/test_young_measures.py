"""A young person says itself how it is, and thanks who stood beside it; it chooses who reads."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import Postman, SignIn
from naast.common.models import LogEntry
from naast.kernel.errors import DomainError
from naast.people.models import Account, HouseholdMember, Offering, Person
from naast.people.services.households import open_account
from naast.programmes import find
from naast.programmes.vocabulary import Moment
from naast.support.models import Match, SupportRequest, Thanks, YoungMeasureAnswer
from naast.support.selectors.export import export_of
from naast.support.selectors.logbook import logbook_lines
from naast.support.selectors.measured import measured
from naast.support.services import afterwards, clockwork, matches, young_measures
from naast.support.services.erasing import erase_household
from naast.support.services.measures import Given
from naast.support.services.young import Readers
from naast.support.young_measuring import YoungAsking
from tests.cast import PROGRAMME, Cast

pytestmark = pytest.mark.django_db

WORDS = "De hond is leuk."
EVERYBODY = ("parent", "coordinator", "supporting_parent", "other_parent", "stranger",
             "far_coordinator", "former_supporter")  # fmt: skip


def noah(cast: Cast, birth_year: int = 2012) -> tuple[HouseholdMember, Person]:
    """A child of Samira with a place of its own; born in 2012 it is fourteen."""
    person = Person.objects.create(first_name="Noah", email="noah@voorbeeld.test")
    assert open_account(person)
    Account.objects.filter(person=person).update(last_login=cast.now)
    member = HouseholdMember.objects.create(
        household=cast.asking, person=person, kind="child", name="Noah", birth_year=birth_year
    )
    return member, person


def after_three_months(cast: Cast) -> Match:
    """Under way, and the first day of looking back has come."""
    match = cast.to_under_way()
    match.steps.filter(completed_on=None).update(started_on=cast.now.date() - timedelta(days=95))
    return match


def answers(
    cast: Cast, member: HouseholdMember, readers: Readers | None = None, **given: Given
) -> None:
    assert member.person is not None
    young_measures.answer(
        actor=member.person, member_id=member.pk, moment="interim", given=given,
        readers=readers or Readers(), now=cast.now,
    )  # fmt: skip


def at_the_goodbye(cast: Cast) -> Match:
    match = cast.to_under_way()
    clockwork.reach_terms(now=cast.now + timedelta(days=731))
    return match


# What is asked, and when.


def test_which_questions_are_for_the_young_person_is_data_of_the_programme() -> None:
    asked = {each.key for each in find("maatjesproject").young_measures}
    assert {"how_are_you", "with_buddy", "fun", "otherwise"} <= asked
    at_the_end = [each.key for each in find("maatjesproject").young_measures_at(Moment.AFTER)]
    assert at_the_end == ["how_are_you", "with_buddy", "dare", "fun", "remember"]
    assert find("home-start").young_measures == ()


@pytest.mark.requirement("JP-04")
def test_a_young_person_answers_in_its_own_words_and_may_skip_every_question(
    cast: Cast, sign_in: SignIn
) -> None:
    match = after_three_months(cast)
    member, person = noah(cast)
    client, page = sign_in(person), reverse("support:young_measures", args=[member.pk])
    place = client.get(reverse("support:my_place")).content.decode()
    assert "Hoe is het voor jou?" in place
    shown = client.get(page).content.decode()
    assert "Hoe is het voor jou bij het andere gezin?" in shown
    assert "alleen jij" in shown
    client.post(page, {"moment": "interim", "there": "3", "fun": WORDS})
    rows = {row.measure: row for row in YoungMeasureAnswer.objects.all()}
    assert (rows["there"].value, rows["fun"].words) == (3, WORDS)
    assert rows["otherwise"].left_open
    assert {row.match_id for row in rows.values()} == {match.pk}
    assert not any(row.is_told for row in rows.values())
    assert WORDS in client.get(page).content.decode()
    assert "Naar de vragen" not in client.get(reverse("support:my_place")).content.decode()


def test_skipping_all_of_it_is_an_answer(cast: Cast, sign_in: SignIn) -> None:
    after_three_months(cast)
    member, person = noah(cast)
    client, page = sign_in(person), reverse("support:young_measures", args=[member.pk])
    client.post(page, {"moment": "interim", "there": "3", "skip": "yes"})
    assert YoungMeasureAnswer.objects.count() == 3
    assert all(row.left_open for row in YoungMeasureAnswer.objects.all())
    assert "Naar de vragen" not in client.get(reverse("support:my_place")).content.decode()


def test_another_answer_takes_the_place_of_the_first(cast: Cast) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, there=Given(1), fun=Given(words=WORDS))
    answers(cast, member, there=Given(3))
    assert YoungMeasureAnswer.objects.get(measure="there").value == 3
    assert YoungMeasureAnswer.objects.get(measure="fun").left_open


@pytest.mark.parametrize(("birth_year", "asked"), [(2015, False), (2014, True), (2010, True)])
def test_from_the_age_at_which_the_programme_asks_a_child_itself(
    cast: Cast, birth_year: int, asked: bool
) -> None:
    match = after_three_months(cast)
    member, _person = noah(cast, birth_year)
    whole = Match.objects.for_a_child().get(pk=match.pk)
    assert (YoungAsking.of_match(whole, member, cast.now.date()) is not None) is asked


def test_an_organisation_can_ask_from_another_age(cast: Cast) -> None:
    for offering in Offering.objects.all():
        offering.overrides = {"young.asked_from": 15}
        offering.save()
    match = after_three_months(cast)
    member, _person = noah(cast, 2012)
    whole = Match.objects.for_a_child().get(pk=match.pk)
    assert YoungAsking.of_match(whole, member, cast.now.date()) is None
    with pytest.raises(DomainError):
        answers(cast, member, there=Given(3))


def test_before_there_is_anybody_it_is_asked_what_it_hopes_for(cast: Cast) -> None:
    offering = Offering.objects.create(organisation=cast.organisation, programme="maatjesproject")
    SupportRequest.objects.filter(pk=cast.request.pk).update(programme="maatjesproject")
    member, person = noah(cast)
    young_measures.answer(
        actor=person, member_id=member.pk, moment="before", now=cast.now,
        given={"dare": Given(4), "wish": Given(words="Voetballen.")}, readers=Readers(),
    )  # fmt: skip
    row = YoungMeasureAnswer.objects.get(measure="wish")
    assert (row.words, row.match_id, row.request_id) == ("Voetballen.", None, cast.request.pk)
    offering.delete()
    with pytest.raises(DomainError):
        young_measures.answer(
            actor=person, member_id=member.pk, moment="before", now=cast.now, given={},
            readers=Readers(),
        )  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"there": Given(4)}, {"there": Given(words="goed")}, {"fun": Given(1)}]
)
def test_an_answer_that_is_not_on_the_page_is_refused(cast: Cast, given: dict[str, Given]) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    with pytest.raises(DomainError):
        answers(cast, member, None, **given)
    assert not YoungMeasureAnswer.objects.exists()


def test_what_was_typed_when_nothing_is_asked_any_more_is_shown_back(
    cast: Cast, sign_in: SignIn
) -> None:
    member, person = noah(cast)
    page = reverse("support:young_measures", args=[member.pk])
    shown = sign_in(person).post(page, {"moment": "interim", "fun": WORDS}).content.decode()
    assert WORDS in shown
    assert not YoungMeasureAnswer.objects.exists()


def test_a_draft_of_a_young_person_comes_back(cast: Cast, sign_in: SignIn) -> None:
    after_three_months(cast)
    member, person = noah(cast)
    client, page = sign_in(person), reverse("support:young_measures", args=[member.pk])
    client.post(f"{page}?bewaar=ja", {"moment": "interim", "fun": WORDS})
    assert not YoungMeasureAnswer.objects.exists()
    assert WORDS in client.get(page).content.decode()


# Who reads it.


@pytest.mark.parametrize(
    ("readers", "reading"),
    [
        (Readers(), set()),
        (Readers(for_parents=True), {"parent"}),
        (Readers(for_coordinator=True), {"coordinator"}),
        (Readers(for_supporter=True), {"supporting_parent"}),
        (Readers(for_parents=True, for_coordinator=True), {"parent", "coordinator"}),
    ],
)
def test_only_who_it_chose_reads_its_answers(
    cast: Cast, sign_in: SignIn, readers: Readers, reading: set[str]
) -> None:
    match = after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, readers, fun=Given(words=WORDS))
    page = reverse("support:measures", args=[match.pk])
    for who in EVERYBODY:
        person = cast.by_name(who)
        assert YoungMeasureAnswer.objects.visible_to(person).exists() is (who in reading), who
        assert (WORDS in sign_in(person).get(page).content.decode()) is (who in reading), who
    lines = LogEntry.objects.filter(action="support.young_measures.kept")
    assert {line.household_id for line in lines} == {cast.asking.pk}


def test_who_stood_beside_reads_nothing_any_more_when_it_ended(cast: Cast) -> None:
    match = after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, Readers(for_supporter=True), fun=Given(words=WORDS))
    assert YoungMeasureAnswer.objects.visible_to(cast.supporting_parent).exists()
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    assert not YoungMeasureAnswer.objects.visible_to(cast.supporting_parent).exists()


def test_it_can_keep_it_to_itself_again_and_take_it_away(cast: Cast, sign_in: SignIn) -> None:
    after_three_months(cast)
    member, person = noah(cast)
    answers(cast, member, Readers(for_parents=True), there=Given(1), fun=Given(words=WORDS))
    client, row = sign_in(person), YoungMeasureAnswer.objects.get(measure="fun")
    address = reverse("support:own_answers", args=[member.pk])
    client.post(address, {"row": row.pk, "do": "close"})
    assert not YoungMeasureAnswer.objects.visible_to(cast.parent).exists()
    assert YoungMeasureAnswer.objects.visible_to(person).count() == 3
    client.post(address, {"row": row.pk, "do": "take_away"})
    assert all(row.left_open for row in YoungMeasureAnswer.objects.all())
    page = client.get(reverse("support:young_measures", args=[member.pk])).content.decode()
    assert WORDS not in page


def test_whatever_it_does_there_its_parents_read_the_same_line(cast: Cast, sign_in: SignIn) -> None:
    after_three_months(cast)
    member, person = noah(cast)
    lines = LogEntry.objects.about_household(cast.asking.pk)
    before = lines.count()
    client = sign_in(person)
    client.post(reverse("support:young_measures", args=[member.pk]), {
        "moment": "interim", "skip": "ja"
    })  # fmt: skip
    answers(cast, member, Readers(for_parents=True), fun=Given(words=WORDS))
    row = YoungMeasureAnswer.objects.get(measure="fun")
    for do in ("close", "take_away"):
        client.post(reverse("support:own_answers", args=[member.pk]), {"row": row.pk, "do": do})
    written = lines.writes().count() - before
    told = [line.sentence for line in logbook_lines(cast.asking, cast.parent)[:written]]
    assert written >= 4
    assert told.count("was op de eigen pagina over hoe het gaat") == 4
    assert len({line.action for line in lines if "young_measures" in line.action}) == 1


def test_nobody_touches_the_answers_of_another(cast: Cast, sign_in: SignIn) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, Readers(for_parents=True), fun=Given(words=WORDS))
    row = YoungMeasureAnswer.objects.get(measure="fun")
    lina = Person.objects.create(first_name="Lina", email="lina@voorbeeld.test")
    assert open_account(lina)
    sister = HouseholdMember.objects.create(
        household=cast.asking, person=lina, kind="child", name="Lina", birth_year=2011
    )
    address = reverse("support:own_answers", args=[sister.pk])
    for do in ("close", "take_away"):
        answer = sign_in(lina).post(address, {"row": row.pk, "do": do})
        assert answer.status_code == 404
    for who in ("parent", "coordinator", "supporting_parent"):
        client = sign_in(cast.by_name(who))
        for page in ("support:young_measures", "support:own_answers", "support:young_thanks"):
            assert client.post(reverse(page, args=[member.pk])).status_code == 404
    row.refresh_from_db()
    assert (row.words, row.for_parents) == (WORDS, True)


def test_the_coordinator_hears_only_when_chosen(cast: Cast, postman: Postman) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    postman()
    answers(cast, member, Readers(for_parents=True), fun=Given(words=WORDS))
    assert postman() == []
    answers(cast, member, Readers(for_coordinator=True), fun=Given(words=WORDS))
    [letter] = postman()
    assert WORDS not in letter.body


def test_it_is_counted_nowhere(cast: Cast) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, Readers(for_coordinator=True), there=Given(3))
    counted = measured(
        [cast.organisation.pk], PROGRAMME, since=cast.now.date(), until=cast.now.date()
    )
    assert "there" not in {row.measure for row in counted}


# What is kept of it.


def test_its_own_copy_holds_it_and_that_of_its_parents_does_not(cast: Cast) -> None:
    after_three_months(cast)
    member, person = noah(cast)
    answers(cast, member, Readers(for_parents=True), fun=Given(words=WORDS))
    assert WORDS in str(export_of(person, now=cast.now).as_data())
    assert WORDS not in str(export_of(cast.parent, now=cast.now).as_data())


def test_it_goes_with_its_family(cast: Cast) -> None:
    after_three_months(cast)
    member, _person = noah(cast)
    answers(cast, member, fun=Given(words=WORDS))
    erase_household(household_id=cast.asking.pk, now=cast.now)
    assert not YoungMeasureAnswer.objects.exists()


# Its thanks.


def test_a_young_person_says_thank_you_and_who_stood_beside_reads_it_afterwards(
    cast: Cast, sign_in: SignIn
) -> None:
    match = at_the_goodbye(cast)
    member, person = noah(cast)
    client, page = sign_in(person), reverse("support:young_thanks", args=[member.pk])
    assert page in client.get(reverse("support:my_place")).content.decode()
    client.post(page, {"match": match.pk, "words": WORDS})
    thanks = Thanks.objects.get()
    assert (thanks.words, thanks.side, thanks.written_by) == (WORDS, "asking", person)
    assert WORDS in client.get(reverse("support:my_place")).content.decode()
    across = reverse("support:before", args=[cast.supporting.pk])
    path = reverse("support:path", args=[match.pk])
    assert WORDS not in sign_in(cast.supporting_parent).get(path).content.decode()
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    assert WORDS in sign_in(cast.supporting_parent).get(across).content.decode()
    at_home = sign_in(cast.parent).get(reverse("support:before", args=[cast.asking.pk]))
    assert WORDS not in at_home.content.decode()
    assert client.get(page).status_code == 302
    assert WORDS in client.get(reverse("support:my_place")).content.decode()
    with pytest.raises(DomainError):
        afterwards.young_leaves_thanks(
            actor=person, member_id=member.pk, match_id=match.pk, words="Nog iets.", now=cast.now
        )


def test_it_can_say_thank_you_after_a_good_end_too(cast: Cast, sign_in: SignIn) -> None:
    match = at_the_goodbye(cast)
    matches.round_off(actor=cast.coordinator, match_id=match.pk, now=cast.now)
    member, person = noah(cast)
    page = reverse("support:young_thanks", args=[member.pk])
    sign_in(person).post(page, {"match": match.pk, "words": WORDS})
    assert Thanks.objects.get().written_by == person


def test_no_thanks_before_the_goodbye_after_a_stop_or_below_the_age(cast: Cast) -> None:
    match = cast.to_trial()
    member, person = noah(cast)

    def thank(who: HouseholdMember, actor: Person) -> None:
        afterwards.young_leaves_thanks(
            actor=actor, member_id=who.pk, match_id=match.pk, words=WORDS, now=cast.now
        )

    with pytest.raises(DomainError):
        thank(member, person)
    matches.stop_match(actor=cast.parent, match_id=match.pk, now=cast.now)
    with pytest.raises(DomainError):
        thank(member, person)
    HouseholdMember.objects.filter(pk=member.pk).update(birth_year=2018)
    with pytest.raises(Match.DoesNotExist):
        thank(member, person)
    assert not Thanks.objects.exists()


def test_its_thanks_stand_in_its_own_copy_and_not_in_that_of_its_parents(cast: Cast) -> None:
    match = at_the_goodbye(cast)
    member, person = noah(cast)
    afterwards.young_leaves_thanks(
        actor=person, member_id=member.pk, match_id=match.pk, words=WORDS, now=cast.now
    )
    assert WORDS in str(export_of(person, now=cast.now).as_data())
    for who in (cast.parent, cast.supporting_parent):
        assert WORDS not in str(export_of(who, now=cast.now).as_data())
    erase_household(household_id=cast.asking.pk, now=cast.now)
    assert not Thanks.objects.exists()
