"""The room places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.places"
