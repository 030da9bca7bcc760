"""A questionnaire and its draft, with two questions of nobody's."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, QueryDict

from naast.common.models import Draft
from naast.common.questionnaire import LONGEST, Question, Questionnaire

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


class Colour(forms.Form):
    """One field that must be filled."""

    colour = forms.CharField()


class Sizes(forms.Form):
    """Several choices, of which none is fine too."""

    sizes = forms.MultipleChoiceField(
        choices=[("s", "S"), ("l", "L")], required=False, widget=forms.CheckboxSelectMultiple
    )


QUESTIONS = Questionnaire(
    "test",
    [
        Question("colour", "Which?", "Colour", Colour, lambda answer: str(answer["colour"])),
        Question("sizes", "What size?", "Sizes", Sizes, lambda answer: "/".join(answer["sizes"])),
    ],
    fit_to_keep=lambda text: "secret" not in text,
)


def browser() -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    return request


def keep(request: HttpRequest, key: str, typed: str) -> Draft:
    return QUESTIONS.keep(request, QUESTIONS.questions[key], QueryDict(typed), NOW)


def test_every_question_knows_its_neighbours() -> None:
    first, last = QUESTIONS.place("colour"), QUESTIONS.place("sizes")
    assert (first.before, first.after, first.number, first.total) == (None, "sizes", 1, 2)
    assert (last.before, last.after, last.number) == ("colour", None, 2)
    with pytest.raises(KeyError):
        QUESTIONS.place("weight")


def test_what_is_known_is_not_asked() -> None:
    assert list(QUESTIONS.without({"colour"}).questions) == ["sizes"]


@pytest.mark.django_db
def test_an_optional_question_counts_once_it_was_on_the_screen() -> None:
    request = browser()
    assert QUESTIONS.first_unanswered(None) == "colour"
    assert QUESTIONS.first_unanswered(keep(request, "colour", "colour=blue")) == "sizes"
    draft = keep(request, "sizes", "")
    assert QUESTIONS.first_unanswered(draft) is None
    assert QUESTIONS.answers(draft) == {"colour": "blue", "sizes": []}


@pytest.mark.django_db
def test_answers_cannot_be_had_before_they_are_there() -> None:
    with pytest.raises(ValueError, match="sizes"):
        QUESTIONS.answers(keep(browser(), "colour", "colour=blue"))


@pytest.mark.django_db
def test_everything_is_read_back_in_words() -> None:
    request = browser()
    keep(request, "colour", "colour=blue")
    draft = keep(request, "sizes", "sizes=s&sizes=l")
    assert [(q.key, words) for q, words in QUESTIONS.read_back(draft)] == [
        ("colour", "blue"),
        ("sizes", "s/l"),
    ]


@pytest.mark.django_db
def test_two_pages_kept_at_the_same_time_do_not_undo_each_other() -> None:
    request = browser()
    keep(request, "colour", "colour=blue")
    stale = QUESTIONS.draft(request, NOW)
    keep(request, "sizes", "sizes=s")
    assert stale is not None
    assert "sizes" not in stale.answers
    draft = keep(request, "colour", "colour=red")
    assert draft.answers == {"colour": {"colour": ["red"]}, "sizes": {"sizes": ["s"]}}


@pytest.mark.django_db
def test_what_is_not_fit_to_keep_is_not_written_down() -> None:
    draft = keep(browser(), "colour", "colour=my+secret&csrfmiddlewaretoken=1&other=2")
    assert draft.answers == {"colour": {"colour": []}}


@pytest.mark.django_db
def test_a_draft_does_not_grow_without_end() -> None:
    draft = keep(browser(), "colour", "colour=" + "x" * (2 * LONGEST))
    assert len(draft.answers["colour"]["colour"][0]) == LONGEST


@pytest.mark.django_db
def test_forgetting_the_only_answer_forgets_the_draft() -> None:
    request = browser()
    keep(request, "colour", "colour=blue")
    QUESTIONS.forget(request, QUESTIONS.questions["colour"], NOW)
    assert not Draft.objects.exists()
    assert QUESTIONS.draft(request, NOW) is None


@pytest.mark.django_db
def test_a_draft_is_found_for_thirty_days() -> None:
    token = keep(browser(), "colour", "colour=blue").token
    assert QUESTIONS.find(token, NOW + timedelta(days=30)) is not None
    assert QUESTIONS.find(token, NOW + timedelta(days=30, seconds=1)) is None


@pytest.mark.django_db
def test_a_draft_that_was_handed_in_cannot_be_locked_again() -> None:
    request = browser()
    draft = keep(request, "colour", "colour=blue")
    QUESTIONS.finish(request, Draft.objects.get(pk=draft.pk))
    assert QUESTIONS.locked(draft) is None
