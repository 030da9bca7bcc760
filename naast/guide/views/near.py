"""For everybody: what is near, one service, and two presses on a button. Nothing is kept."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from naast.common.limits import whereabouts
from naast.guide import opening
from naast.guide.forms import NearForm
from naast.guide.models import ContactPerson, Service
from naast.guide.selectors.finding import Question, find_near, result, where
from naast.guide.selectors.near_map import near_map
from naast.guide.services import visitors
from naast.guide.taxonomy import taxonomy
from naast.people.choices import language_names
from naast.places import ATTRIBUTION


def question_in(request: HttpRequest) -> tuple[Question, NearForm]:
    """What the address asks for; what cannot be read there is not asked."""
    form = NearForm(request.GET)
    form.is_valid()
    told = form.cleaned_data
    for name in ("vraag", "plaats"):
        form.fields[name].required = True  # one of them is what the page is for: no "optional"
    number = request.GET.get("pagina", "1")
    question = Question(
        words=told.get("vraag", "").strip(),
        place=told.get("plaats", "").strip(),
        theme=told.get("over", ""),
        language=told.get("taal", ""),
        access=told.get("binnen", ""),
        age=told.get("leeftijd"),
        free=bool(told.get("gratis")),
        page=int(number[:4]) if number.isascii() and number.isdecimal() else 1,
    )
    return question, form


def _with(request: HttpRequest, **changed: object) -> str:
    """The address with other values; an empty one is left out."""
    kept = {key: value for key, value in request.GET.items() if value and key != "pagina"}
    kept.update({key: str(value) for key, value in changed.items()})
    return f"?{urlencode({key: value for key, value in kept.items() if value})}"


@require_GET
def near(request: HttpRequest) -> HttpResponse:
    """From a question and a postcode to places to go to."""
    question, form = question_in(request)
    found = None if question.is_empty else find_near(question, timezone.now())
    context = {
        "form": form,
        "question": question,
        "found": found,
        "map": near_map(found.results, found.here) if found else None,
        "themes": [
            (term, _with(request, over=key), key == question.theme)
            for key, term in taxonomy().themes.items()
        ],
        "narrowed": bool(question.labels or question.age is not None),
        "without": _with(request, over="", taal="", binnen="", gratis="", leeftijd=""),
        "next": _with(request, pagina=found.page + 1) if found and found.page < found.pages else "",
        "before": _with(request, pagina=found.page - 1) if found and found.page > 1 else "",
        "missed": visitors.words_to_keep(question.words),
        "attribution": ATTRIBUTION,
    }
    return render(request, "guide/near.html", context)


@require_GET
def service(request: HttpRequest, service: UUID) -> HttpResponse:
    """One service: what, where, when, for whom, what it costs, and whom to ask for."""
    now = timezone.now()
    shown = Service.objects.shown(timezone.localdate(now)).whole()
    there = get_object_or_404(shown, uuid=service)
    made = result(there, None, now, None, [])
    named = {key: term.name for key, term in taxonomy().access.items()}
    context = {
        "service": there,
        "result": made,
        "places": [
            {
                "at": at,
                "times": opening.lines(at.times.all()),
                "access": [named[key] for key in at.place.accessibility if key in named],
            }
            for at in there.at.all()
        ],
        "by_phone": opening.lines(each for each in there.times.all() if each.at_id is None),
        "languages": language_names(there.languages),
        "contacts": there.contacts.filter(said_yes_at__isnull=False).select_related("place"),
        "themes": [taxonomy().themes[key] for key in there.themes if key in taxonomy().themes],
    }
    return render(request, "guide/service.html", context)


@require_POST
def helped(request: HttpRequest, service: UUID) -> HttpResponse:
    """Count a yes or a no."""
    now = timezone.now()
    if visitors.ANSWERS.take(now, whereabouts(request)):
        try:
            visitors.say_helped(
                service_uuid=service, helped=request.POST.get("helped") == "yes", now=now
            )
        except Service.DoesNotExist:
            raise Http404 from None
    messages.success(request, _("Thank you. We only count."))
    return redirect("guide:service", service)


@require_POST
def missed(request: HttpRequest) -> HttpResponse:
    """Count that something was asked for in vain: the words the page showed, and where."""
    now = timezone.now()
    here = where(request.POST.get("plaats", "")[:60])
    if visitors.ANSWERS.take(now, whereabouts(request)):
        visitors.say_missed(
            question=request.POST.get("vraag", "")[:200],
            municipality=here.municipality_code if here else "",
            now=now,
        )
    messages.success(request, _("Thank you. Who keeps the map here, reads that this is missing."))
    return redirect("guide:near")


@require_GET
def face(request: HttpRequest, contact: UUID) -> HttpResponse:
    """The picture of somebody who said yes to standing there."""
    person = get_object_or_404(ContactPerson.objects.published(), uuid=contact)
    if not person.face:
        raise Http404
    response = HttpResponse(bytes(person.face), content_type=person.face_kind)
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
