"""Asking one question per page, with answers that survive a closed tab.

A questionnaire is data: questions in order, each an ordinary form with its heading and its
reasons. The answers stand in a `Draft` on the server; nothing is kept in the browser but the
draft's token in the session. `naast.common.wizard` makes pages of it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise

from naast.common.models import Draft

Text = str | Promise
Kept = dict[str, list[str]]
"""What was typed on one page: each field with all its values, as a browser sent them."""

LONGEST = 5000
"""How much of one value a draft keeps, in characters; more than any of our boxes accepts."""
MOST = 100
"""How many values of one field a draft keeps."""


@dataclass(frozen=True, slots=True)
class Question:
    """One page.

    Args:
        key: stands in its address.
        shown: the answer as people read it back, made from the cleaned data.
        label: what the answer is called on the page where everything is read back.
        why: why we ask this.
        who_reads: who will read it; `{coordinator}` becomes whoever that is.
        fields: template of the fields, when they need more than standing under each other.
    """

    key: str
    title: Text
    label: Text
    form: Callable[..., forms.Form]
    shown: Callable[[Mapping[str, Any]], str]
    hint: Text = ""
    why: Text = ""
    who_reads: Text = ""
    fields: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a questionnaire: this page, the one before and the one after."""

    question: Question
    number: int
    total: int
    before: str | None
    after: str | None


def anything(_text: str) -> bool:
    """Every text may be kept."""
    return True


class Questionnaire:
    """Questions in order, and the draft of whoever is answering them.

    Args:
        kind: which drafts belong to it.
        fit_to_keep: whether a text may be written down at all; what is not fit stays on the
            screen of who typed it and nowhere else.
    """

    def __init__(
        self,
        kind: str,
        questions: Collection[Question],
        fit_to_keep: Callable[[str], bool] = anything,
    ) -> None:
        self.kind = kind
        self.questions = {question.key: question for question in questions}
        self.fit_to_keep = fit_to_keep

    def without(self, keys: Collection[str]) -> "Questionnaire":
        """The same questionnaire for somebody of whom we know these answers already."""
        left = [each for key, each in self.questions.items() if key not in keys]
        return Questionnaire(self.kind, left, self.fit_to_keep)

    def place(self, key: str) -> Place:
        """Where this question stands. Raises: KeyError for a question that does not exist."""
        keys = list(self.questions)
        question = self.questions[key]
        index = keys.index(key)
        return Place(
            question=question,
            number=index + 1,
            total=len(keys),
            before=keys[index - 1] if index else None,
            after=keys[index + 1] if index + 1 < len(keys) else None,
        )

    # The draft.

    def find(self, token: str, now: datetime) -> Draft | None:
        """The draft with this token, when somebody may still go on with it."""
        return Draft.objects.alive(now).filter(kind=self.kind, token=token).first()

    def draft(self, request: HttpRequest, now: datetime) -> Draft | None:
        """The draft this browser is filling in, when there is one."""
        token = request.session.get(self._in_session)
        return self.find(token, now) if token else None

    def resume(self, request: HttpRequest, draft: Draft) -> None:
        """Go on with this draft in this browser."""
        request.session[self._in_session] = draft.token

    def finish(self, request: HttpRequest, draft: Draft) -> None:
        """Throw the draft away: what it held has found its place, or nobody wants it kept."""
        request.session.pop(self._in_session, None)
        draft.delete()

    @property
    def _in_session(self) -> str:
        return f"{Draft.IN_SESSION}{self.kind}"

    @transaction.atomic
    def keep(
        self, request: HttpRequest, question: Question, data: QueryDict, now: datetime
    ) -> Draft:
        """Remember what was typed on one page, complete or not, begun when there is no draft.

        Locked while it is written: the autosave of one page and the answer to the next may come
        in together, and neither may undo the other.
        """
        draft = self.draft(request, now)
        if draft is None:
            draft = Draft.objects.create(kind=self.kind, created_at=now, updated_at=now)
            self.resume(request, draft)
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        locked.keep(question.key, self._kept(question, data), now)
        return locked

    def forget(self, request: HttpRequest, question: Question, now: datetime) -> None:
        """Forget what was typed on one page, and the draft with it when nothing else stands in
        it.
        """
        draft = self.draft(request, now)
        if draft is None:
            return
        draft.answers = {k: each for k, each in draft.answers.items() if k != question.key}
        if draft.answers:
            draft.save(update_fields=["answers"])
        else:
            self.finish(request, draft)

    def locked(self, draft: Draft) -> Draft | None:
        """The draft, locked until the transaction ends; None when it was handed in meanwhile."""
        return Draft.objects.select_for_update().filter(pk=draft.pk).first()

    def _kept(self, question: Question, data: QueryDict) -> Kept:
        return {
            name: [
                # PostgreSQL's JSON cannot hold a zero byte.
                value[:LONGEST].replace("\x00", "")
                for value in values[:MOST]
                if self.fit_to_keep(value)
            ]
            for name in question.form().fields
            if (values := data.getlist(name))
        }

    # The answers.

    def form(self, question: Question, draft: Draft | None) -> forms.Form:
        """The form of one question as it was left, complete or not, without complaints."""
        form = question.form()
        kept = draft.answers.get(question.key) if draft else None
        for name, field in form.fields.items():
            if kept and name in kept:
                field.initial = field.widget.value_from_datadict(_as_post(kept), {}, name)
        return form

    def first_unanswered(self, draft: Draft | None) -> str | None:
        """The first question without a valid answer, or None when all are answered."""
        return next((q.key for q in self.questions.values() if self.answer(q, draft) is None), None)

    def answer(self, question: Question, draft: Draft | None) -> dict[str, Any] | None:
        """The cleaned answer to one question; None while it was not asked or does not hold."""
        kept = draft.answers.get(question.key) if draft else None
        if kept is None:
            return None
        form = question.form(_as_post(kept))
        return form.cleaned_data if form.is_valid() else None

    def answers(self, draft: Draft) -> dict[str, Any]:
        """All cleaned answers together, by field name.

        Raises: ValueError when a question has no valid answer yet.
        """
        found: dict[str, Any] = {}
        for question in self.questions.values():
            answer = self.answer(question, draft)
            if answer is None:
                raise ValueError(question.key)
            found.update(answer)
        return found

    def read_back(self, draft: Draft) -> Iterator[tuple[Question, str]]:
        """Each question with its answer in words, empty where nothing holds."""
        for question in self.questions.values():
            answer = self.answer(question, draft)
            yield question, question.shown(answer) if answer is not None else ""


def _as_post(kept: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return data
