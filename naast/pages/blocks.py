"""What a page is made of: small frozen blocks, each with its own fields, all of them text.

A block knows how an editor fills it in (`asked`), what is still missing before others may read it
(`complaints`) and how it reads without markup (`as_text`). How it looks is a template of its kind.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Final, TypeAlias
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.ui.lines import lines

Word: TypeAlias = str | Promise

TARGETS: Final[Mapping[str, tuple[str, Word]]] = {
    "worry": ("worry:begin", _("I worry about a child")),
    "near": ("guide:near", _("See what is near you")),
    "ask": ("support:ask", _("Ask for support")),
    "offer": ("people:offer", _("Stand beside a family")),
    "programmes": ("people:choose_offer", _("See which programme suits you")),
    "stories": ("pages:stories", _("Read the stories")),
    "film": ("pages:film", _("About the film")),
    "evening": ("pages:evening", _("Hold a theme evening")),
    "material": ("toolkit:make", _("Make a poster or a card")),
}
"""Where a button may lead: pages of our own and nothing else. By key: the page, and what the
button says when nobody chose other words."""

ROLES: Final[Mapping[str, Word]] = {
    "mother": _("a mother"),
    "father": _("a father"),
    "grandparent": _("a grandparent"),
    "young": _("a young person"),
    "neighbour": _("a neighbour"),
    "supporter": _("somebody who stands beside a family"),
    "teacher": _("a teacher"),
    "trainer": _("a trainer of a club"),
    "coordinator": _("a coordinator"),
    "professional": _("somebody who meets families at work"),
}
"""Who says something, by role: a list, so that no name can be typed."""

ANSWERS: Final[Mapping[str, Word]] = {
    "faces": _("three faces"),
    "yes_no": _("yes, a little, no"),
    "words": _("lines to write on"),
}
"""How people answer a question on paper."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How an editor fills in one field. `longest`: characters; `rows`: lines of the text box, 0
    for a single line. `choices`: by key, what can be chosen; `yes` is a box to tick; `file` is a
    picture to choose, of which the number is kept.
    """

    label: Word
    longest: int
    rows: int = 0
    hint: Word = ""
    needed: bool = True
    choices: Mapping[str, Word] | None = None
    yes: bool = False
    file: bool = False


def asked(label: Word, longest: int, **more: Any) -> Any:
    """A field of a block, empty to begin with."""
    return field(default="", metadata={"asked": Asked(label, longest, **more)})


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a page. Every field is a text, so that a form can carry any block."""

    kind: ClassVar[str] = ""
    name: ClassVar[Word] = ""

    @classmethod
    def questions(cls) -> dict[str, Asked]:
        """What an editor is asked, by the name of the field."""
        return {each.name: each.metadata["asked"] for each in fields(cls)}

    @property
    def template(self) -> str:
        """How it looks."""
        return f"pages/blocks/{self.kind}.html"

    def as_text(self) -> str:
        """How it reads without markup."""
        return "\n".join(filter(None, self._said()))

    def complaints(self) -> dict[str, str]:
        """What keeps it from being read by everybody, by the name of the field."""
        found = {}
        for name, question in self.questions().items():
            value = str(getattr(self, name)).strip()
            if question.needed and not value:
                found[name] = str(gettext("Fill this in, or take this part away."))
            elif len(value) > question.longest:
                found[name] = gettext("At most %(most)s characters.") % {"most": question.longest}
            elif value and question.choices and value not in question.choices:
                found[name] = str(gettext("Choose something of the list."))
        return found | dict(self._more_complaints())

    def _said(self) -> Iterator[str]:
        for each in fields(self):
            yield str(getattr(self, each.name)).strip()

    def _more_complaints(self) -> Iterator[tuple[str, str]]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Text(Block):
    """Paragraphs, apart by an empty line."""

    kind = "text"
    name = _("Text")
    words: str = asked(_("Text"), 4000, rows=6, hint=_("An empty line makes a new paragraph."))

    @property
    def paragraphs(self) -> list[str]:
        """One text per paragraph."""
        return [part.strip() for part in self.words.split("\n\n") if part.strip()]


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; what follows belongs to it until the next one."""

    kind = "heading"
    name = _("Heading")
    words: str = asked(_("Heading"), 120)


@dataclass(frozen=True, slots=True)
class _Lines(Block):
    """Something of several lines."""

    lines: str = asked(_("Points"), 3000, rows=5, hint=_("One on each line."))

    @property
    def items(self) -> list[str]:
        """One text per line."""
        return [line.strip() for line in self.lines.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Points(_Lines):
    """A list."""

    kind = "points"
    name = _("List")

    def _said(self) -> Iterator[str]:
        yield from (f"– {item}" for item in self.items)


@dataclass(frozen=True, slots=True)
class Steps(_Lines):
    """What comes one after the other."""

    kind = "steps"
    name = _("Steps, one after the other")

    def _said(self) -> Iterator[str]:
        yield from (f"{number}. {item}" for number, item in enumerate(self.items, 1))


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """Somebody's own words, by role and without a name, once that somebody said yes to it."""

    kind = "quote"
    name = _("What somebody says")
    words: str = asked(_("What this person says"), 600, rows=3)
    who: str = asked(
        _("Who says it?"), 20, choices=ROLES, hint=_("A role only. We never name anybody.")
    )
    approved: str = asked(
        _("This person read these words and said yes to standing on this page"), 3, yes=True,
        hint=_("We keep that you wrote this down, and when. Other words ask for a new yes."),
    )  # fmt: skip

    @property
    def role(self) -> str:
        """Who says it."""
        return str(ROLES.get(self.who, ""))

    def _said(self) -> Iterator[str]:
        yield f"“{self.words.strip()}”"
        yield f"– {self.role}"


@dataclass(frozen=True, slots=True)
class Picture(Block):
    """A photo or drawing, once everybody who can be recognised on it said yes. `picture` is the
    number of the `PagePicture`.
    """

    kind = "picture"
    name = _("Photo or drawing")
    picture: str = asked(
        _("Photo or drawing"), 36, file=True,
        hint=_(
            "JPEG or PNG, at most 10 MB. Press any button and it stands here. We draw it anew, "
            "smaller. Where and when it was taken does not come along."
        ),
    )  # fmt: skip
    shows: str = asked(
        _("What does one see on it?"), 300, rows=2,
        hint=_("Whoever cannot see it hears this. Leave out names."),
    )  # fmt: skip
    whose: str = asked(_("Who made it?"), 120, hint=_("It stands below the picture."))
    words: str = asked(_("A line below it"), 200, needed=False)
    approved: str = asked(
        _("Everybody you recognise on it said yes. For a child a parent said yes."), 3, yes=True,
        hint=_("We keep that you wrote this down, and when. Another picture asks for a new yes."),
    )  # fmt: skip

    def _said(self) -> Iterator[str]:
        yield gettext("[Picture: %(shows)s]") % {"shows": self.shows.strip()}
        yield self.words.strip()
        yield self.whose.strip()


@dataclass(frozen=True, slots=True)
class Button(Block):
    """A way onwards, to a page of ours."""

    kind = "button"
    name = _("Button")
    to: str = asked(
        _("Where to?"), 20,
        choices={key: words for key, (_page, words) in TARGETS.items()},
    )  # fmt: skip
    words: str = asked(_("What does the button say?"), 60, needed=False)

    @property
    def page(self) -> str:
        """The name of the page it leads to; empty when there is none."""
        return TARGETS[self.to][0] if self.to in TARGETS else ""

    @property
    def says(self) -> str:
        """What stands on it."""
        own = self.words.strip()
        return own or (str(TARGETS[self.to][1]) if self.to in TARGETS else "")

    def _said(self) -> Iterator[str]:
        yield self.says


def _is_away(url: str) -> bool:
    """Whether this is an address elsewhere that a page may link to."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in parts.netloc and not any(map(str.isspace, url))


class _Away:
    """A field `url` that leads out of the house: a link, never something that is loaded."""

    __slots__ = ()
    url: str

    @property
    def away(self) -> str:
        """The address when it is one we may link to, else nothing."""
        return self.url.strip() if _is_away(self.url.strip()) else ""

    def _more_complaints(self) -> Iterator[tuple[str, str]]:
        if self.url.strip() and not self.away:
            yield "url", gettext("This is no address that begins with https://.")


@dataclass(frozen=True, slots=True)
class Film(_Away, Block):
    """A film of somebody else: what it is, what it takes to show it, and where to find it."""

    kind = "film"
    name = _("Film")
    title: str = asked(_("Title"), 120)
    about: str = asked(_("What does one see?"), 600, rows=3)
    length: str = asked(_("How long is it?"), 60)
    subtitles: str = asked(_("Subtitles and text"), 200, needed=False)
    rights: str = asked(_("Whose is it, and who may show it?"), 300)
    url: str = asked(
        _("Where to find it"), 300, needed=False,
        hint=_("We only link there. Nothing of it is loaded on our page."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question(Block):
    """A question people ask, and the answer."""

    kind = "question"
    name = _("Question and answer")
    words: str = asked(_("Question"), 200)
    answer: str = asked(_("Answer"), 2000, rows=4)


@dataclass(frozen=True, slots=True)
class Number(_Away, Block):
    """A number, with its year and its source: without those it may not stand on a page."""

    kind = "number"
    name = _("Number with its source")
    figure: str = asked(_("Number"), 30, hint=_("Such as: 1 in 4"))
    words: str = asked(_("What is it about?"), 300, rows=2)
    year: str = asked(_("Which year?"), 20)
    source: str = asked(_("Source"), 200)
    url: str = asked(_("Where the source can be read"), 300, needed=False)

    def _said(self) -> Iterator[str]:
        yield f"{self.figure} {self.words}".strip()
        yield ", ".join(filter(None, (self.year.strip(), self.source.strip())))


@dataclass(frozen=True, slots=True)
class Help(Block):
    """The numbers to call when it cannot wait. They come from one file, so they are right."""

    kind = "help"
    name = _("Numbers to call")

    @property
    def lines(self) -> Sequence[Any]:
        """Whom one can call."""
        return lines()

    def _said(self) -> Iterator[str]:
        for each in lines():
            name = f" {each.name}" if each.is_named else ""
            yield f"{each.number}{name}: {each.when} {each.open}"


@dataclass(frozen=True, slots=True)
class Paper(Block):
    """A question people answer with a pen. Nothing of it comes to us."""

    kind = "paper"
    name = _("Question on paper")
    words: str = asked(_("Question"), 200)
    answer: str = asked(_("How do people answer?"), 20, choices=ANSWERS)

    def _said(self) -> Iterator[str]:
        yield self.words.strip()
        faces = (gettext("good"), gettext("so-so"), gettext("not good"))
        words = (gettext("yes"), gettext("a little"), gettext("no"))
        choices = {"faces": faces, "yes_no": words}.get(self.answer, ())
        yield "   ".join(f"( ) {each}" for each in choices) or "……………………"


KINDS: Final[Mapping[str, type[Block]]] = {
    each.kind: each
    for each in (
        Text, Heading, Points, Steps, Picture, Quote, Question, Button, Number, Film, Help, Paper,
    )
}  # fmt: skip
"""The blocks there are, in the order in which an editor is offered them."""
