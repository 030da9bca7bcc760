"""Choose, see it, take it along. Every choice stands in the address; a logo does not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.common.limits import Limit, whereabouts
from naast.kernel.errors import DomainError
from naast.toolkit import papers
from naast.toolkit.forms import LogosForm, MaterialForm
from naast.toolkit.kinds import FORMATS, PREVIEW_PIXELS
from naast.toolkit.material import Material
from naast.toolkit.papers import Ending
from naast.toolkit.selectors.places import places
from naast.toolkit.texts import all_texts

MAKE: Final = Limit("toolkit.make", most=240, per=timedelta(hours=1))
"""How many files one address may ask for; looking at the page asks for one."""

KINDS: Final = {Ending.PDF: "application/pdf", Ending.PNG: "image/png", Ending.PREVIEW: "image/png"}

require_read = require_http_methods(["GET", "HEAD"])


@require_read
def make(request: HttpRequest) -> HttpResponse:
    """Choose, and see it at once: the first poster is there without choosing."""
    return _page(request, MaterialForm(request.GET, places()))


@require_read
def preview(request: HttpRequest) -> HttpResponse:
    """How it looks, small."""
    return _chosen(request, Ending.PREVIEW)


@require_read
def as_pdf(request: HttpRequest) -> HttpResponse:
    """To print: a tagged PDF."""
    return _chosen(request, Ending.PDF)


@require_read
def as_png(request: HttpRequest) -> HttpResponse:
    """To send or post: a picture."""
    return _chosen(request, Ending.PNG)


@require_POST
def with_logos(request: HttpRequest) -> HttpResponse:
    """The same with logos of partners, made at once and kept nowhere."""
    chosen = MaterialForm(request.POST, places())
    if (much := _too_much(request, chosen)) is not None:
        return much
    sent = LogosForm(request.POST, request.FILES)
    if not chosen.is_valid() or not sent.is_valid():
        return _page(request, chosen, sent)
    ending = Ending.PNG if request.POST.get("als") == "png" else Ending.PDF
    material = chosen.material()

    def make_it(address: str) -> bytes:
        return papers.made_with(sent.cleaned_data["logos"], material, address, ending)

    try:
        return _file(request, chosen, material, ending, make_it)
    except DomainError as wrong:
        sent.add_error("logo_1", str(wrong))
        return _page(request, chosen, sent)


def _chosen(request: HttpRequest, ending: Ending) -> HttpResponse:
    """The file that the address asks for, or the page with what is wrong in it."""
    chosen = MaterialForm(request.GET, places())
    if not chosen.is_valid():
        return _page(request, chosen, status=400)
    if (much := _too_much(request, chosen)) is not None:
        return much
    material = chosen.material()
    return _file(
        request, chosen, material, ending, lambda address: papers.made(material, address, ending)
    )


def _too_much(request: HttpRequest, chosen: MaterialForm) -> HttpResponse | None:
    """The page that asks to wait. Asked before anything is drawn: a logo is work as well."""
    if MAKE.take(timezone.now(), whereabouts(request)):
        return None
    return _page(request, chosen, status=429, sorry=_(
        "Much has been made from this connection. Try it again in half an hour."
    ))  # fmt: skip


def _file(
    request: HttpRequest, chosen: MaterialForm, material: Material, ending: Ending,
    make_it: Callable[[str], bytes],
) -> HttpResponse:  # fmt: skip
    try:
        content = make_it(address_of(request, material))
    except papers.Busy:
        return _page(request, chosen, status=503, sorry=_("It is busy. Try it again in a moment."))
    response = HttpResponse(content, content_type=KINDS[ending])
    how = "inline" if ending is Ending.PREVIEW else "attachment"
    name = f"{material.file_name}.{'pdf' if ending is Ending.PDF else 'png'}"
    response.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    return response


def address_of(request: HttpRequest, material: Material) -> str:
    """Where its code leads, in full."""
    return request.build_absolute_uri(reverse("toolkit:follow", args=[material.trail.code]))


def _page(
    request: HttpRequest, chosen: MaterialForm, sent: LogosForm | None = None, *,
    status: int = 200, sorry: str = "",
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "form": chosen, "logos": sent or LogosForm(), "sent": sent, "sorry": sorry,
    }  # fmt: skip
    if chosen.is_valid():
        material = chosen.material()
        form, texts = FORMATS[material.kind], all_texts()[material.language]
        context |= {
            "material": material,
            "query": f"?{material.query}",
            "wide": PREVIEW_PIXELS,
            "high": round(PREVIEW_PIXELS * form.height / form.width),
            "shows": f"{form.name}: {material.subject.said(material.language).title}",
            "texts": texts,
            "said": material.subject.said(material.language),
            "unchecked": not texts.checked_by_native_speaker,
        }
    return render(request, "toolkit/make.html", context, status=status)
