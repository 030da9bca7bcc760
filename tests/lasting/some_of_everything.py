"""Run in a house: the shared cast, with at least one row of every model.

Prints which models are still empty. `scripts.version_dump` keeps what stands here then.
"""

import json

import django

django.setup()

from django.apps import apps  # noqa: E402  # models need Django first
from django.db import transaction  # noqa: E402
from django.http import QueryDict  # noqa: E402

from naast.common.drafts import DraftOf  # noqa: E402
from naast.demo.models import DemoMail  # noqa: E402
from naast.support.services import notes  # noqa: E402
from tests.cast import Cast  # noqa: E402

WORDS = "Kanarie in een notitie: ze lachte weer."


def live(cast: Cast) -> None:
    """Two families who are under way, one who left, and what was written along the way."""
    cast.ended_with_former_supporter()
    cast.to_under_way()
    notes.write_note(
        actor=cast.coordinator, household_id=cast.asking.pk, words=WORDS, now=cast.now
    )  # fmt: skip
    typed = QueryDict(mutable=True)
    typed["words"] = "Kanarie in een concept."
    DraftOf(owner=cast.parent.pk, kind="evaluate", about=1).keep(typed, cast.now)
    DemoMail.objects.create(
        at=cast.now, to=cast.parent.email, subject="Er is iets", body="Kanarie in een bericht."
    )


def empty_models() -> list[str]:
    """Models of ours without a row."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("naast.")]
    return [model._meta.label for model in ours if not model._base_manager.exists()]


if __name__ == "__main__":
    with transaction.atomic():
        live(Cast())
    print(json.dumps(empty_models()))
