"""The front door and the dashboards."""

from naast.home.views.dashboards import circle, support
from naast.home.views.front import home, privacy, reach, security_txt, worry
from naast.home.views.looked import who_looked
from naast.home.views.today import start, today

__all__ = [
    "circle",
    "home",
    "privacy",
    "reach",
    "security_txt",
    "start",
    "support",
    "today",
    "who_looked",
    "worry",
]
