"""What a file would do to the map, before it does anything: new, changed, gone, or not allowed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.guide.exchange.profile import Report, Row, Tables
from naast.guide.exchange.rules import EXTRA, NATIONWIDE
from naast.guide.exchange.taking_in import Parts

MOST_ASKED: Final = 50
"""Contact persons of one file who would be asked by mail."""

MOST_AT_ONE: Final = 5
"""Of them, how many by one e-mail address."""

WORDS: Final = {
    "provider": gettext_lazy("the organisation"),
    "areas": gettext_lazy("for which municipalities"),
    "places": gettext_lazy("where it is"),
    "times": gettext_lazy("opening times"),
    "contacts": gettext_lazy("contact persons"),
    "name": gettext_lazy("the name"),
    "about": gettext_lazy("what it is"),
    "how": gettext_lazy("how one begins"),
    "for_whom": gettext_lazy("for whom it is"),
    "website": gettext_lazy("the website"),
    "email": gettext_lazy("the e-mail address"),
    "phone": gettext_lazy("the phone number"),
    "status": gettext_lazy("whether it is there"),
    "youngest": gettext_lazy("the ages"),
    "oldest": gettext_lazy("the ages"),
    "languages": gettext_lazy("the languages"),
    "themes": gettext_lazy("what it is about"),
    "is_free": gettext_lazy("the costs"),
    "costs": gettext_lazy("the costs"),
    "assured_on": gettext_lazy("when it was checked"),
    "assured_by": gettext_lazy("who checked it"),
}
"""What changed, by the part of a service; `nationwide` is told by the areas."""


@dataclass(frozen=True, slots=True)
class Part:
    """A service by name, with words for what of it changes or goes."""

    service: str
    what: list[str]


@dataclass(slots=True)
class Comparison:
    """What a file would do. `ids` are the services it would write; `refused` says what it may not,
    and then it does nothing at all. `asked` are contact persons who would get a mail.
    """

    new: list[str] = field(default_factory=list)
    changed: list[Part] = field(default_factory=list)
    gone: list[Part] = field(default_factory=list)
    same: int = 0
    asked: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    refused: Report = field(default_factory=Report)

    def as_kept(self) -> dict[str, Any]:
        """As plain values, so that it can be read back without comparing again."""
        return {**asdict(self), "ids": sorted(self.ids)}

    @classmethod
    def read_back(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_kept` gave, also when it went through JSON."""
        parts = {
            name: [Part(each["service"], each["what"]) for each in kept[name]]
            for name in ("changed", "gone")
        }
        report = Report.read_back(kept["refused"])
        return cls(**{**kept, **parts, "ids": set(kept["ids"]), "refused": report})


def compared(
    tables: Tables, before: Tables, *, codes: Collection[str], asked: Collection[str], on: date
) -> Comparison:
    """Lay a checked file beside the map.

    Args:
        before: the whole map, also what the public does not read.
        codes: CBS codes of the municipalities of who brings the file. What reaches none of these
            may stand in the file, as long as nothing of it is different.
        asked: ids of contact persons who would get a mail, as `to_ask` says.
        on: today; nothing was checked on a later day.
    """
    mine = {f"GM{code}" for code in codes}
    there, here, made = _Side(before), _Side(tables), Comparison()
    for number, place in here.places.items():
        if place["provider"] is None and number in there.places:
            place["provider"] = there.places[number]["provider"]
    for row in tables["service"]:
        _service(row, here, there, mine, made)
        if row["assured_date"] and row["assured_date"] > on.isoformat():
            made.refused.add(row["name"], _("it was checked on a day that has yet to come"))
    _shared(here, there, mine, made.refused)
    _taken(here, there, made.refused)
    _asked(here, asked, made)
    return made


def only(tables: Tables, ids: Collection[str]) -> Tables:
    """The part of the tables that these services need. A building may belong to an organisation
    that does none of them; that stays unsaid, and an import leaves it as it is.
    """
    services = [row for row in tables["service"] if row["id"] in ids]
    at = [row for row in tables["service_at_location"] if row["service_id"] in ids]
    locations = {row["location_id"] for row in at}
    owners = {row["organization_id"] for row in services}
    places = [
        row if row["organization_id"] in owners else {**row, "organization_id": None}
        for row in tables["location"] if row["id"] in locations
    ]  # fmt: skip
    contacts = [row for row in tables["contact"] if row["service_id"] in ids]
    linked = {*ids, *(row["id"] for row in contacts)}
    attributes = [row for row in tables["attribute"] if row["link_id"] in linked]
    words = {row["taxonomy_term_id"] for row in attributes}
    terms = [row for row in tables["taxonomy_term"] if row["id"] in words]
    lists = {row["taxonomy_id"] for row in terms}
    at_ids = {row["id"] for row in at}
    return {
        "organization": [row for row in tables["organization"] if row["id"] in owners],
        "service": services,
        "location": places,
        "service_at_location": at,
        "schedule": [
            row for row in tables["schedule"]
            if row["service_id"] in ids or row["service_at_location_id"] in at_ids
        ],
        "contact": contacts,
        "attribute": attributes,
        "taxonomy_term": terms,
        "taxonomy": [row for row in tables["taxonomy"] if row["id"] in lists],
        "phone": [
            row for row in tables["phone"]
            if row["organization_id"] in owners
            or row["service_id"] in ids or row["contact_id"] in linked
        ],
        **{
            name: [row for row in tables[name] if row["location_id"] in locations]
            for name in ("address", "accessibility")
        },
        **{
            name: [row for row in tables[name] if row["service_id"] in ids]
            for name in ("language", "service_area", "cost_option")
        },
    }  # fmt: skip


class _Side:
    """Tables by what belongs to which service, in the words of the map instead of those of HSDS."""

    def __init__(self, tables: Tables) -> None:
        self.parts = Parts(tables)
        self.services = {row["id"]: row for row in tables["service"]}
        self.providers = {
            row["id"]: dict(self.parts.provider(row)) for row in tables["organization"]
        }
        self.places = {
            row["id"]: {**self.parts.place(row), "provider": row["organization_id"]}
            for row in tables["location"]
        }
        self.areas: dict[str, frozenset[str]] = {
            number: frozenset(self.parts.areas[number]) for number in self.services
        }
        self.at = {row["id"]: row for row in tables["service_at_location"]}
        self.times = {row["id"]: row for row in tables["schedule"]}
        self.contacts = {row["id"]: row for row in tables["contact"]}
        self.at_of = self._by_service(self.at)
        self.times_of = self._by_service(self.times)
        self.contacts_of = self._by_service(self.contacts)
        self.at_place: dict[str, set[str]] = defaultdict(set)
        for row in self.at.values():
            self.at_place[row["location_id"]].add(row["service_id"])
        self.by_provider: dict[str, set[str]] = defaultdict(set)
        for number, row in self.services.items():
            self.by_provider[row["organization_id"]].add(number)

    def owner(self, row: Row) -> str:
        """The service that a row of a place, a time or a person belongs to."""
        if row["service_id"] is not None:
            return str(row["service_id"])
        return str(self.at[row["service_at_location_id"]]["service_id"])

    def _by_service(self, rows: Mapping[str, Row]) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for number, row in rows.items():
            found[self.owner(row)].append(number)
        return found

    def told(self, number: str) -> dict[str, Any]:
        """All that is said of one service, by part; two sides that say the same are equal."""
        row = self.services[number]
        told = dict(self.parts.service(row))
        del told["nationwide"]
        return {
            **told,
            "provider": (row["organization_id"], self.providers[row["organization_id"]]),
            "areas": self.areas[number],
            "places": {
                at: (self.at[at]["description"], self.at[at]["location_id"],
                     self.places[self.at[at]["location_id"]])
                for at in self.at_of.get(number, [])
            },
            "times": {time: self._time(self.times[time]) for time in self.times_of.get(number, [])},
            "contacts": {each: self.contact(each) for each in self.contacts_of.get(number, [])},
        }  # fmt: skip

    @staticmethod
    def _time(row: Row) -> tuple[object, ...]:
        names = ("service_at_location_id", "byday", "opens_at", "closes_at", "description")
        return (row["interval"] or 1, *(row[name] for name in names))

    def contact(self, number: str) -> tuple[object, ...]:
        """What is said of a contact person."""
        names = ("name", "title", "email", "location_id")
        said = self.parts.phones.get(number), self.parts.extra.get((number, EXTRA[1]))
        return (*said, *(self.contacts[number][name] for name in names))


def _service(row: Row, here: _Side, there: _Side, mine: set[str], made: Comparison) -> None:
    number, name, areas = row["id"], row["name"], here.areas[row["id"]]
    if number not in there.services:
        made.ids.add(number)
        made.new.append(name)
        if not areas <= mine:
            made.refused.add(name, _("it is for a place where you do not work"))
        return
    said, is_said = here.told(number), there.told(number)
    before, is_mine = there.areas[number], bool(there.areas[number] & mine)
    if not is_mine and said["contacts"].items() <= is_said["contacts"].items():
        # Who has not answered yet does not stand in the file that everybody may take along.
        said["contacts"] = is_said["contacts"]
    what = [str(WORDS[part]) for part in said if said[part] != is_said[part]]
    if not what:
        made.same += 1
        return
    made.ids.add(number)
    made.changed.append(Part(name, list(dict.fromkeys(what))))
    if not is_mine:
        made.refused.add(name, _("this is kept by somebody else, and your file changes it"))
    elif areas - mine != before - mine or NATIONWIDE in areas | before or not areas & mine:
        made.refused.add(name, _("you may only choose among your own municipalities"))
    gone = _gone(said, is_said, there)
    if gone:
        made.gone.append(Part(name, gone))


def _gone(said: Mapping[str, Any], is_said: Mapping[str, Any], there: _Side) -> list[str]:
    """What hung on a service and does not stand in the file any more."""
    places = [is_said["places"][at][2]["name"] for at in is_said["places"].keys() - said["places"]]
    people = [
        there.contacts[each]["name"] for each in is_said["contacts"].keys() - said["contacts"]
    ]
    times = len(is_said["times"].keys() - said["times"])
    gone = [_("the place %(name)s") % {"name": name} for name in sorted(places)]
    gone += [_("the contact person %(name)s") % {"name": name} for name in sorted(people)]
    return [*gone, _("opening times: %(n)d") % {"n": times}] if times else gone


def _shared(here: _Side, there: _Side, mine: set[str], refused: Report) -> None:
    """An organisation or a building that others use too is not changed under their feet."""
    for number, provider in here.providers.items():
        if there.providers.get(number, provider) != provider:
            _only_mine(provider["name"], there.by_provider[number], there, mine, refused)
    for number, place in here.places.items():
        if there.places.get(number, place) != place:
            _only_mine(place["name"], there.at_place[number], there, mine, refused)


def _only_mine(
    name: str, users: Collection[str], there: _Side, mine: set[str], refused: Report
) -> None:
    if any(not there.areas[each] & mine for each in users):
        refused.add(name, _("others use this too, and your file changes it"))


def _taken(here: _Side, there: _Side, refused: Report) -> None:
    """What has an id stays with the service it belongs to."""
    kinds = (
        (here.at, there.at, _("a place")),
        (here.times, there.times, _("an opening time")),
        (here.contacts, there.contacts, _("a contact person")),
    )
    for new, old, kind in kinds:
        for number in new.keys() & old.keys():
            service = here.owner(new[number])
            if there.owner(old[number]) != service:
                name = here.services[service]["name"]
                refused.add(name, _("%(kind)s has the id of something else") % {"kind": kind})


def _asked(here: _Side, asked: Collection[str], made: Comparison) -> None:
    mailboxes: Counter[str] = Counter()
    for number, row in here.contacts.items():
        if row["service_id"] not in made.ids or number not in asked:
            continue
        made.asked.append(row["name"])
        if not row["email"]:
            made.refused.add(row["name"], _("without an e-mail address nobody can say yes"))
        else:
            mailboxes[row["email"].lower()] += 1
    for address, times in mailboxes.items():
        if times > MOST_AT_ONE:
            made.refused.add(
                address, _("more than %(most)d mails would go to this") % {"most": MOST_AT_ONE}
            )
    if len(made.asked) > MOST_ASKED:
        made.refused.add(
            _("contact persons"),
            _("more than %(most)d would get a mail at once") % {"most": MOST_ASKED},
        )
