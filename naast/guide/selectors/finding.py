"""Finding what is near: the question of an address, the index in memory, and a page of answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from naast.guide import opening
from naast.guide.freshness import Freshness, terms
from naast.guide.models import ContactPerson, Service, Synonym
from naast.guide.models.words import mark
from naast.guide.search import Asked, Document, Hits, Index, Spot, Synonyms
from naast.guide.search.text import fold
from naast.guide.taxonomy import more_parts, other_languages, plain_words, sayings, taxonomy
from naast.places import Postcode, find, table

PER_PAGE: Final = 10
GROWN_OLD: Final = 100
"""An oldest age from here on says nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for, as it stands in the address."""

    words: str = ""
    place: str = ""
    theme: str = ""
    language: str = ""
    access: str = ""
    age: int | None = None
    free: bool = False
    page: int = 1

    @property
    def labels(self) -> frozenset[str]:
        """What a hit must have."""
        asked = {
            f"theme:{self.theme}": self.theme, f"language:{self.language}": self.language,
            f"access:{self.access}": self.access, "free": self.free,
        }  # fmt: skip
        return frozenset(label for label, there in asked.items() if there)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked at all."""
        return not (self.words or self.place or self.labels or self.age is not None)


@dataclass(frozen=True, slots=True)
class Result:
    """One service as the list shows it. `number` is its number on the map too; 0 when it is not
    there.
    """

    service: Service
    km: float | None
    where: str
    today: str
    times: list[opening.Line]
    checked_days: int
    amber: bool
    point: tuple[float, float] | None
    ages: str
    faces: list[str] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of answers. `pages` is how many there are; `unknown_place` that nobody knows the
    place that was typed.
    """

    results: list[Result]
    total: int
    page: int
    pages: int
    here: Postcode | None
    unknown_place: bool


@cache
def _towns() -> Mapping[str, Postcode]:
    """The first postcode of every place and municipality, by its folded name."""
    found: dict[str, Postcode] = {}
    for postcode in table().values():
        found.setdefault(fold(postcode.place), postcode)
    for postcode in table().values():
        found.setdefault(fold(postcode.municipality), postcode)
    return found


def where(text: str) -> Postcode | None:
    """The postcode, or the first postcode of the place, that somebody typed."""
    return find(text) or _towns().get(fold(text.strip()))


@dataclass(frozen=True, slots=True)
class _Kept:
    mark: UUID | None
    index: Index
    synonyms: Synonyms


_kept: _Kept | None = None


def the_index() -> tuple[Index, Synonyms]:
    """The index of the map as it is now. It is made again once something changed, in whichever
    process that was; asking whether it did is one small query.
    """
    global _kept  # one per process: an index of 50,000 services is 60 MB
    now = mark()
    if _kept is None or _kept.mark != now:
        _kept = _Kept(now, Index(documents(), more_parts()), all_synonyms())
    return _kept.index, _kept.synonyms


def all_synonyms() -> Synonyms:
    """What Naast brings, and what coordinators wrote; theirs count beside ours."""
    meanings = {said: list(meant) for said, meant in sayings().items()}
    for said, meant in Synonym.objects.values_list("word", "means"):
        meanings.setdefault(said, []).extend(meant.split(","))
    return Synonyms(meanings, other_languages(), plain_words())


def documents() -> Iterable[Document]:
    """Every service that may be found, as the index takes it."""
    rows = Service.objects.filter(status__in=Service.THERE, assured_on__isnull=False).order_by("pk")
    for service in rows.whole().iterator(chunk_size=2000):
        yield document(service)


def document(service: Service) -> Document:
    """One service as the index takes it."""
    terms_here = [taxonomy().themes[key] for key in service.themes if key in taxonomy().themes]
    places = [each.place for each in service.at.all()]
    points = [place.point for place in places]
    assert service.assured_on is not None  # asked for above
    return Document(
        key=service.pk,
        texts=(
            (3.0, service.name),
            (1.2, " ".join(term.name.in_language("nl") for term in terms_here)),
            (1.2, " ".join(term.name.in_language("en") for term in terms_here)),
            (0.5, " ".join(term.words for term in terms_here)),
            (1.2, service.provider.name),
            (1.2, " ".join(f"{place.name} {place.town}" for place in places)),
            (1.0, f"{service.about} {service.for_whom}"),
            (0.3, f"{service.how} {service.costs}"),
        ),
        labels=frozenset(
            [f"theme:{key}" for key in service.themes]
            + [f"language:{code}" for code in service.languages]
            + [f"access:{key}" for place in places for key in place.accessibility]
            + (["free"] if service.is_free else [])
        ),
        municipalities=frozenset(
            [] if service.nationwide else [each.code for each in service.served.all()] or ["none"]
        ),
        ages=(service.youngest or 0, 120 if service.oldest is None else service.oldest),
        spots=[Spot(*point) for point in points if point],
        checked=service.assured_on.toordinal(),
    )


def hits(question: Question, now: datetime) -> tuple[Hits, Postcode | None]:
    """Everything that fits, best first, and the place that was asked for.

    A postcode typed among the words counts as the place.
    """
    index, synonyms = the_index()
    place, words = question.place, question.words
    here = where(place) if place else None
    if not place:
        typed = [word for word in words.split() if find(word)]
        here = find(typed[0]) if typed else None
        words = " ".join(word for word in words.split() if word not in typed[:1])
    after = terms()
    asked = Asked(
        words=words,
        here=Spot(here.lat, here.lon) if here else None,
        municipality=here.municipality_code if here else "",
        labels=question.labels,
        age=question.age,
        today=timezone.localdate(now).toordinal(),
        sinks_after=after.sinking_days,
        hides_after=after.hidden_days,
    )
    return index.search(asked, synonyms), here


def find_near(question: Question, now: datetime) -> Found:
    """A page of answers to a question, in eight queries however many there are."""
    all_hits, here = hits(question, now)
    pages = max(1, -(-len(all_hits) // PER_PAGE))
    page = min(max(1, question.page), pages)
    shown = all_hits[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = Service.objects.shown(timezone.localdate(now)).whole()
    services = rows.in_bulk([hit.key for hit in shown])
    faces = _faces(services)
    results, number = [], 0
    for hit in shown:
        service = services.get(hit.key)
        if service is not None:
            made = result(service, hit.km, now, here, faces.get(service.pk, []))
            number += bool(made.point)
            results.append(_numbered(made, number if made.point else 0))
    unknown = bool(question.place) and here is None
    return Found(results, len(all_hits), page, pages, here, unknown)


def _numbered(made: Result, number: int) -> Result:
    return replace(made, number=number)


def _faces(services: Iterable[int]) -> Mapping[int, list[str]]:
    """First names of contact persons who said yes, per service."""
    found: dict[int, list[str]] = {}
    people = ContactPerson.objects.published().filter(service__in=list(services))
    for service, name in people.values_list("service", "name"):
        found.setdefault(service, []).append(name)
    return found


def result(
    service: Service, km: float | None, now: datetime, here: Postcode | None, faces: list[str]
) -> Result:
    """One answer. Its place is the nearest one."""
    places = [each.place for each in service.at.all() if each.place.point]
    nearest = min(places, key=lambda place: _apart(place.point, here)) if places else None
    day = timezone.localdate(now)
    times = list(service.times.all())
    fresh = service.freshness(day)
    assert service.assured_on is not None  # only what was checked is shown
    return Result(
        service=service,
        km=km,
        where=f"{nearest.name}, {nearest.town}" if nearest else "",
        today=opening.today(times, now) if service.status == Service.Status.ACTIVE else "",
        times=opening.lines(times),
        checked_days=(day - service.assured_on).days,
        amber=fresh is not Freshness.FRESH,
        point=nearest.point if nearest else None,
        ages=ages(service),
        faces=faces,
    )


def _apart(point: tuple[float, float] | None, here: Postcode | None) -> float:
    if point is None or here is None:
        return 0.0
    return (point[0] - here.lat) ** 2 + ((point[1] - here.lon) * 0.61) ** 2


def ages(service: Service) -> str:
    """For which ages, in words; empty when age does not matter."""
    youngest, oldest = service.youngest, service.oldest
    if oldest is not None and oldest >= GROWN_OLD:
        oldest = None
    if youngest is not None and oldest is not None:
        return _("%(youngest)d to %(oldest)d years") % {"youngest": youngest, "oldest": oldest}
    if youngest:
        return _("from %(youngest)d years") % {"youngest": youngest}
    return _("up to %(oldest)d years") % {"oldest": oldest} if oldest is not None else ""
