"""The front door and the dashboards."""

from naast.home.views.dashboards import circle, support
from naast.home.views.front import home, privacy, reach, security_txt
from naast.home.views.looked import surprised, who_looked
from naast.home.views.own_data import erase, erased, my_data, my_export
from naast.home.views.safely import form_refused, leave, switch_discreet, watch_safely
from naast.home.views.today import start, today

__all__ = [
    "circle",
    "erase",
    "erased",
    "form_refused",
    "home",
    "leave",
    "my_data",
    "my_export",
    "privacy",
    "reach",
    "security_txt",
    "start",
    "support",
    "surprised",
    "switch_discreet",
    "today",
    "watch_safely",
    "who_looked",
]
