"""The room home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.home"
