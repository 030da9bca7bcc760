"""Pages of the second person, and of what was published: versions, the front page, taking down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.http import pressed
from naast.kernel.errors import DomainError
from naast.pages import policies
from naast.pages.forms import DaysForm, SendBackForm
from naast.pages.models import Page, PageVersion
from naast.pages.quotes import digest
from naast.pages.selectors import desk as selectors
from naast.pages.selectors.reading import address_of, shown
from naast.pages.services import deciding as services
from naast.pages.services import writing
from naast.pages.views.writing import latest, page_for
from naast.people.http import PersonRequest, watcher_required
from naast.ui.components.formats import dutch_date

State = PageVersion.State


@require_http_methods(["GET", "POST"])
@watcher_required
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """What became different, old and new beside each other: publish, or send back with words."""
    page = page_for(request, pk, "read")
    form = SendBackForm(request.POST if request.POST.get("do") == "send_back" else None)
    if request.method == "POST":
        if "take_back" in request.POST.get("do", ""):
            return _taken_back(request, page)
        if (answer := _decided(request, page, form)) is not None:
            return answer
    version = latest(page)
    if version.state != State.OFFERED:
        return redirect("pages:versions", pk)
    before, seen = page.versions.filter(state=State.PUBLISHED).first(), shown(version)
    old = {each.picture for each in before.content.pictures()} if before else set()
    context = {
        "page": page, "version": version, "form": form, "before": before,
        "changes": selectors.changes(before.content if before else None, version.content),
        "may_decide": policies.versions.may(request.actor, "decide", version),
        "may_write": policies.pages.may(request.actor, "write", page),
        "shown": seen, "new_pictures": [each for each in seen.content.pictures()
                                         if each.picture not in old],
    }  # fmt: skip
    return render(request, "pages/review.html", context)


def _taken_back(request: PersonRequest, page: Page) -> HttpResponse:
    try:
        writing.take_back(actor=request.actor, page_id=page.pk, now=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("pages:versions", page.pk)
    return redirect("pages:edit", page.pk)


def _decided(request: PersonRequest, page: Page, form: SendBackForm) -> HttpResponse | None:
    """Publish it or send it back; None when it could not be and the page says why."""
    replaces, now = request.POST.get("replaces", ""), timezone.now()
    try:
        if request.POST.get("do") == "send_back":
            if not form.is_valid():
                return None
            services.send_back(
                actor=request.actor, page_id=page.pk, replaces=replaces, now=now,
                words=form.cleaned_data["words"],
            )  # fmt: skip
            messages.success(request, _("Sent back, with your words."))
        else:
            services.publish(actor=request.actor, page_id=page.pk, replaces=replaces, now=now)
            messages.success(request, _published_from(page))
    except DomainError as error:
        messages.error(request, str(error))
        return None
    return redirect("pages:versions", page.pk)


def _published_from(page: Page) -> str:
    if page.read_from is not None and page.is_still_to_come(timezone.localdate()):
        return _("Everybody can read it from %(day)s on.") % {"day": dutch_date(page.read_from)}
    return _("From now on everybody can read it.")


@require_http_methods(["GET", "POST"])
@watcher_required
def versions(request: PersonRequest, pk: int) -> HttpResponse:
    """All versions of a page, what can be done with what everybody reads, and on which days."""
    page = page_for(request, pk, "days" if request.method == "POST" else "read")
    chosen = {"read_from": page.read_from, "read_until": page.read_until}
    days = DaysForm(request.POST or None, initial=chosen)
    if request.method == "POST" and days.is_valid() and _days_kept(request, page, days):
        return redirect("pages:versions", pk)
    found = selectors.versions_of(page)
    read = next((each for each in found if each.state == State.PUBLISHED), None)
    said = {each.words: each for each in page.quotes.standing()}
    asking = {digest(each): each for version in found for each in version.content.asking_yes()}
    may = {each: policies.pages.may(request.actor, each, page) for each in
           ("write", "go_back", "take_down", "withdraw", "days", "front")}  # fmt: skip
    context = {
        "page": page, "versions": found, "read": read, "may": may, "newest": found[0],
        "url": address_of(page),
        "given": [(asking[mark], said[mark]) for mark in asking if mark in said],
        "is_story": page.kind == Page.Kind.STORY,
        "days": days, "is_to_come": page.is_still_to_come(timezone.localdate()),
        "is_over": page.is_over(timezone.localdate()),
    }  # fmt: skip
    return render(request, "pages/versions.html", context)


def _days_kept(request: PersonRequest, page: Page, form: DaysForm) -> bool:
    try:
        services.choose_days(
            actor=request.actor, page_id=page.pk, now=timezone.now(), **form.cleaned_data
        )
    except DomainError as error:
        form.add_error("read_until", str(error))
        return False
    chosen = any(form.cleaned_data.values())
    messages.success(request, _("Kept. Nobody reads it on other days.") if chosen else _("Kept."))
    return True


@require_POST
@watcher_required
def go_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Let an earlier version be read again."""
    page, said = page_for(request, pk, "go_back"), request.POST.get("to", "")
    to = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    pressed(
        request,
        lambda: services.go_back(actor=request.actor, page_id=page.pk, to=to, now=timezone.now()),
        gettext_lazy("Everybody reads that version again."),
    )
    return redirect("pages:versions", pk)


@require_POST
@watcher_required
def take_down(request: PersonRequest, pk: int) -> HttpResponse:
    """Take it off the site, at once."""
    page = page_for(request, pk, "take_down")
    pressed(
        request,
        lambda: services.take_down(actor=request.actor, page_id=page.pk, now=timezone.now()),
        gettext_lazy("Nobody reads it any more. You still can, here."),
    )
    return redirect("pages:versions", pk)


@require_POST
@watcher_required
def put_on_front(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose a story for the front page, or take it from there."""
    page, on = page_for(request, pk, "front"), bool(request.POST.get("on"))
    pressed(
        request,
        lambda: services.put_on_front(
            actor=request.actor, page_id=page.pk, on=on, now=timezone.now()
        ),
        gettext_lazy("It stands on the front page.") if on
        else gettext_lazy("It does not stand on the front page any more."),
    )  # fmt: skip
    return redirect("pages:versions", pk)


@require_POST
@watcher_required
def withdraw_quote(request: PersonRequest, pk: int) -> HttpResponse:
    """Somebody takes back the yes to their words, or to a picture."""
    page, said = page_for(request, pk, "withdraw"), request.POST.get("quote", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0
    quote = get_object_or_404(page.quotes.standing(), pk=number)
    services.withdraw_quote(
        actor=request.actor, page_id=page.pk, quote_id=quote.pk, now=timezone.now()
    )
    messages.success(request, _("It is gone from every version of the page."))
    return redirect("pages:versions", pk)
