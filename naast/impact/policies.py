"""Who may do what with reports."""

from naast.common.policies import Policy
from naast.people.models import Organisation, Person


class ReportPolicy(Policy[Person, Organisation]):
    """Rules for the reports of an organisation."""

    def may(self, actor: Person, action: str, thing: Organisation) -> bool:
        """Coordinators and who looks along read, and write down targets and prices. Who reads
        totals for a municipality reads those, and writes nothing.
        """
        works = thing.pk in actor.organisations_watched()
        match action:
            case "read":
                return works or thing.pk in reads_totals_for(actor)
            case "set_target" | "set_price":
                return works
            case _:
                return False


def reads_totals_for(actor: Person) -> list[int]:
    """Ids of the municipal offices for which this person reads totals today."""
    return [role.organisation_id for role in actor.live_roles if role.kind == "municipality"]


def reads_reports(actor: Person) -> bool:
    """Whether there is any report for this person."""
    return bool(actor.organisations_watched() or reads_totals_for(actor))


reports = ReportPolicy()
