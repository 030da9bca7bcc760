"""The room guide."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.guide"

    def ready(self) -> None:
        """Say whose the contact persons are, and check our data at start-up."""
        from django.core.checks import register

        from naast.common.belongings import let_belong
        from naast.guide.belongings import CHAPTERS, ERASING, HANDS
        from naast.guide.checks import data_is_sound

        let_belong(erasing=ERASING, chapters=CHAPTERS, hands=HANDS)
        register(data_is_sound)
