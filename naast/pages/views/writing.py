"""Pages of who writes: the list, a new page, the form with all blocks, and how it will look."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naast.common import pictures, uploads
from naast.common.drafts import is_autosave
from naast.kernel.errors import DomainError
from naast.pages import policies
from naast.pages.blocks import KINDS
from naast.pages.content import MOST, Content
from naast.pages.forms import (
    BeginForm,
    PageForm,
    TakeForm,
    bsn_in,
    moved,
    typed,
    with_files,
    without_files,
)
from naast.pages.models import OPEN, Page, PageVersion
from naast.pages.selectors import desk as selectors
from naast.pages.selectors.reading import pictures_of, shown
from naast.pages.services import writing as services
from naast.pages.services.picturing import with_own
from naast.pages.starters import starters
from naast.people.http import PersonRequest, coordinates, coordinator_required, watcher_required

State = PageVersion.State

SAVING: Final = "save"
"""What a button means that says nothing else: it keeps what was typed."""


@require_GET
@watcher_required
def desk(request: PersonRequest) -> HttpResponse:
    """What waits for me, what is being written, and what everybody reads."""
    return render(request, "pages/desk.html", {"desk": selectors.desk(request.actor)})


@require_http_methods(["GET", "POST"])
@coordinator_required
def begin(request: PersonRequest) -> HttpResponse:
    """Begin a page."""
    mine = selectors.begins_for(request.actor)
    first = {"organisation": str(mine[0].pk) if mine else ""}
    form = BeginForm(request.POST or None, organisations=mine, initial=first)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        organisation = told.pop("organisation")
        try:
            made = services.begin(
                actor=request.actor, organisation_id=organisation, now=timezone.now(), **told
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("pages:edit", made.pk)
    return render(request, "pages/begin.html", {"form": form})


@require_POST
@coordinator_required
def take(request: PersonRequest) -> HttpResponse:
    """Take one of our texts as the beginning of a page of one's own."""
    form = TakeForm(request.POST, organisations=selectors.begins_for(request.actor))
    if not form.is_valid():
        raise Http404
    starter = starters()[form.cleaned_data["starter"]]
    made = services.begin(
        actor=request.actor, organisation_id=int(form.cleaned_data["organisation"]),
        kind=starter.kind, title=starter.content.title, starter=starter.key, now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("It is yours now. Change what you like; nobody reads it yet."))
    return redirect("pages:edit", made.pk)


def page_for(request: PersonRequest, pk: int, action: str) -> Page:
    """The page, when the actor may do this with it; else 404."""
    visible = Page.objects.visible_to(request.actor).select_related("organisation")
    found = get_object_or_404(visible, pk=pk)
    policies.pages.require(request.actor, action, found)
    return found


def latest(page: Page) -> PageVersion:
    """The version that is being written, or else the newest."""
    versions = list(page.versions.select_related("written_by", "decided_by"))
    return next((each for each in versions if each.state in OPEN), versions[-1])


@uploads.larger(pictures.LARGEST, may=coordinates)
@require_http_methods(["GET", "POST"])
@coordinator_required
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Write a page: every button keeps what was typed, then does what it says."""
    page = page_for(request, pk, "write")
    if request.method == "POST":
        return _autosaved(request, page) if is_autosave(request) else _sent(request, page)
    version = latest(page)
    if version.state == State.OFFERED:
        return redirect("pages:review", pk)
    return _form(request, page, version, version.content)


def _form(
    request: PersonRequest, page: Page, version: PageVersion, content: Content, *,
    error: str = "", complain: bool = False, overtaken: bool = False,
    wrong: Mapping[int, str] | None = None,
) -> HttpResponse:  # fmt: skip
    content = with_own(page, content, {})
    says = [error] if error else services.missing(content, page) if complain else []
    form = PageForm(content, complain=complain, says=says, wrong=wrong, chosen=pictures_of(page))
    context = {
        "form": form, "page": page, "version": version, "mark": version.mark, "kinds": KINDS,
        "room_left": len(content.blocks) < MOST, "most": MOST,
        "theirs": selectors.changes(content, version.content) if overtaken else [],
        "state": version.state, "is_open": version.state in OPEN,
    }  # fmt: skip
    return render(request, "pages/edit.html", context)


def _sent(request: PersonRequest, page: Page) -> HttpResponse:
    """Keep what was typed and do what the button says; whatever goes wrong, it comes back."""
    do, now = request.POST.get("do", SAVING), timezone.now()
    sent = with_files(typed(request.POST), request.FILES)
    if sent.wrong and do != "throw_away":
        do = SAVING  # who writes looks at the file first; the rest is kept
    content, number = moved(sent.content, do, request.POST.get("new_kind", ""))
    if bsn := bsn_in(content):
        content, wrong = without_files(content, sent)
        return _form(request, page, latest(page), content, error=bsn, wrong=wrong)
    try:
        if do == "throw_away":
            return _thrown_away(request, page)
        version = services.save(
            actor=request.actor, page_id=page.pk, content=content, chosen=sent.drawn,
            replaces=request.POST.get("replaces", ""), now=now,
        )  # fmt: skip
        content, sent = version.content, replace(sent, before={})  # from here on it was kept
        if do == "offer":
            services.offer(actor=request.actor, page_id=page.pk, replaces=version.mark, now=now)
    except DomainError as error:
        newest = latest(page)
        if do == "offer" and newest.content == content:  # it was kept, and is not finished
            return _form(request, page, newest, content, complain=True)
        overtaken = newest.mark != request.POST.get("replaces", "")
        content, wrong = without_files(content, sent)
        return _form(
            request, page, newest, content, error=str(error), overtaken=overtaken, wrong=wrong
        )
    if sent.wrong:
        return _form(request, page, version, content, wrong=sent.wrong)
    match do:
        case "offer":
            messages.success(request, _("Offered. Somebody else reads along and says the yes."))
            return redirect("pages:desk")
        case "preview":
            return redirect("pages:preview", page.pk)
        case _:
            messages.success(request, _("Kept. Nobody else reads it yet."))
            place = f"#deel-{number + 1}" if number is not None else ""
            return redirect(reverse("pages:edit", args=[page.pk]) + place)


def _thrown_away(request: PersonRequest, page: Page) -> HttpResponse:
    there = services.throw_away(
        actor=request.actor, page_id=page.pk, replaces=request.POST.get("replaces", ""),
        now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("The draft is gone."))
    return redirect("pages:versions", page.pk) if there else redirect("pages:desk")


def _autosaved(request: PersonRequest, page: Page) -> HttpResponse:
    """Keep what is being typed, and tell the page which state it has before it now."""
    content, said = typed(request.POST), _("Saved")
    mark = request.POST.get("replaces", "")
    if bsn := bsn_in(content):
        return render(request, "pages/parts/kept.html", {"said": bsn, "mark": mark})
    try:
        version = services.save(
            actor=request.actor, page_id=page.pk, content=content, replaces=mark,
            now=timezone.now(),
        )  # fmt: skip
    except DomainError as error:
        said = str(error)
    else:
        mark = version.mark
    return render(request, "pages/parts/kept.html", {"said": said, "mark": mark})


@require_GET
@watcher_required
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """A version as visitors will see it; the newest, or the one whose number is asked for."""
    page = page_for(request, pk, "read")
    asked = request.GET.get("versie", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    version = latest(page) if number is None else page.versions.filter(number=number).first()
    if version is None:
        raise Http404
    context = {"shown": shown(version), "version": version, "page": page, "is_preview": True}
    return render(request, "pages/shown.html", context)
