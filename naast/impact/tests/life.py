"""A region with enough in it to report about: questions, matches and endings on chosen days."""

from datetime import UTC, date, datetime, time, timedelta

from naast.impact.counting import begins_after
from naast.people.models import Household, Supporter
from naast.programmes import find
from naast.support.models import Match, Step, SupportRequest
from tests.cast import PROGRAMME, Cast

FIRST = date(2026, 1, 10)
BEGUN = begins_after(find(PROGRAMME))


def moment(day: date) -> datetime:
    return datetime.combine(day, time(11), UTC)


def ask(cast: Cast, day: date, languages: tuple[str, ...] = ("nl",)) -> SupportRequest:
    """A new family asks on that day."""
    household = Household.objects.create(
        organisation=cast.organisation, name="Iemand", postcode="2311", languages=list(languages)
    )
    return SupportRequest.objects.create(
        household=household, organisation=cast.organisation, programme=PROGRAMME,
        asked_at=moment(day), confirmed_at=moment(day), waiting_since=day,
    )  # fmt: skip


def begin(
    cast: Cast, asked: SupportRequest, day: date, supporter: Supporter | None = None
) -> Match:
    """Somebody stands beside that family from that day on."""
    match: Match = Match.objects.create(
        request=asked, supporter=supporter or cast.supporter, proposed_by=cast.coordinator,
        proposed_at=moment(day), expires_on=day,
    )  # fmt: skip
    Step.objects.create(match=match, phase=BEGUN, started_on=day, completed_on=day)
    SupportRequest.objects.filter(pk=asked.pk).update(status="matched")
    return match


def end(match: Match, day: date, ending: str, in_touch: bool | None = None) -> None:
    """It ends on that day."""
    Match.objects.filter(pk=match.pk).update(
        ended_at=moment(day), ending=ending, stays_in_touch=in_touch
    )


def year(cast: Cast, families: int, begun: int, ended: int) -> list[SupportRequest]:
    """So many families who ask in the first quarter of 2026; some get somebody after three
    weeks, some of those end after 100 days, every other one in touch.
    """
    requests = [ask(cast, FIRST, ("nl", "ar")) for _family in range(families)]
    matches = [begin(cast, each, FIRST + timedelta(days=21)) for each in requests[:begun]]
    for at, match in enumerate(matches[:ended]):
        end(match, FIRST + timedelta(days=121), "completed", in_touch=at % 2 == 0)
    return requests
