"""Forms of the own page."""

from naast.home.forms.own_data import ErasingForm

__all__ = ["ErasingForm"]
