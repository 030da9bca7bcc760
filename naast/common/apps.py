"""The room common."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.common"
