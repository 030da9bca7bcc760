"""The guide. Every page is the same for everybody, reads no database and takes no form."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from naast.common.outage import stands_alone
from naast.programmes.language_files import SOURCE_LANGUAGE
from naast.ui.lines import line, lines
from naast.worry import selectors
from naast.worry.content import guide
from naast.worry.languages import all_pages
from naast.worry.vocabulary import To

TREATS_PARENTS = ("gp", "treatment")
"""Roles that meet the parent first: they are asked to ask about the children."""


@stands_alone
@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Look, talk, do: where somebody who worries begins."""
    fact = guide().facts.fact[0]
    context = {
        "roles": guide().roles.role,
        "languages": all_pages(),
        "fact": fact,
        "fact_source": guide().source(fact.source),
        "lines": lines(),
    }
    return render(request, "worry/begin.html", context)


@stands_alone
@require_GET
def role(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything for one role: what one may see by age, how to begin, what to do.

    Raises: Http404 for a role that is not there.
    """
    found = selectors.role_with(slug)
    if found is None:
        raise Http404(slug)
    groups = selectors.signs_of(found)
    route = guide().route(found.route)
    treats = found.key in TREATS_PARENTS
    keys = [sign.source for group in groups for sign in group.signs]
    keys += [route.source, route.also, *([guide().prompt.also] if treats else [])]
    context = {
        "role": found,
        "ages": guide().ages_of(found),
        "groups": groups,
        "cards": [card for card in guide().cards.card if card.key in ("how_are_you", "what_i_saw")],
        "gestures": selectors.gestures_of(found),
        "route": route,
        "prompt": guide().prompt if treats else None,
        "sources": selectors.sources_of(keys),
        "lines": lines(),
    }
    return render(request, "worry/role.html", context)


@stands_alone
@require_GET
def words(request: HttpRequest) -> HttpResponse:
    """Conversation cards: to a parent, to a child."""
    cards = guide().cards.card
    context = {
        "to_parent": [card for card in cards if card.to == To.PARENT],
        "to_child": [card for card in cards if card.to == To.CHILD],
        "ages": guide().ages.age,
        "sources": selectors.sources_of(card.source for card in cards),
        "lines": lines(),
    }
    return render(request, "worry/words.html", context)


@stands_alone
@require_GET
def three_things(request: HttpRequest) -> HttpResponse:
    """The three things that carry a child, as a plan on paper: who could help with this?"""
    people = {person.key: person for person in guide().factors.person}
    factors = [
        {"factor": factor, "people": [people[key] for key in factor.who]}
        for factor in guide().factors.factor
    ]
    keys = [factor.source for factor in guide().factors.factor]
    context = {"factors": factors, "sources": selectors.sources_of(keys), "lines": lines()}
    return render(request, "worry/three_things.html", context)


@stands_alone
@require_GET
def gestures(request: HttpRequest) -> HttpResponse:
    """Small gestures by role, and a promise to oneself."""
    context = {
        "roles": guide().roles.role,
        "groups": selectors.gestures_by_time(),
        "sources": selectors.sources_of([guide().gestures.source]),
        "lines": lines(),
    }
    return render(request, "worry/gestures.html", context)


@stands_alone
@require_GET
def safety(request: HttpRequest) -> HttpResponse:
    """When it may not be safe: ask advice without names first; then the steps of each."""
    routes = guide().routes
    keys = [key for route in routes.route for key in (route.source, route.also)]
    context = {
        "routes": routes.route,
        "weighing": routes.weighing,
        "sources": selectors.sources_of([*keys, "advice"]),
        "lines": lines(),
    }
    return render(request, "worry/safety.html", context)


@stands_alone
@require_GET
def in_language(request: HttpRequest, code: str) -> HttpResponse:
    """The short page in one language, with the Dutch beside what one would say."""
    return _in_language(request, code, "worry/in_language.html")


@stands_alone
@require_GET
def safety_in_language(request: HttpRequest, code: str) -> HttpResponse:
    """When it may not be safe, in one language."""
    return _in_language(request, code, "worry/safety_in_language.html")


def _in_language(request: HttpRequest, code: str, template: str) -> HttpResponse:
    """Raises: Http404 for a language that is not there."""
    pages = all_pages().get(code)
    if pages is None:
        raise Http404(code)
    number = line("home").number
    dutch = all_pages()[SOURCE_LANGUAGE].begin
    context = {
        "code": code,
        "pages": pages,
        "languages": all_pages(),
        "to_parent": zip(pages.begin.to_parent, dutch.to_parent, strict=True),
        "to_child": zip(pages.begin.to_child, dutch.to_child, strict=True),
        "beside_dutch": code != SOURCE_LANGUAGE,
        "advice": pages.safety.advice.format(number=number),
        "call": pages.safety.call.format(number=number),
        "lines": lines(),
    }
    with translation.override(code):
        return render(request, template, context)
