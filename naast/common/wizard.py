"""The pages of a questionnaire: one per question, one to go on later, one to read it back.

Each page works without JavaScript; with it, what is typed is kept every time somebody pauses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from naast.common.http import HtmxRequest
from naast.common.models import Draft
from naast.common.questionnaire import Place, Questionnaire

CHANGING = "wijzig"
"""In the address of a question that is answered again: afterwards back to reading it all back."""

Instead = Callable[[forms.Form], HttpResponse | None]
"""Given a good answer: the page to show in place of the next question, if any."""


@dataclass(frozen=True, slots=True)
class Wizard:
    """The names of the addresses and templates of one questionnaire."""

    intro: str
    question: str
    keep: str
    resume: str
    check: str
    question_template: str
    resume_template: str
    check_template: str

    def ask(
        self,
        request: HtmxRequest,
        questions: Questionnaire,
        key: str,
        *,
        coordinator: str,
        now: datetime,
        instead: Instead | None = None,
    ) -> HttpResponse:
        """The page of one question, and what happens with its answer.

        Args:
            coordinator: who reads along, for the lines that say so.
            instead: asked before a good answer is kept; when it gives a page, nothing of this
                question is kept.
        """
        place = place_or_404(questions, key)
        if request.method != "POST":
            form = questions.form(place.question, questions.draft(request, now))
            return self._page(request, place, form, coordinator)
        form = place.question.form(request.POST)
        other = instead(form) if instead and form.is_valid() else None
        if other is not None:
            questions.forget(request, place.question, now)
            return other
        draft = questions.keep(request, place.question, request.POST, now)
        if "save_later" in request.POST:
            return redirect(self.resume, draft.token)
        if not form.is_valid():
            return self._page(request, place, form, coordinator)
        if place.after is None or CHANGING in request.GET:
            return redirect(self.check)
        return redirect(self.question, place.after)

    def autosave(
        self, request: HtmxRequest, questions: Questionnaire, key: str, *, now: datetime
    ) -> HttpResponse:
        """Keep what stands on a page now. Says so, unless something was not fit to keep."""
        place = place_or_404(questions, key)
        draft = questions.keep(request, place.question, request.POST, now)
        if not request.htmx:
            return redirect(self.resume, draft.token)
        texts = [
            value for name, value in request.POST.items() if name in place.question.form().fields
        ]
        fit = all(questions.fit_to_keep(str(text)) for text in texts)
        return HttpResponse(_("Saved") if fit else "")

    def go_on(
        self, request: HtmxRequest, questions: Questionnaire, token: str, *, now: datetime
    ) -> HttpResponse:
        """The link to go on later: the browser that made it keeps it, another one goes on with it.

        Going on takes a press of a button, so that nobody's browser changes draft by looking.
        """
        draft = questions.find(token, now)
        if draft is None:
            return render(request, self.resume_template, {"gone": True}, status=404)
        if request.method == "POST":
            questions.resume(request, draft)
            return redirect(self.next_address(questions, draft))
        context = {
            "mine": questions.draft(request, now) == draft,
            "link": request.build_absolute_uri(reverse(self.resume, args=[token])),
            "until": draft.updated_at + Draft.KEPT_FOR,
        }
        return render(request, self.resume_template, context)

    def read_back(
        self,
        request: HtmxRequest,
        questions: Questionnaire,
        draft: Draft,
        *,
        too_often: bool = False,
        **context: Any,
    ) -> HttpResponse:
        """Everything that was answered, each with a way to change it.

        Args:
            too_often: it was handed in, but this place has handed in too much for now; nothing of
                what was typed is lost.
        """
        rows = [
            (question.label, answer, f"{reverse(self.question, args=[question.key])}?{CHANGING}=ja")
            for question, answer in questions.read_back(draft)
        ]
        last = next(reversed(questions.questions))
        back_url = reverse(self.question, args=[last])
        shown = {"rows": rows, "back_url": back_url, "too_often": too_often, **context}
        return render(request, self.check_template, shown, status=429 if too_often else 200)

    def next_address(self, questions: Questionnaire, draft: Draft | None) -> str:
        """Where somebody goes on: the first open question, or reading it all back."""
        open_question = questions.first_unanswered(draft)
        if open_question is None:
            return reverse(self.check)
        return reverse(self.question, args=[open_question])

    def _page(
        self, request: HtmxRequest, place: Place, form: forms.Form, coordinator: str
    ) -> HttpResponse:
        question = place.question
        context = {
            "form": form,
            "fields": question.fields,
            "question_title": question.title,
            "question_hint": question.hint,
            "why": question.why,
            "who_reads": str(question.who_reads).format(coordinator=coordinator),
            "step": place.number,
            "total": place.total,
            "back_url": self._back(request, place),
            "save_later": True,
            "autosave_url": reverse(self.keep, args=[question.key]),
        }
        return render(request, self.question_template, context)

    def _back(self, request: HtmxRequest, place: Place) -> str:
        if CHANGING in request.GET:
            return reverse(self.check)
        return reverse(self.question, args=[place.before]) if place.before else reverse(self.intro)


def place_or_404(questions: Questionnaire, key: str) -> Place:
    """Where a question stands. Raises: Http404 for a question that does not exist."""
    try:
        return questions.place(key)
    except KeyError:
        raise Http404 from None
