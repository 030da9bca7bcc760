"""Pages behind a signed link, without an account. Looking changes nothing; a button does."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from naast.common.drafts import DraftOf, filled, is_autosave, saved
from naast.kernel.errors import DomainError
from naast.library import drafts, limits, links
from naast.library.forms.desk import AnswerForm, DifferentForm, RemarksForm
from naast.library.forms.sections import WholeForm
from naast.library.models import Submission
from naast.library.selectors.text import advice, parts_of, said, text_of
from naast.library.services import answering, sending
from naast.library.table import answers_of, mark_of, public, table_of
from naast.people.forms.text import fit_to_keep

TOO_MUCH: Final = gettext_lazy(
    "That was a lot for one day. Your text still stands here: send it tomorrow."
)


@never_cache
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands with what somebody sent in, what is asked, and the way back."""
    submission = _own(token)
    if request.method == "POST" and request.POST.get("answer") == "take_back":
        sending.take_back(token=token, now=timezone.now())
        return render(request, "library/taken_back.html")
    context = {
        "submission": submission,
        "token": token,
        "text": text_of(submission.told),
        "said": said(submission.remarks.for_sender()),
        "advice": advice(submission.told),
    }
    return render(request, "library/own.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def rewrite(request: HttpRequest, token: str) -> HttpResponse:
    """The sender changes the text, all of it on one page, kept while it is typed."""
    submission, now = _own(token), timezone.now()
    draft = drafts.of_sender(submission)
    if is_autosave(request):
        return _kept(request, draft)
    form = WholeForm(request.POST or None, initial=answers_of(submission.told))
    answer = AnswerForm(request.POST or None)
    if request.method == "POST":
        valid = form.is_valid() and answer.is_valid()
        if valid and not limits.may_say(now, "sender", submission.pk):
            form.add_error(None, TOO_MUCH)
        elif valid:
            told = table_of(form.cleaned_data)
            words = answer.cleaned_data["words"]
            sending.change(token=token, told=told, words=words, now=now)
            draft.forget()
            messages.success(request, _("Thank you. We read it again and answer by mail."))
            return redirect("library:own", token)
    elif typed := draft.kept(now):
        filled(form, typed), filled(answer, typed)
    context = {"submission": submission, "form": form, "answer": answer, "token": token}
    return render(request, "library/rewrite.html", context)


def _own(token: str) -> Submission:
    submission = links.own_of(token)
    if submission is None:
        raise Http404
    return submission


def _kept(request: HttpRequest, draft: DraftOf) -> HttpResponse:
    if not all(fit_to_keep(str(text)) for text in request.POST.values()):
        return HttpResponse("")
    draft.keep(request.POST, timezone.now())
    return saved()


@never_cache
@require_http_methods(["GET", "POST"])
def read_along(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who was asked reads the text and writes beside it, until the link stops working."""
    now = timezone.now()
    reviewer = links.reviewer_of(token, now)
    if reviewer is None:
        raise Http404
    draft = drafts.of_reviewer(reviewer)
    if is_autosave(request):
        return _kept(request, draft)
    before = {f"remark_{each.part}": each.words for each in reviewer.remarks.all()}
    form = RemarksForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            if not limits.may_say(now, "reviewer", reviewer.pk):
                raise DomainError(str(TOO_MUCH))
            answering.remark(token=token, words=form.words(), now=now)
        except DomainError as error:
            form.add_error("remark_", str(error))
        else:
            draft.forget()
            messages.success(request, _("Thank you. The editors read it."))
            return redirect("library:read_along", token)
    elif request.method == "GET" and (typed := draft.kept(now)):
        filled(form, typed)
    there = public(reviewer.submission.told)  # a quote without a yes is read by nobody else
    told = [(part, form[f"remark_{part.key}"]) for part in parts_of(there)]
    context = {
        "reviewer": reviewer,
        "form": form,
        "beside": [(part, box) for part, box in told if part.lines],
        "empty": [(part, box) for part, box in told if not part.lines],
        "whole": form["remark_"],
    }
    return render(request, "library/read_along.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """The contact person reads what would be published or is, and says yes or what is different."""
    submission = links.contact_of(token)
    if submission is None:
        raise Http404
    form = DifferentForm(request.POST if request.POST.get("answer") == "different" else None)
    answer = _answer(request, token, submission, form) if request.method == "POST" else ""
    if answer:
        return render(request, "library/contact_said.html", {"said": answer})
    version = submission.versions.order_by("-number").first() if submission.is_shown else None
    asked = submission.status == Submission.Status.APPROVAL
    told = submission.told if asked or version is None else version.text
    context = {
        "submission": submission,
        "asked": asked,
        "version": version,
        "mark": mark_of(submission.told),
        "text": text_of(public(told)),
        "form": form,
    }
    return render(request, "library/contact.html", context)


def _answer(request: HttpRequest, token: str, submission: Submission, form: DifferentForm) -> str:
    """What was said, as a word; nothing when it could not be."""
    now, answer = timezone.now(), request.POST.get("answer", "")
    site = request.build_absolute_uri("/").rstrip("/")
    try:
        match answer:
            case "yes":
                answering.approve(token=token, seen=request.POST.get("seen", ""), now=now)
            case "right":
                answering.say_right(token=token, now=now)
            case "back":
                answering.take_yes_back(token=token, site=site, now=now)
            case "different" if form.is_valid():
                if not limits.may_say(now, "contact", submission.pk):
                    raise DomainError(str(TOO_MUCH))
                words = form.cleaned_data["words"]
                answering.object_to(token=token, words=words, site=site, now=now)
            case _:
                return ""
    except DomainError as error:
        messages.error(request, str(error))
        return ""
    return answer
