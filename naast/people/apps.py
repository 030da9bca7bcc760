"""The room people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.people"

    def ready(self) -> None:
        """Tell the rooms below to which organisation a household or person belongs, what becomes of
        our rows, and who writes which mail.
        """
        from naast.common.belongings import let_belong
        from naast.common.keys import let_place
        from naast.people.belonging import organisation_of_household, organisation_of_person
        from naast.people.belongings import CHAPTERS, ERASING
        from naast.people.services import registering, signing_in  # noqa: F401

        let_belong(erasing=ERASING, chapters=CHAPTERS)
        let_place("household", organisation_of_household)
        let_place("person", organisation_of_person)
