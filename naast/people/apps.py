"""The room people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Django's handle on the room."""

    name = "naast.people"
