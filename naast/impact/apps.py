"""The room impact."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.impact"

    def ready(self) -> None:
        """Say whose the sentences of families are, and check our data at start-up."""
        from django.core.checks import register

        from naast.common.belongings import let_belong
        from naast.impact.belongings import CHAPTERS, ERASING
        from naast.impact.checks import data_is_sound

        let_belong(erasing=ERASING, chapters=CHAPTERS)
        register(data_is_sound)
