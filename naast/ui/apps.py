"""How Django knows this room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room of components, layouts and words."""

    name = "naast.ui"
    label = "ui"
