"""The room programmes."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the check of all definitions at start-up."""

    name = "naast.programmes"

    def ready(self) -> None:
        """Importing the checks registers them."""
        from naast.programmes import checks  # noqa: F401  # registers itself
