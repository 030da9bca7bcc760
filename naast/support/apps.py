"""The room support."""

from django.apps import AppConfig
from django.core.checks import register


class SupportConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.support"

    def ready(self) -> None:
        """Check at start-up that the engine can walk every programme, and tell the room below
        whom a supporter stands beside.
        """
        from naast.common.belongings import let_belong
        from naast.common.erasing import let_erase
        from naast.common.keys import let_place
        from naast.people.company import let_tell
        from naast.support.belonging import organisation_of_match
        from naast.support.belongings import CHAPTERS, ERASING
        from naast.support.checks import gates_have_predicates
        from naast.support.selectors.desk import families_beside
        from naast.support.services import erasing
        from naast.support.services.clocks import HANDS

        let_erase("household", erasing.take_away_household)
        let_erase("person", erasing.take_away_person)
        let_erase("match", erasing.take_away_match)
        let_belong(erasing=ERASING, chapters=CHAPTERS, hands=HANDS)
        register(gates_have_predicates)
        let_tell(families_beside)
        let_place("match", organisation_of_match)
