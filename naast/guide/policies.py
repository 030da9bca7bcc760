"""Who may keep the social map of a region."""

from naast.common.policies import Policy
from naast.guide.models import Service
from naast.people.models import Person


class MapPolicy(Policy[Person, Service]):
    """Rules for the services of the map."""

    def may(self, actor: Person, action: str, thing: Service) -> bool:
        """Who coordinates in a municipality that a service reaches, keeps it. Whoever coordinates
        somewhere may add one, or take in a file; the service sees to it that it is for their own
        municipalities.
        """
        match action:
            case "add" | "take_in":
                return actor.is_coordinator
            case "change" | "assure" | "name_contact":
                return Service.objects.looked_after_by(actor).filter(pk=thing.pk).exists()
            case _:
                return False


services = MapPolicy()
