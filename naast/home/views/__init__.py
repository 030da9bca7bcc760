"""The front door and the dashboards."""

from naast.home.views.dashboards import circle, support
from naast.home.views.front import home, reach, worry
from naast.home.views.looked import who_looked
from naast.home.views.safely import form_refused, leave, switch_discreet, watch_safely
from naast.home.views.today import start, today

__all__ = [
    "circle",
    "form_refused",
    "home",
    "leave",
    "reach",
    "start",
    "support",
    "switch_discreet",
    "today",
    "watch_safely",
    "who_looked",
    "worry",
]
