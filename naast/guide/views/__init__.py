"""Pages of the social map."""

from naast.guide.views.contacts import add_contact, drop_contact
from naast.guide.views.downloads import download_json, download_sheets
from naast.guide.views.keeping import (
    add_place,
    add_service,
    assure,
    change_place,
    change_service,
    gaps,
    keep,
    words,
)
from naast.guide.views.links import be_contact, still_right
from naast.guide.views.map_file import answer_import, import_map, my_json, my_sheets
from naast.guide.views.near import face, helped, missed, near, service

__all__ = [
    "add_contact", "add_place", "add_service", "answer_import", "assure", "be_contact",
    "change_place", "change_service", "download_json", "download_sheets", "drop_contact", "face",
    "gaps", "helped", "import_map", "keep", "missed", "my_json", "my_sheets", "near", "service",
    "still_right", "words",
]  # fmt: skip
