"""The desk of who keeps the library."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from naast.kernel.errors import DomainError
from naast.library.forms.desk import InviteForm, SortForm, WordsForm
from naast.library.models import Submission
from naast.library.models.submission import SubmissionQuerySet
from naast.library.selectors import desk as selectors
from naast.library.services import keeping
from naast.library.table import mark_of
from naast.library.terms import terms
from naast.people.http import PersonRequest, watcher_required
from naast.people.reading import saw_outsiders

DONE = {
    "ask": _("Asked. The sender has a mail with the own link."),
    "rest": _("The sender has a mail with the own link."),
    "invite": _("We have asked them to read along."),
    "ask_contact": _("We have asked the contact person for a yes."),
    "sort": _("Kept. It counts at once."),
    "publish": _("It stands in the library."),
    "check": _("We have asked the contact person whether it is still right."),
    "assure": _("It counts as checked today."),
}
"""What the buttons do, and what is said afterwards."""


@require_GET
@watcher_required
def desk(request: PersonRequest) -> HttpResponse:
    """What waits for us, for whom else, and what asks for a look."""
    made = selectors.desk(request.actor, timezone.now())
    return render(request, "library/desk.html", {"desk": made, "terms": terms()})


@require_http_methods(["GET", "POST"])
@watcher_required
def submission(request: PersonRequest, submission: UUID) -> HttpResponse:
    """One submission: the text, all that was said, and what one can do with it."""
    there = get_object_or_404(_visible(request), uuid=submission)
    does = request.POST.get("does", "")
    words = WordsForm(request.POST if does in ("ask", "rest") else None)
    invite = InviteForm(request.POST if does == "invite" else None)
    chosen = {"kind": there.kind, "theme": there.theme}
    sort = SortForm(request.POST if does == "sort" else None, initial=chosen)
    if request.method == "POST" and _do(request, there.uuid, does, words, invite, sort):
        return redirect("library:submission", there.uuid)
    saw_outsiders(request, there, ground="editors")
    context = {
        "looked": selectors.looked(there, request.actor),
        "submission": there,
        "mark": mark_of(there.told),
        "words": words,
        "invite": invite,
        "sort": sort,
        "terms": terms(),
        "now": timezone.now(),
    }
    return render(request, "library/submission.html", context)


def _visible(request: PersonRequest) -> SubmissionQuerySet:
    return Submission.objects.visible_to(request.actor).select_related("contact")


def _do(
    request: PersonRequest, uuid: UUID, does: str, words: WordsForm, invite: InviteForm,
    sort: SortForm,
) -> bool:  # fmt: skip
    """Do what a button says; whether it was done."""
    actor, now = request.actor, timezone.now()
    site = request.build_absolute_uri("/").rstrip("/")
    seen = request.POST.get("seen", "")
    said = words.cleaned_data.get("words", "") if words.is_bound and words.is_valid() else ""
    try:
        match does:
            case "ask" if said:
                keeping.ask_more(actor=actor, uuid=uuid, words=said, site=site, now=now)
            case "rest" if said:
                keeping.let_rest(actor=actor, uuid=uuid, words=said, site=site, now=now)
            case "invite" if invite.is_valid():
                email = invite.cleaned_data["email"]
                keeping.invite_reviewer(actor=actor, uuid=uuid, email=email, site=site, now=now)
            case "sort" if sort.is_valid():
                keeping.sort(actor=actor, uuid=uuid, now=now, **sort.cleaned_data)
            case "ask_contact":
                keeping.ask_contact(actor=actor, uuid=uuid, seen=seen, site=site, now=now)
            case "publish":
                keeping.publish(actor=actor, uuid=uuid, seen=seen, site=site, now=now)
            case "check":
                keeping.ask_to_check(actor=actor, uuid=uuid, site=site, now=now)
            case "assure":
                keeping.assure(actor=actor, uuid=uuid, now=now)
            case _:
                return False
    except DomainError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, str(DONE[does]))
    return True
