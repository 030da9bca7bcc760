"""Asking one question per page, with answers that survive a closed tab.

A questionnaire is data: steps in order, each an ordinary form with its heading and its reasons.
The answers stand in a `Draft` on the server; nothing is kept in the browser but the draft's
token in the session.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from naast.common.models import Draft

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Question:
    """One page: `key` stands in its address; `why` says why we ask; `who_reads` who will read
    it.
    """

    key: str
    title: Text
    form: Callable[..., forms.Form]
    hint: Text = ""
    why: Text = ""
    who_reads: Text = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a questionnaire: this page, the one before and the one after."""

    question: Question
    number: int
    total: int
    before: str | None
    after: str | None


class Questionnaire:
    """Questions in order, and the draft of whoever is answering them."""

    def __init__(self, kind: str, questions: list[Question]) -> None:
        self.kind = kind
        self.questions = questions

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def place(self, key: str) -> Place:
        """Where this question stands. Raises: KeyError for a question that does not exist."""
        keys = [question.key for question in self.questions]
        if key not in keys:
            raise KeyError(key)
        index = keys.index(key)
        return Place(
            question=self.questions[index],
            number=index + 1,
            total=len(keys),
            before=keys[index - 1] if index else None,
            after=keys[index + 1] if index + 1 < len(keys) else None,
        )

    def draft(self, request: HttpRequest, now: datetime) -> Draft | None:
        """The draft this browser is filling in, when there is one."""
        token = request.session.get(f"draft:{self.kind}")
        found = Draft.objects.alive(now).filter(kind=self.kind, token=token) if token else None
        return found.first() if found is not None else None

    def open_draft(self, request: HttpRequest, now: datetime) -> Draft:
        """The draft this browser is filling in, begun when there is none."""
        draft = self.draft(request, now)
        if draft is None:
            draft = Draft.objects.create(kind=self.kind, created_at=now, updated_at=now)
            self.resume(request, draft)
        return draft

    def resume(self, request: HttpRequest, draft: Draft) -> None:
        """Go on with this draft in this browser."""
        request.session[f"draft:{self.kind}"] = draft.token

    def finish(self, request: HttpRequest, draft: Draft) -> None:
        """Throw the draft away: what it held has found its place."""
        request.session.pop(f"draft:{self.kind}", None)
        draft.delete()

    def form(self, question: Question, draft: Draft | None) -> forms.Form:
        """The form of one question as it was left, complete or not."""
        kept = draft.answers.get(question.key) if draft else None
        initial = dict(kept or {})
        form = question.form()
        for name, field in form.fields.items():
            if name in initial:
                field.initial = field.widget.value_from_datadict(_as_post(initial), {}, name)
        return form

    def first_unanswered(self, draft: Draft) -> str | None:
        """The first question without a valid answer, or None when all are answered."""
        for question in self.questions:
            if not self._bound(question, draft).is_valid():
                return question.key
        return None

    def answers(self, draft: Draft) -> dict[str, Any]:
        """All cleaned answers together, by field name.

        Raises: ValueError when a question has no valid answer yet.
        """
        found: dict[str, Any] = {}
        for question in self.questions:
            form = self._bound(question, draft)
            if not form.is_valid():
                raise ValueError(question.key)
            found.update(form.cleaned_data)
        return found

    def _bound(self, question: Question, draft: Draft) -> forms.Form:
        return question.form(_as_post(draft.answers.get(question.key, {})))


def as_kept(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, as a draft keeps it: every field with all its values, and no token of the
    page.
    """
    return {name: list(values) for name, values in data.lists() if name != "csrfmiddlewaretoken"}


def _as_post(kept: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data
