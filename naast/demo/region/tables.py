"""The tables of the region, read from `naast/demo/data/`: who lives there and what they wrote.

Days are counted back from the day of the region: `asked = 40` is forty days ago. A key that a
table does not know stops the build with a TypeError that names it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the coordinator, so many days ago."""

    ago: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household: `who` registers, `others` live there too; children with their age today.

    `own_accounts` are those of `others` who sign in themselves. `elsewhere` is a parent who lives
    somewhere else.
    """

    key: str
    who: str
    home: str
    programme: str = "buurtgezinnen"
    languages: Sequence[str] = ("nl",)
    others: Sequence[str] = ()
    own_accounts: Sequence[str] = ()
    elsewhere: str = ""
    children: Mapping[str, int] = field(default_factory=dict)
    when: Sequence[str]
    likes: Sequence[str]
    words: str
    notes: Sequence[Remark] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking(Home):
    """A family that asks.

    `asked` is left out for a family with a story: then it follows from the first proposal.
    `talk` is `held`, `planned` (in `talk_in` days) or `open`; `team` typed it together with the
    parent, who may not have `confirmed`; `closed` is the day the question was closed.
    """

    wants: Sequence[str] = ()
    asked: int | None = None
    talk: str = "held"
    talk_in: int = 0
    team: str = ""
    confirmed: bool = True
    closed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supporting(Home):
    """A household that supports.

    `same_home` names the asking family it also is; then only the offer counts. `since` is left out
    when it follows from the first proposal. The VOG was seen on the days `vog`, or counts for
    `vog_ends_in` days more, or soon after registering when neither is given; `no_vog_for` names
    adults without one (`all` for everybody). `trust` are the steps taken, all when left out.
    """

    kind: str = "family"
    ages: tuple[int, int] = (3, 12)
    places: int = 1
    same_home: str = ""
    since: int | None = None
    vog: Sequence[int] = ()
    vog_ends_in: int | None = None
    no_vog_for: Sequence[str] = ()
    trust: Sequence[str] | None = None
    paused: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story of two families: up to and including the act `last`, `ago` days ago.

    With `waits_for_second` nobody looked along yet after the house rules.
    `then` is one more thing that happened, `then_ago` days ago. `together` is how many days they
    were under way, `because` why that ended sooner than agreed; `no_trial_because` why the trial
    was skipped. `meeting_in` is in how many days they will meet. `quiet`: lately nobody told
    anything.
    """

    asking: str
    supporting: str
    last: str
    ago: int
    then: str = ""
    then_ago: int = 0
    meeting_in: int = 2
    together: int = 735
    because: str = ""
    no_trial_because: str = ""
    waits_for_second: bool = False
    stays_in_touch: bool = True
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """How two families walk along the path of any programme, from gate to gate.

    They were `proposed` to each other so many days ago and go on until the phase `until`, or until
    the `closing` began; then it was `rounded_off`. Or one of them `stopped`, on the side `by`.
    `every_weeks`, `day` and `hour` are their rhythm; nothing was noted in the last `quiet` days.
    """

    asking: str
    supporting: str
    programme: str
    proposed: int
    until: str = ""
    closing: int | None = None
    rounded_off: int | None = None
    stopped: int | None = None
    by: str = "asking"
    every_weeks: int = 2
    day: str = ""
    hour: int = 14
    quiet: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTold:
    """A task of one part of a plan, written `ago` days ago; `standing` is what was said of it."""

    part: str
    ago: int
    words: str
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandTold:
    """Where somebody goes along, on `days` that count back too."""

    what: str
    ago: int
    together: int
    days: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideTold:
    """Who came beside a family as well, `came` days ago, and the plan they share. With `closed`
    its part was closed then, and the family may ask it back.
    """

    asking: str
    companion: str
    role: str
    came: int
    closed: int | None = None
    letter: str = ""
    tasks: Sequence[TaskTold] = ()
    errands: Sequence[ErrandTold] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartTold:
    """Somebody who works with a family since `ago` days, what they asked and what was answered."""

    asking: str
    name: str
    ago: int
    asked: str
    answer: str
    answered: int


@dataclass(frozen=True, slots=True)
class Papers:
    """What families write together; one of each list is chosen per story."""

    places: Sequence[str]
    own_rules: Sequence[str]
    asking_went_well: Sequence[str]
    asking_differently: Sequence[str]
    supporting_went_well: Sequence[str]
    supporting_differently: Sequence[str]
    did: Sequence[str]
    asking_told: Sequence[str]
    supporting_told: Sequence[str]
    fell_through: Sequence[str]
    called: Sequence[str]
    agreement: Mapping[str, Sequence[str]]
    agreed_otherwise: Sequence[str]
    consents: Sequence[str]
    enough: Sequence[str]
    goodbyes: Sequence[str]
    asking_thanks: Sequence[str]
    supporting_thanks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Worker:
    """A coordinator or somebody of a municipality; `postcodes` are whose families come first."""

    key: str
    who: str
    postcodes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """An organisation with its area and its people; `programmes` with their own numbers."""

    name: str
    area: str
    municipalities: Sequence[str]
    phone: str = ""
    programmes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    coordinators: Sequence[Worker] = ()
    regionals: Sequence[Worker] = ()
    readers: Sequence[Worker] = ()


@dataclass(frozen=True, slots=True)
class ConsentTold:
    """A consent that `home` gave `ago` days ago for so many `days`, and when it was withdrawn."""

    home: str
    ago: int
    days: int
    topics: Sequence[str]
    words: str
    withdrawn: int | None = None


@dataclass(frozen=True, slots=True)
class VisitTold:
    """An address that `home` opened for a visit of `to`; `day` counts back too."""

    home: str
    ago: int
    day: int
    to: str


@dataclass(frozen=True, slots=True)
class SecretTold:
    """A family that keeps its address secret since `ago` days."""

    home: str
    ago: int


@dataclass(frozen=True, slots=True)
class NoteAnswered:
    """What a family answered to its note number `note`, the first being 1."""

    home: str
    note: int
    ago: int
    words: str
    asks_correction: bool = False


@dataclass(frozen=True, slots=True)
class YoungTold:
    """A young person with its own place, what it wrote and who may read that."""

    home: str
    child: str
    ago: int
    words: str
    for_parents: bool = False
    for_coordinator: bool = False


@dataclass(frozen=True, slots=True)
class Openings:
    """What families opened, closed and said by themselves."""

    consents: Sequence[ConsentTold]
    visits: Sequence[VisitTold]
    secrets: Sequence[SecretTold]
    answers: Sequence[NoteAnswered]
    young: Sequence[YoungTold]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that was written down about the region."""

    offices: Sequence[Office]
    strangers: Sequence[Worker]
    streets: Sequence[str]
    asking: Sequence[Asking]
    supporting: Sequence[Supporting]
    stories: Sequence[Told]
    walks: Sequence[Walked]
    beside: Sequence[BesideTold]
    apart: Sequence[ApartTold]
    papers: Papers
    openings: Openings
    years: Mapping[str, Any]


@cache
def tables() -> Tables:
    """Read all tables, once per process."""
    frame = read("region")
    return Tables(
        offices=[_office(row) for row in frame["offices"]],
        strangers=[Worker(**row) for row in frame["strangers"]],
        streets=frame["streets"],
        asking=[
            *(Asking(**row) for place in _PLACES for row in _homes(read(f"asking-{place}"))),
            *(Asking(**row) for slug in _PROGRAMMES for row in _homes_of(slug, "asking")),
        ],
        supporting=[
            *(
                Supporting(**row)
                for place in _PLACES
                for row in _homes(read(f"supporting-{place}"))
            ),
            *(Supporting(**row) for slug in _PROGRAMMES for row in _homes_of(slug, "supporting")),
        ],
        stories=[Told(**row) for row in read("stories")["story"]],
        walks=[Walked(programme=slug, **row) for slug in _PROGRAMMES for row in read(slug)["walk"]],
        beside=[_beside(row) for slug in _PROGRAMMES for row in read(slug).get("beside", [])],
        apart=[ApartTold(**row) for slug in _PROGRAMMES for row in read(slug).get("apart", [])],
        papers=Papers(**read("papers")),
        openings=_openings(read("openings")),
        years=read("years"),
    )


def _beside(row: dict[str, Any]) -> BesideTold:
    told = {key: value for key, value in row.items() if key not in ("task", "errand")}
    return BesideTold(
        tasks=[TaskTold(**task) for task in row.get("task", [])],
        errands=[ErrandTold(**errand) for errand in row.get("errand", [])],
        **told,
    )


def _openings(rows: dict[str, Any]) -> Openings:
    return Openings(
        consents=[ConsentTold(**row) for row in rows["consent"]],
        visits=[VisitTold(**row) for row in rows["visit"]],
        secrets=[SecretTold(**row) for row in rows["secret"]],
        answers=[NoteAnswered(**row) for row in rows["answer"]],
        young=[YoungTold(**row) for row in rows["young"]],
    )


_PLACES = ("leiden", "weststellingwerf")
_PROGRAMMES = ("home-start", "maatjesproject", "moeders-informeren-moeders", "duo-coaching")
"""Those with a table of their own; Buurtgezinnen has one per place."""


def read(name: str) -> dict[str, Any]:
    """One table of the region, as it stands there."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _homes(rows: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Households by key, with their notes as values."""
    return [
        {**row, "key": key, "notes": [Remark(**note) for note in row.get("notes", [])]}
        for key, row in rows.items()
    ]


def _homes_of(programme: str, side: str) -> list[dict[str, Any]]:
    """The households on one side of a programme."""
    return [{**row, "programme": programme} for row in _homes(read(programme)[side])]


def _office(row: dict[str, Any]) -> Office:
    people = {name: [Worker(**who) for who in row.get(name, [])] for name in _PEOPLE}
    return Office(**{**row, **people})


_PEOPLE = ("coordinators", "regionals", "readers")
