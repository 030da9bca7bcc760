"""The room demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.demo"

    def ready(self) -> None:
        """Say whose the mails of the demo are."""
        from naast.common.belongings import let_belong
        from naast.demo.belongings import ERASING, HANDS

        let_belong(erasing=ERASING, hands=HANDS)
