"""Where a code leads, words to send, and how often somebody came that way."""

from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from naast.people.http import PersonRequest, coordinator_required
from naast.programmes.language_files import SOURCE_LANGUAGE
from naast.toolkit.addresses import Trail, trail_of
from naast.toolkit.kinds import Kind
from naast.toolkit.selectors.places import places
from naast.toolkit.selectors.reach import reached
from naast.toolkit.services import A_CODE, count
from naast.toolkit.subjects import Subject, subject
from naast.toolkit.texts import all_texts


@require_http_methods(["GET", "HEAD"])
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Count one, and go where the code leads. Nothing else of who comes is looked at or kept.

    A code that nobody knows leads to the front door: it stands on paper.
    """
    trail = trail_of(code, ["", *places()])
    about = subject(trail.subject) if trail else None
    if trail is None or about is None:
        return redirect("home:home")
    if _is_a_visit(request):
        count(trail, now=timezone.now())
    return redirect(about.leads_to(trail.language))


def _is_a_visit(request: HttpRequest) -> bool:
    """Whether somebody comes to read a page. Not so: a program that asks with HEAD, a browser that
    looks ahead or loads again, and a page elsewhere that draws the address as if it were a picture.
    """
    said = request.headers
    ahead = said.get("Sec-Purpose", "").startswith("prefetch")
    again = {"no-cache", "max-age=0"} & {
        each.strip() for each in said.get("Cache-Control", "").lower().split(",")
    }
    page = said.get("Sec-Fetch-Dest", "document") == "document"
    return request.method == "GET" and page and not ahead and not again


@require_GET
def about(request: HttpRequest, key: str) -> HttpResponse:
    """What it is, in the language of the paper somebody held, and how to begin."""
    found, language = _known(key), _language(request)
    texts, site = all_texts()[language], translation.get_language()
    context = {
        "subject": found,
        "said": found.said(language),
        "language": language,
        "texts": texts,
        "languages": all_texts(),
        "unchecked": not texts.checked_by_native_speaker,
        "next_is_dutch": site == SOURCE_LANGUAGE != language,
        "summary": found.summary(language),
        "where": [each for each in places().values() if each.is_organisation and each.runs(found)],
    }
    return render(request, "toolkit/about.html", context)


@require_GET
def share(request: HttpRequest, key: str) -> HttpResponse:
    """Words to send along in an app or a mail, in every language there is."""
    found, language = _known(key), _language(request)
    texts, said = all_texts()[language], found.said(language)
    trail = Trail(found.key, Kind.MESSAGE, language, "")
    address = request.build_absolute_uri(reverse("toolkit:follow", args=[trail.code]))
    frame = texts.frame
    long = [frame.message, f"{said.title}\n{said.text}", address, frame.message_end]
    mail = {"subject": said.title, "body": "\n\n".join(long).replace("\n", "\r\n")}
    context = {
        "subject": found,
        "said": said,
        "language": language,
        "texts": texts,
        "languages": all_texts(),
        "short": "\n".join([said.title, said.text, address]),
        "long": "\n\n".join(long),
        "mail": f"mailto:?{urlencode(mail, quote_via=quote)}",
        "unchecked": not texts.checked_by_native_speaker,
    }
    return render(request, "toolkit/share.html", context)


@require_GET
@coordinator_required
def reach(request: PersonRequest) -> HttpResponse:
    """How often material led somebody here, per subject and month."""
    context = {"reached": reached(request.actor, timezone.now()), "most": A_CODE.most}
    return render(request, "toolkit/reach.html", context)


def _known(key: str) -> Subject:
    """Raises: Http404."""
    found = subject(key)
    if found is None:
        raise Http404(key)
    return found


def _language(request: HttpRequest) -> str:
    """The language the address asks for; that of the site when it asks for none of ours."""
    asked = (request.GET.get("taal", ""), translation.get_language() or "")
    return next((code for code in asked if code in all_texts()), SOURCE_LANGUAGE)
