"""The room programmes."""

from pathlib import Path

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers the check of all definitions at start-up."""

    name = "naast.programmes"

    def ready(self) -> None:
        """Importing the checks registers them; an installation may have programmes of its own in
        the folder `programmes` of its home.
        """
        from django.conf import settings

        from naast.programmes.library import look_also_in

        look_also_in(Path(settings.NAAST_HOME) / "programmes")
        from naast.programmes import checks  # noqa: F401  # registers itself
