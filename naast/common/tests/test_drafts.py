"""Drafts of what somebody signed in is typing."""

from datetime import timedelta

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone

from naast.common.drafts import LONGEST, DraftOf, filled
from naast.common.models import Draft

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def test_what_was_kept_comes_back() -> None:
    mine = DraftOf(1, "letter", 7)
    mine.keep(QueryDict("words=Dag&likes=a&likes=b&csrfmiddlewaretoken=secret"), NOW)
    kept = mine.kept(NOW)
    assert kept is not None
    assert kept.getlist("likes") == ["a", "b"]
    assert "csrfmiddlewaretoken" not in kept


@pytest.mark.parametrize(
    "other", [DraftOf(2, "letter", 7), DraftOf(1, "note", 7), DraftOf(1, "letter", 8)]
)
def test_each_person_form_and_thing_has_its_own(other: DraftOf) -> None:
    DraftOf(1, "letter", 7).keep(QueryDict("words=Dag"), NOW)
    assert other.kept(NOW) is None


def test_keeping_again_replaces_and_forgetting_forgets() -> None:
    mine = DraftOf(1, "letter", 7)
    mine.keep(QueryDict("words=Dag&tick=on"), NOW)
    mine.keep(QueryDict("words=Hallo"), NOW)
    assert Draft.objects.count() == 1
    assert dict((mine.kept(NOW) or QueryDict()).lists()) == {"words": ["Hallo"]}
    mine.forget()
    assert mine.kept(NOW) is None


def test_an_old_draft_is_not_found_and_a_book_is_cut_off() -> None:
    mine = DraftOf(1, "letter", 7)
    mine.keep(QueryDict("words=" + "a" * (LONGEST + 1)), NOW)
    assert len((mine.kept(NOW) or QueryDict())["words"]) == LONGEST
    assert mine.kept(NOW + timedelta(days=31)) is None


def test_an_unticked_box_stays_unticked() -> None:
    class Letter(forms.Form):
        words = forms.CharField(min_length=10)
        tick = forms.BooleanField(initial=True)

    form = filled(Letter(initial={"tick": True}), QueryDict("words=Kort"))
    assert form["words"].value() == "Kort"
    assert form["tick"].value() is False
    assert not form.errors
