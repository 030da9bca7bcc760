"""The room demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.demo"
