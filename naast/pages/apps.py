"""The room pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.pages"

    def ready(self) -> None:
        """Say whose the versions are, and check our own texts at start-up."""
        from django.core.checks import register

        from naast.common.belongings import let_belong
        from naast.pages.belongings import ERASING, HANDS
        from naast.pages.checks import texts_are_sound

        let_belong(erasing=ERASING, hands=HANDS)
        register(texts_are_sound)
