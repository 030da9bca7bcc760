"""The stories of the region, as they stand in `naast/demo/data/pages.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from naast.demo.region.chronicle import Chronicle, chance_of
from naast.demo.region.drawing import drawing_of
from naast.demo.region.tables import DATA
from naast.pages.blocks import Picture
from naast.pages.content import Content, from_json
from naast.pages.services import deciding, picturing, writing
from naast.people.models import Person


def write_pages(staff: Mapping[str, Person], chronicle: Chronicle) -> int:
    """Let the coordinators write their stories, and others say yes. Returns: how many there are.

    Args: staff: who works here, by key of the tables.
    """
    written = tomllib.loads((DATA / "pages.toml").read_text(encoding="utf-8"))["page"]
    for told in written:
        _write(staff, chronicle, told)
    return len(written)


def _write(staff: Mapping[str, Person], chronicle: Chronicle, told: Mapping[str, Any]) -> None:
    writer, chance = staff[told["by"]], chance_of(told["title"])
    now = chronicle.at_work(told["ago"], chance)
    blocks = [{name: value.strip() for name, value in each.items()} for each in told["block"]]
    drawn = {each.picture: UUID(int=chance.getrandbits(128), version=4)
             for each in from_json(blocks) if isinstance(each, Picture)}  # fmt: skip
    content = Content(told["title"], told["summary"], tuple(
        replace(each, picture=str(drawn[each.picture])) if isinstance(each, Picture) else each
        for each in from_json(blocks)
    ))  # fmt: skip
    page = writing.begin(
        actor=writer, organisation_id=writer.organisations_coordinated()[0], kind="story",
        title=content.title, now=now,
    )  # fmt: skip
    first = page.versions.get()
    draft = writing.save(
        actor=writer, page_id=page.pk, content=content, replaces=first.mark, now=now,
        chosen={uuid: picturing.drawn(drawing_of(name)) for name, uuid in drawn.items()},
    )  # fmt: skip
    offered = writing.offer(actor=writer, page_id=page.pk, replaces=draft.mark, now=now)
    if reader := told.get("yes"):
        deciding.publish(
            actor=staff[reader], page_id=page.pk, replaces=offered.mark,
            now=chronicle.at_work(told["ago"] - 1, chance),
        )  # fmt: skip
