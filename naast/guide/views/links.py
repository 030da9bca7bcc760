"""Pages behind a signed link, without an account. Looking changes nothing; a button does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from naast.common.processing import record
from naast.guide import opening
from naast.guide.forms import WrongForm
from naast.guide.services import contacts, owners
from naast.kernel.errors import DomainError


@require_http_methods(["GET", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of a service looks at what everybody reads, and says whether it is still right."""
    service = owners.opened_by(token)
    if service is None:
        raise Http404
    form = WrongForm(request.POST if request.POST.get("answer") == "wrong" else None)
    said = ""
    if request.method == "POST":
        said = _answer(request, token, form)
    context = {
        "service": service,
        "form": form,
        "said": said,
        "places": [{"at": at, "times": opening.lines(at.times.all())} for at in service.at.all()],
    }
    return render(request, "guide/still_right.html", context)


def _answer(request: HttpRequest, token: str, form: WrongForm) -> str:
    """What was said: `right`, `wrong`, or nothing when it could not be."""
    now, answer = timezone.now(), request.POST.get("answer")
    try:
        if answer == "right":
            owners.say_right(token=token, now=now)
            return "right"
        if answer == "wrong" and form.is_valid():
            owners.say_wrong(token=token, words=form.cleaned_data["words"], now=now)
            return "wrong"
    except DomainError as error:
        form.add_error(None, str(error)) if form.is_bound else None
    return ""


@require_http_methods(["GET", "POST"])
def be_contact(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody who was named reads what would be shown, and says yes or no."""
    contact = contacts.opened_by(token)
    if contact is None:
        raise Http404
    said = ""
    if request.method == "POST":
        said = _said(token, request.POST.get("answer", ""))
        contact = contacts.opened_by(token) or contact  # as it is after the answer
    days = record().clocks["contact_unanswered"].period.days
    context = {"contact": contact, "said": said, "days": days}
    return render(request, "guide/be_contact.html", context)


def _said(token: str, answer: str) -> str:
    """What was said: `yes`, `no`, `late` when it went or became another meanwhile, or nothing."""
    say = {"yes": contacts.say_yes, "no": contacts.say_no}.get(answer)
    if say is None:
        return ""
    try:
        say(token=token, now=timezone.now())
    except DomainError:
        return "late"
    return answer
