"""Sealed fields: plain in the hands of who reads a row, sealed in the database."""

import pytest
from django.apps import apps
from django.db import connection

from naast.common.sealed import SealedJSONField, SealedTextField
from naast.support.models import HouseRules, SupportRequest
from tests.cast import Cast


def in_the_database(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


def test_a_question_is_sealed_in_the_database_and_plain_in_the_row(cast: Cast) -> None:
    assert SupportRequest.objects.get().question == "Ik wil op zaterdag even een boek lezen."
    stored = in_the_database("support_supportrequest", "question")
    assert [text[:3] for text in stored] == ["n1:"]


def test_lists_are_sealed_too(cast: Cast) -> None:
    cast.to_trial()
    assert HouseRules.objects.get().rules == ["We bellen als het anders loopt."]
    assert [text[:3] for text in in_the_database("support_houserules", "rules")] == ["n1:"]


def test_nothing_at_all_needs_no_seal(cast: Cast) -> None:
    assert in_the_database("support_supportrequest", "asked_with") == [""]


def test_a_sealed_text_cannot_be_searched_or_changed_past_the_row(cast: Cast) -> None:
    with pytest.raises(TypeError):
        SupportRequest.objects.filter(question="Ik wil op zaterdag even een boek lezen.").exists()
    with pytest.raises(TypeError):
        SupportRequest.objects.update(question="Iets anders.")


def test_two_families_read_one_paper_with_the_key_of_their_match(cast: Cast) -> None:
    match = cast.to_trial()
    assert HouseRules._meta.get_field("rules").of(HouseRules(match=match)) == f"match:{match.pk}"


def test_every_free_text_about_a_family_is_sealed() -> None:
    """A `TextField` in a model that hangs on people is free text: it has to be sealed."""
    about_nobody = {"people.Edition"}  # the text of a programme file
    plain = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.label not in about_nobody
        and model.__module__.startswith(("naast.support", "naast.people"))
        for field in model._meta.get_fields()
        if field.__class__.__name__ == "TextField"
    ]
    assert plain == []
    sealed = [
        field for model in apps.get_models() for field in model._meta.get_fields()
        if isinstance(field, SealedTextField)
    ]  # fmt: skip
    assert len(sealed) >= 13
    assert any(isinstance(field, SealedJSONField) for field in sealed)
