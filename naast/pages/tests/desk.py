"""Pages made through the services, for the tests of this room."""

from dataclasses import replace
from uuid import uuid4

from naast.pages.blocks import Block, Picture, Quote, Text
from naast.pages.content import Content
from naast.pages.models import Page, PageVersion
from naast.pages.services import deciding, picturing, writing
from naast.people.models import Person
from tests.cast import Cast
from tests.sent_files import jpeg

STORY = Content(
    "Zaterdag is pannenkoekendag",
    "Hoe twee gezinnen elkaar vonden.",
    (Text(words="Het begon met een pan."), Quote("We lachen weer.", "mother", "yes")),
)

SOUP = Picture("", "Een pan soep op een lange tafel.", "Tekening van Noor", "Woensdag.", "yes")


def draft(
    cast: Cast, content: Content = STORY, *, kind: str = "story", writer: Person | None = None,
    house: bool = False,
) -> Page:  # fmt: skip
    """A page with a draft of Noor, or of another writer."""
    actor = writer or cast.coordinator
    own = None if house else actor.organisations_coordinated()[0]
    page = writing.begin(
        actor=actor, organisation_id=own, kind=kind, title=content.title, now=cast.now
    )
    save(cast, page, content, writer=actor)
    return page


def save(
    cast: Cast, page: Page, content: Content = STORY, *, writer: Person | None = None
) -> PageVersion:
    """Save what somebody has before them."""
    newest = mark(page)
    return writing.save(
        actor=writer or cast.coordinator, page_id=page.pk, content=content, replaces=newest,
        now=cast.now,
    )  # fmt: skip


def mark(page: Page) -> str:
    """Of the version that is written, or else the newest: what somebody has before them."""
    versions = list(page.versions.order_by("number"))
    open_now = [each for each in versions if each.state in ("draft", "sent_back", "offered")]
    return (open_now or versions)[-1].mark


def offered(cast: Cast, content: Content = STORY, **more: object) -> Page:
    """A page that waits for a second yes."""
    page = draft(cast, content, **more)  # type: ignore[arg-type]
    writer = more.get("writer") or cast.coordinator
    writing.offer(actor=writer, page_id=page.pk, replaces=mark(page), now=cast.now)  # type: ignore[arg-type]
    return page


def published(
    cast: Cast, content: Content = STORY, *, by: Person | None = None, **more: object
) -> Page:
    """A page that everybody reads."""
    page = offered(cast, content, **more)
    deciding.publish(
        actor=by or cast.second_coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
    )
    return page


def again(cast: Cast, page: Page, content: Content) -> PageVersion:
    """Another version, offered and published."""
    save(cast, page, content)
    return publish(cast, page)


def only(*blocks: Block) -> Content:
    """The story with these blocks."""
    return Content(STORY.title, STORY.summary, blocks)


def pictured(cast: Cast, block: Picture = SOUP) -> tuple[Content, Page]:
    """A draft of Noor with a picture in it."""
    page = draft(cast, only(*STORY.blocks[:1], block))
    chosen = {uuid4(): picturing.drawn(jpeg(1200, 900))}
    content = only(*STORY.blocks[:1], replace(block, picture=str(next(iter(chosen)))))
    writing.save(
        actor=cast.coordinator, page_id=page.pk, content=content, replaces=mark(page),
        now=cast.now, chosen=chosen,
    )  # fmt: skip
    return content, page


def publish(cast: Cast, page: Page) -> PageVersion:
    """What Noor wrote is offered, and Pim says the second yes."""
    writing.offer(actor=cast.coordinator, page_id=page.pk, replaces=mark(page), now=cast.now)
    return deciding.publish(
        actor=cast.second_coordinator, page_id=page.pk, replaces=mark(page), now=cast.now
    )
