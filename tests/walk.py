"""Every address of the house, filled in for the shared cast: for tests that walk all of them.

Whatever address is added later is walked too, because the resolver says what there is. A route the
walk does not know gets a number or word that exists nowhere; then its answer is tested all the
same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from naast.people.models import Person
from naast.support.services import notes
from tests.cast import Cast

NOWHERE = 987_654
SOMETHING = "iets"
WRONG_METHOD = 405
ROLES = ("coordinator", "parent", "supporting_parent", "other_parent", "stranger", "municipality")


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, str]]:
    """Every name of an address with its route, namespaces included. The demo has its own tests."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", str(pattern.pattern)
        elif pattern.namespace != "demo":
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from routes(pattern, space + inner)


@dataclass
class Walk:
    """The two families of the cast in their trial, with everything written that can be."""

    cast: Cast
    match_id: int = 0
    known: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cast = self.cast
        self.match_id = cast.to_under_way().pk
        notes.write_note(
            actor=cast.coordinator, household_id=cast.asking.pk,
            words="Vertelde over de zwemles.", now=cast.now,
        )  # fmt: skip
        file = {"pk": cast.supporter.pk, "member": cast.joost.pk, "step": "training"}
        self.known = {
            "vragen/": {"pk": cast.request.pk},
            "gezinnen/": {"pk": cast.asking.pk},
            "koppelingen/": {"pk": self.match_id},
            "wie-steunt/": file,
            "vraag/": {"key": "words"},
            "steun-bieden/": {"key": "words"},
            "zorgen/voor/": {"slug": "buur"},
            "bibliotheek/insturen/": {"key": "begin"},
            "zorgen/in/": {"code": "ar"},
            "bibliotheek/": {"slug": "buurtgezinnen"},
            "over/": {"key": "naast-je"},
            "materiaal/delen/": {"key": "naast-je"},
        }

    @cached_property
    def addresses(self) -> dict[str, str]:
        """One address per name."""
        return {
            name: reverse(name, kwargs=self._filled(route)) for name, route in _with_arguments()
        }

    def person(self, role: str | None) -> Person | None:
        """Somebody of the cast; nobody for a visitor."""
        return self.cast.by_name(role) if role else None

    def _filled(self, route: tuple[str, ...]) -> dict[str, object]:
        start, *names = route
        given = next((args for begin, args in self.known.items() if start.startswith(begin)), {})
        return {name: given.get(name, _nowhere(name)) for name in names}


def _with_arguments() -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, route in routes():
        asked = [part.partition(">")[0] for part in route.split("<")[1:]]
        yield name, (route, *(each.rpartition(":")[2] for each in asked))


def _nowhere(name: str) -> object:
    if name in {"service", "at", "contact", "submission", "picture"}:
        return UUID(int=NOWHERE)
    numbered = name in {"pk", "id", "member", "person", "number"} or name.endswith("_id")
    return NOWHERE if numbered else SOMETHING


def readable(client: Client, addresses: dict[str, str]) -> dict[str, str]:
    """The pages this client gets to see: their markup by name."""
    found = {}
    for name, address in addresses.items():
        response = client.get(address)
        kind = response.headers.get("Content-Type", "")
        if response.status_code == 200 and kind.startswith("text/html"):
            found[name] = response.content.decode()
    return found
