"""How the form and the desk call the parts of the format, and who may be quoted."""

from typing import Final

from django.utils.translation import gettext_lazy as _

PARTS: Final = {
    "title": _("What is it called?"),
    "nutshell": _("In a nutshell"),
    "elements": _("What it shows of the eight elements"),
    "works": _("What works"),
    "better": _("What can be better"),
    "description": _("How it goes"),
    "for_whom": _("For whom"),
    "by_whom": _("By whom"),
    "needed": _("What it takes"),
    "setting": _("Where it was seen"),
    "quotes": _("What people say"),
    "links": _("Read on and ask on"),
}
"""The parts of the fixed format, and where it was seen; in the order of the page."""

ROLES: Final = {
    "parent": _("a parent or co-parent"),
    "young": _("a young person"),
    "supporter": _("a supporting family"),
    "volunteer": _("a volunteer"),
    "coordinator": _("a coordinator"),
    "professional": _("a professional"),
    "policy": _("somebody who makes policy"),
}
"""Who may be quoted: chosen from a list, so that no name can be typed."""
