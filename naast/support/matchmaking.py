"""Rows in, advice out: turns requests and supporters into values for `matching` and brings the
answer back.

Advice only. Nothing here writes, and points never leave this module: screens show reasons.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naast import matching, places
from naast.people.models import Person, Supporter
from naast.people.services.never_again import barred
from naast.programmes import Programme
from naast.support.advice import (
    Board,
    Candidate,
    Everybody,
    PlannedPair,
    Unplanned,
    WaitingListPlan,
)
from naast.support.ending import pairs_apart, stopped_early
from naast.support.models import Companion, Match, SupportRequest
from naast.support.trust import missing_trust_steps
from naast.ui.components.formats import days

NEAR_MISSES_SHOWN = 4
OBSTACLES_OF_A_NEAR_MISS = 2
"""With more than this in the way, nobody would call it nearly."""


class _Scene:
    """Everybody of one organisation and programme, as rows and as values of the engine. Who was
    read already (`known`) is not read again.
    """

    def __init__(
        self,
        actor: Person,
        programme: Programme,
        organisation_id: int,
        on: date,
        known: Everybody | None = None,
    ) -> None:
        self.programme, self.on = programme, on
        self.rules = matching.Rules(**asdict(programme.matching))
        mine = {"organisation": organisation_id, "programme": programme.slug}
        in_service = [Supporter.Status.NEW, Supporter.Status.ACTIVE]
        if known is None:
            open_requests = SupportRequest.objects.looked_after_by(actor).filter(**mine).waiting()
            offers = Supporter.objects.looked_after_by(actor).filter(**mine, status__in=in_service)
            known = Everybody(list(open_requests.whole()), list(offers.whole()))
        here = (organisation_id, programme.slug)
        self.requests = {
            str(r.pk): r for r in known.requests if (r.organisation_id, r.programme) == here
        }
        self.supporters = {
            str(s.pk): s
            for s in known.supporters
            if (s.organisation_id, s.programme) == here and s.status in in_service
        }
        live = Match.objects.live().filter(supporter__in=self.supporters.values())
        self.active = Counter(live.values_list("supporter", flat=True))
        self.active.update(
            Companion.objects.open()
            .filter(supporter__in=self.supporters.values())
            .values_list("supporter", flat=True)
        )

    @cached_property
    def apart(self) -> set[tuple[str, str]]:
        """Who is not proposed to whom: tried before, unless both ask to begin again; themselves."""
        tried = pairs_apart(self.requests.values(), self.supporters.values())
        return {(str(request), str(supporter)) for request, supporter in tried} | self._themselves()

    @cached_property
    def ahead(self) -> set[int]:
        """Households whose question goes first, because an earlier match stopped on the way."""
        return stopped_early(self.requests.values())

    def waits_since(self, asked: SupportRequest) -> date:
        """Since when a question counts as waiting: longer than it does, when it goes first."""
        days = int(self.programme.ending.ahead_days) if asked.household_id in self.ahead else 0
        return asked.waiting_since - timedelta(days=days)

    def _themselves(self) -> set[tuple[str, str]]:
        """Households that ask and support at once: nobody stands beside themselves."""
        asking = {asked.household_id: key for key, asked in self.requests.items()}
        return {
            (asking[supporter.household_id], key)
            for key, supporter in self.supporters.items()
            if supporter.household_id in asking
        }

    @cached_property
    def barred(self) -> set[int]:
        """Supporters who may not come near a child: nobody puts them forward."""
        return barred(self.supporters.values())

    def places_left(self, supporter: Supporter) -> int:
        return max(0, self.most(supporter) - self.active[supporter.pk])

    def most(self, supporter: Supporter) -> int:
        """How many families this supporter stands beside at most, by its own wish and by the
        programme.
        """
        return min(supporter.capacity, int(self.programme.capacity.families_at_once))

    def _in_words(self, keys: Iterable[str]) -> frozenset[str]:
        """Interests or kinds in the reader's language, so that reasons read like people talk."""
        words = {**self.programme.interests, **self.programme.kinds}
        return frozenset(str(words.get(key, key)) for key in keys)

    def request_value(self, asked: SupportRequest) -> matching.Request:
        home, point = asked.household, places.find(asked.household.postcode)
        if point is None:
            raise LookupError(f"postcode {home.postcode} of request {asked.pk}")
        return matching.Request(
            id=str(asked.pk),
            lat=point.lat,
            lon=point.lon,
            languages=frozenset(home.languages),
            slots=frozenset(asked.slots),
            child_birth_years=_birth_years(asked),
            interests=self._in_words(asked.interests),
            wants=self._in_words(asked.wants),
            waiting_since=self.waits_since(asked),
            alike=alike_of(asked),
        )

    def supporter_value(self, supporter: Supporter) -> matching.Supporter:
        home, point = supporter.household, places.find(supporter.household.postcode)
        if point is None:
            raise LookupError(f"postcode {home.postcode} of supporter {supporter.pk}")
        return matching.Supporter(
            id=str(supporter.pk),
            lat=point.lat,
            lon=point.lon,
            languages=frozenset(home.languages),
            slots=frozenset(supporter.slots),
            child_age_min=supporter.child_age_min,
            child_age_max=supporter.child_age_max,
            interests=self._in_words(supporter.interests),
            kind=str(self.programme.kinds[supporter.kind]),
            capacity=self.most(supporter),
            active=self.active[supporter.pk],
            vog_seen_on=supporter.vog_seen_on(),
            born=supporter.born,
        )

    @cached_property
    def fits(self) -> dict[int, set[int]]:
        """Per open question the supporters that fit beside it."""
        offers = [(s.pk, str(s.pk), self.supporter_value(s)) for s in self.ready()]
        found: dict[int, set[int]] = {}
        for key, asked in self.requests.items():
            value = self.request_value(asked)
            found[asked.pk] = {
                pk
                for pk, offer_key, offer in offers
                if (key, offer_key) not in self.apart
                and matching.assess(value, offer, self.rules, self.on).fits
            }
        return found

    def ready(self) -> Iterable[Supporter]:
        """Supporters whose trust file is complete: only they stand in the plan."""
        return (
            s
            for s in self.supporters.values()
            if s.pk not in self.barred and not missing_trust_steps(s, self.programme, self.on)
        )

    def plan(self) -> matching.Plan:
        return matching.plan(
            [self.request_value(asked) for asked in self.requests.values()],
            [self.supporter_value(supporter) for supporter in self.ready()],
            self.rules,
            self.on,
            apart=self.apart,
        )

    def candidate(self, asked: SupportRequest, supporter: Supporter) -> Candidate:
        found = matching.assess(
            self.request_value(asked), self.supporter_value(supporter), self.rules, self.on
        )
        obstacles = _say_obstacles(found, asked, supporter)
        if supporter.pk in self.barred:
            obstacles.append(_("call a colleague about this family first"))
        if missing_trust_steps(supporter, self.programme, self.on):
            obstacles.append(_("the trust file is not complete yet"))
        return Candidate(
            supporter=supporter,
            places_left=self.places_left(supporter),
            # The order of a list tells how near somebody lives as well.
            distance_km=0.0 if _secret(asked, supporter) else found.distance_km,
            distance=_distance(found, asked, supporter),
            reasons=_say_for_pair(found, asked, supporter),
            remarks=[*_say(found.remarks), *_in_own_words(asked)],
            obstacles=obstacles,
        )

    def why_nobody(self, each: matching.Waiting) -> list[str]:
        """Why the plan has nobody for a question: one sentence for each of the nearest few."""
        if each.fitting:
            return _say(each.reasons)
        itself = {key for request, key in self._themselves() if request == each.request}
        near = [found for found in each.nearest if found.supporter.id not in itself]
        if not near:
            return [_("nobody has completed the trust file yet")]
        return [self._in_the_way(each.request, found) for found in near]

    def _in_the_way(self, request: str, found: matching.Assessment) -> str:
        key = found.supporter.id
        asked, supporter = self.requests[request], self.supporters[key]
        tried = [_("proposed before")] if (request, key) in self.apart else []
        return _("%(supporter)s, %(distance)s: %(reasons)s") % {
            "supporter": supporter.household.name,
            "distance": _distance(found, asked, supporter),
            "reasons": "; ".join([*tried, *_say_obstacles(found, asked, supporter)]),
        }

    def candidates(self, asked: SupportRequest) -> list[Candidate]:
        """Every supporter next to this question, nearest first; pairs that were tried stay out."""
        tried = {supporter for request, supporter in self.apart if request == str(asked.pk)}
        every = (s for key, s in self.supporters.items() if key not in tried)
        others = (s for s in every if s.household_id != asked.household_id)
        found = [self.candidate(asked, supporter) for supporter in others]
        return sorted(found, key=lambda c: (len(c.obstacles), c.distance_km, c.supporter.pk))


def _birth_years(asked: SupportRequest) -> tuple[int, ...]:
    """Of whom it is for: the children, or a young adult on its own."""
    home = asked.household
    them = home.children() or home.adults_at_home()
    return tuple(member.birth_year for member in them if member.birth_year)


def alike_of(asked: SupportRequest) -> matching.Alike:
    """What they said themselves matters in who comes beside them; what it says of culture stays
    with people.
    """
    told = asked.alike
    return matching.Alike(
        languages=frozenset(told.get("languages", ())),
        born=told.get("born"),
        hobby=bool(told.get("hobby")),
        must=frozenset(told.get("must", ())),
    )


def _secret(asked: SupportRequest, supporter: Supporter) -> bool:
    """Whether one of both keeps secret where it lives: then nobody reads how far apart they are."""
    return asked.household.has_secret_address or supporter.household.has_secret_address


def _distance(found: matching.Assessment, asked: SupportRequest, supporter: Supporter) -> str:
    """How far apart, as far as a postcode tells it, and never for a secret address."""
    if _secret(asked, supporter):
        return _("in the region")
    return str(places.distance_class(found.distance_km))


def _in_own_words(asked: SupportRequest) -> list[str]:
    """What only a person can weigh, as they wrote it."""
    ask = _("they find this important: “%(words)s”. Ask this family about it")
    return [ask % {"words": asked.culture}] if asked.culture else []


def _say_for_pair(
    found: matching.Assessment, asked: SupportRequest, supporter: Supporter
) -> list[str]:
    """What speaks for this pair. How long a family waits is true of every pair, so it stays out."""
    others = _say(each for each in found.reasons if each.code not in ("distance", "waiting"))
    if _secret(asked, supporter):
        return [_("both in the region"), *others]
    apart = {"distance": _distance(found, asked, supporter)}
    return [_("%(distance)s from each other") % apart, *others]


def _say_obstacles(
    found: matching.Assessment, asked: SupportRequest, supporter: Supporter
) -> list[str]:
    """What stands in the way; that they live too far apart without the distance, when one of both
    keeps its address secret.
    """
    if not _secret(asked, supporter):
        return _say(found.obstacles)
    others = _say(each for each in found.obstacles if each.code != "too_far")
    far = any(each.code == "too_far" for each in found.obstacles)
    return [_("they live too far apart"), *others] if far else others


def _say(reasons: Iterable[matching.Reason]) -> list[str]:
    english = (get_language() or "nl").startswith("en")
    return [matching.say(reason, "en" if english else "nl") for reason in reasons]


def board(actor: Person, asked: SupportRequest, *, on: date) -> Board:
    """Who fits beside this family, who nearly does, and what the plan over the whole list
    advises.
    """
    scene = _Scene(actor, _definition(asked), asked.organisation_id, on)
    scene.requests.setdefault(str(asked.pk), asked)
    pairs = scene.plan().pairs
    advised = next((pair.supporter for pair in pairs if pair.request == str(asked.pk)), None)
    candidates = scene.candidates(asked)
    fitting = [
        replace(candidate, in_plan=True, because=_because(scene, asked, candidate.supporter))
        if str(candidate.supporter.pk) == advised
        else replace(candidate, because=_elsewhere(scene, pairs, candidate))
        for candidate in candidates
        if candidate.fits
    ]
    fitting.sort(key=lambda candidate: not candidate.in_plan)
    near = [c for c in candidates if 0 < len(c.obstacles) <= OBSTACLES_OF_A_NEAR_MISS]
    return Board(asked, fitting, near[:NEAR_MISSES_SHOWN], advised is None)


def _elsewhere(scene: _Scene, pairs: Iterable[matching.Pair], candidate: Candidate) -> str:
    """Beside whom the plan puts this supporter instead, when it needs every free place for that."""
    key = str(candidate.supporter.pk)
    others = [scene.requests[p.request].household.name for p in pairs if p.supporter == key]
    if len(others) < candidate.places_left:
        return ""
    names = {"supporter": candidate.supporter.household.name, "others": ", ".join(others)}
    return _("In the plan for the whole list: %(supporter)s beside %(others)s.") % names


def _because(scene: _Scene, asked: SupportRequest, planned: Supporter) -> str:
    """Why the plan chose this pair, told by who else could have had whom."""
    names = {"supporter": planned.household.name, "family": asked.household.name}
    if scene.fits[asked.pk] == {planned.pk}:
        return _("%(supporter)s is the only one who fits beside %(family)s now.") % names
    rivals = [
        other.household.name
        for other in scene.requests.values()
        if other.pk != asked.pk and planned.pk in scene.fits[other.pk]
    ]
    if not rivals:
        return _("%(supporter)s fits beside no other family that waits now.") % names
    names["others"] = ", ".join(rivals[:3])
    return (
        _("%(supporter)s also fits beside %(others)s; like this the whole list is helped best.")
        % names
    )


def waiting_list_plan(
    actor: Person,
    programme: Programme,
    organisation_id: int,
    *,
    on: date,
    known: Everybody | None = None,
) -> WaitingListPlan:
    """The best plan over everybody who waits at one organisation, with why, and why not yet.

    Args: known: everybody of the actor's organisations, when they were read already.
    """
    scene = _Scene(actor, programme, organisation_id, on, known)
    plan = scene.plan()
    pairs = [
        PlannedPair(
            asked=scene.requests[pair.request],
            supporter=scene.supporters[pair.supporter],
            reasons=_say_for_pair(
                pair.assessment, scene.requests[pair.request], scene.supporters[pair.supporter]
            ),
            because=_because(scene, scene.requests[pair.request], scene.supporters[pair.supporter]),
        )
        for pair in plan.pairs
    ]
    waiting = [
        Unplanned(scene.requests[each.request], scene.why_nobody(each), each.fitting)
        for each in plan.waiting
    ]
    first = {
        asked.pk: why_first(scene.programme)
        for asked in scene.requests.values()
        if asked.household_id in scene.ahead and scene.programme.ending.ahead_days
    }
    return WaitingListPlan(pairs, waiting, first)


def why_first(programme: Programme) -> str:
    """Why a question counts as waiting longer than it does, and how much."""
    further = {"days": days(int(programme.ending.ahead_days))}
    told = _("An earlier match stopped on the way. So it counts as if it waited %(days)s longer.")
    return told % further


def _definition(asked: SupportRequest) -> Programme:
    return asked.organisation.offerings.get(programme=asked.programme).definition()
