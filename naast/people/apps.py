"""The room people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.people"

    def ready(self) -> None:
        """Let the post know who writes which mail."""
        from naast.people.services import registering, signing_in  # noqa: F401
