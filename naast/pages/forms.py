"""The form of a page: its title, its sentence, and all its blocks; and what its buttons do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from naast.common import pictures
from naast.kernel.errors import DomainError
from naast.pages.advice import advice_on, advice_on_text, reads_along
from naast.pages.blocks import KINDS, Asked, Block, Picture
from naast.pages.content import MOST, Content
from naast.pages.models import Page, PagePicture
from naast.pages.services.picturing import drawn
from naast.pages.starters import starters
from naast.people.forms.text import FreeText, refuse_bsn
from naast.people.models import Organisation
from naast.ui.forms import Form, for_everybody
from naast.ui.widgets import DateInput

LONGEST_TITLE: Final = 120
LONGEST_SUMMARY: Final = 300
OF_HOUSE: Final = "house"
"""What stands in the form for the whole house."""


class BeginForm(Form):
    """A new page: for whom, which kind, what it is called."""

    title = for_everybody(forms.CharField(
        label=_("What is it called?"), max_length=LONGEST_TITLE,
        help_text=_("Its address is made of this. You can change the title later."),
    ))  # fmt: skip
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=Page.Kind, widget=forms.RadioSelect, initial="story"
    )
    organisation = forms.ChoiceField(label=_("Whose page is it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((str(each.pk), each.name) for each in organisations),
            (
                OF_HOUSE,
                gettext("Of the whole house; somebody of another region says the second yes"),
            ),
        ]

    def clean_organisation(self) -> int | None:
        """Its number; None for the whole house."""
        said = self.cleaned_data["organisation"]
        return None if said == OF_HOUSE else int(said)


class TakeForm(Form):
    """One of our texts, as the beginning of a page of one's own."""

    starter = forms.ChoiceField(choices=())
    organisation = forms.ChoiceField(label=_("For which organisation?"), choices=())

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        for name, options in (
            ("starter", [(key, key) for key in starters()]),
            ("organisation", [(str(each.pk), each.name) for each in organisations]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = options


class SendBackForm(Form):
    """What could be different."""

    words = FreeText(label=_("What could be different?"), max_length=1000, rows=4)


class DaysForm(Form):
    """From which day on and until which day everybody reads it."""

    read_from = forms.DateField(
        label=_("First day"), required=False, widget=DateInput(), help_text=_("Empty: at once.")
    )
    read_until = forms.DateField(
        label=_("Last day"), required=False, widget=DateInput(), help_text=_("Empty: for good.")
    )


class _AsTyped:
    """A field that takes whatever was typed: the block says itself what is missing."""

    def clean(self, value: Any) -> Any:
        """As it is."""
        return value


class _Words(_AsTyped, forms.CharField):
    pass


class _Choice(_AsTyped, forms.ChoiceField):
    pass


class _Tick(_AsTyped, forms.BooleanField):
    pass


class _File(_AsTyped, forms.Field):
    pass


class _FileInput(forms.FileInput):
    """Beside the number of the picture that is there already, so under a name of its own."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(_file_name(name), value, attrs)


@dataclass(frozen=True, slots=True)
class BlockPart:
    """One block in the form: `number` from 0, as in the names of its fields; `picture` is the one
    that was chosen for it.
    """

    number: int
    block: Block
    bounds: Sequence[BoundField]
    advice: Sequence[str]
    is_last: bool
    picture: PagePicture | None

    @property
    def place(self) -> int:
        """Its place on the page, from 1."""
        return self.number + 1

    @property
    def key(self) -> str:
        """How a button names it."""
        return str(self.number)


class PageForm(Form):
    """All of a page in one form. It complains only when somebody offers the page."""

    title = for_everybody(_Words(label=_("Title")))
    summary = for_everybody(_Words(
        label=_("In one sentence"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands under the title and in lists."),
    ))  # fmt: skip

    def __init__(
        self, content: Content, *, complain: bool = False, says: Sequence[str] = (),
        wrong: Mapping[int, str] | None = None, chosen: Mapping[str, PagePicture] | None = None,
    ) -> None:  # fmt: skip
        """
        Args:
            says: what is wrong with the page as a whole.
            wrong: what is wrong with a file that was sent, by the number of its block.
            chosen: the pictures of the page by number.
        """
        self.content, self.complaining, self.says = content, complain, says
        self.wrong, self.chosen = wrong or {}, chosen or {}
        values = {"title": content.title, "summary": content.summary}
        for number, block in enumerate(content.blocks):
            values |= {
                _name(number, each): getattr(block, each) for each in type(block).questions()
            }
        bound = complain or bool(says) or bool(wrong)
        super().__init__(values if bound else None, initial=values, use_required_attribute=False)
        for number, block in enumerate(content.blocks):
            for each, question in type(block).questions().items():
                field = _field(question)
                plain = question.choices is None and not question.yes and not question.file
                reads = plain and reads_along(type(block), each)
                self.fields[_name(number, each)] = for_everybody(field) if reads else field

    @property
    def blocks(self) -> list[BlockPart]:
        """The blocks with their fields."""
        last = len(self.content.blocks) - 1
        return [
            BlockPart(
                number=number,
                block=block,
                bounds=[self[_name(number, each)] for each in type(block).questions()],
                advice=advice_on(block),
                is_last=number == last,
                picture=self.chosen.get(block.picture) if isinstance(block, Picture) else None,
            )
            for number, block in enumerate(self.content.blocks)
        ]

    @property
    def file_names(self) -> str:
        """The names under which files are sent, for who keeps what is typed without them."""
        fields = (name for name, field in self.fields.items() if isinstance(field, _File))
        return ",".join(map(_file_name, fields))

    @property
    def head_advice(self) -> list[str]:
        """What could be plainer in the title and the sentence."""
        return advice_on_text(f"{self.content.title}\n{self.content.summary}")

    def clean(self) -> dict[str, Any]:
        """Say what is wrong, of the whole and, when it is offered, of every block."""
        for sentence in self.says:
            self.add_error(None, sentence)
        for number, block in enumerate(self.content.blocks if self.complaining else ()):
            for name, complaint in block.complaints().items():
                self.add_error(_name(number, name), complaint)
        for number, sentence in self.wrong.items():
            self.add_error(_name(number, "picture"), sentence)
        return self.cleaned_data


def _name(number: int, field: str) -> str:
    return f"b{number}_{field}"


def _file_name(name: str) -> str:
    return f"{name}_file"


def _field(question: Asked) -> forms.Field:
    told: dict[str, Any] = {
        "label": question.label, "help_text": question.hint, "required": question.needed,
    }  # fmt: skip
    if question.choices is not None:
        return _Choice(choices=[("", "…"), *question.choices.items()], **told)
    if question.yes:
        return _Tick(**told)
    if question.file:
        return _File(widget=_FileInput(attrs={"accept": pictures.ACCEPTED}), **told)
    rows = {"rows": question.rows} if question.rows else None
    return _Words(widget=forms.Textarea(attrs=rows) if rows else None, **told)


def typed(sent: Mapping[str, str]) -> Content:
    """The page as it stood in the form that was sent, finished or not."""
    blocks = []
    for number in range(MOST):
        kind = KINDS.get(sent.get(_name(number, "kind"), ""))
        if kind is None:
            break
        blocks.append(_typed_block(kind, number, sent))
    return Content(
        title=_one_line(sent.get("title", ""))[:LONGEST_TITLE],
        summary=_one_line(sent.get("summary", ""))[:LONGEST_SUMMARY],
        blocks=tuple(blocks),
    )


def _typed_block(kind: type[Block], number: int, sent: Mapping[str, str]) -> Block:
    values = {}
    for name, question in kind.questions().items():
        value = fit(sent.get(_name(number, name), "")).replace("\r\n", "\n")
        values[name] = ("yes" if value else "") if question.yes else value
    return kind(**values)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page with the files that came along: `drawn` by the number under which they stand in it,
    `before` what stood there first, `wrong` what is wrong with a file by the number of its block.
    """

    content: Content
    drawn: Mapping[UUID, pictures.Picture]
    before: Mapping[str, str]
    wrong: Mapping[int, str]


def with_files(content: Content, files: Mapping[str, "UploadedFile[Any]"]) -> Chosen:
    """Put the files that came along in the page. Another picture asks for another yes."""
    blocks, made, before, wrong = list(content.blocks), {}, {}, {}
    for number, block in enumerate(blocks):
        file = files.get(_file_name(_name(number, "picture")))
        if not isinstance(block, Picture) or file is None:
            continue
        try:
            picture = drawn(_whole(file))
        except DomainError as error:
            wrong[number] = str(error)
            continue
        uuid = uuid4()
        made[uuid], before[str(uuid)] = picture, block.picture
        approved = "" if block.picture else block.approved
        blocks[number] = replace(block, picture=str(uuid), approved=approved)
    return Chosen(replace(content, blocks=tuple(blocks)), made, before, wrong)


def _whole(file: "UploadedFile[Any]") -> bytes:
    """All of a file. Raises: DomainError when there was room for its beginning only."""
    content: bytes = file.read()
    if file.size != len(content):
        raise DomainError(gettext("This is too large: at most 10 MB, one picture at a time."))
    return content


def without_files(content: Content, sent: Chosen) -> tuple[Content, dict[int, str]]:
    """The page when nothing could be kept: what stood there before, and where to choose again."""
    blocks, wrong = list(content.blocks), dict(sent.wrong)
    for number, block in enumerate(blocks):
        if isinstance(block, Picture) and block.picture in sent.before:
            blocks[number] = replace(block, picture=sent.before[block.picture])
            wrong[number] = gettext("Choose this picture once more.")
    return replace(content, blocks=tuple(blocks)), wrong


def _one_line(text: str) -> str:
    return " ".join(fit(text).split())


def fit(text: str) -> str:
    """All of it but zero bytes, which PostgreSQL's JSON cannot hold. What is too long is said when
    the page is offered; nothing is cut off.
    """
    return text.replace("\x00", "")


def bsn_in(content: Content) -> str:
    """What to say when a citizen service number may stand in it: that is never kept."""
    for text in (content.title, content.summary, *(each.as_text() for each in content.blocks)):
        try:
            refuse_bsn(text)
        except ValidationError as error:
            return str(error.messages[0])
    return ""


def moved(content: Content, do: str, new_kind: str) -> tuple[Content, int | None]:
    """What a button under a block does: `up-2`, `down-2`, `drop-2`, or `add`.

    Returns: the page after it, and the number of the block to look at now.
    """
    blocks = list(content.blocks)
    what, _dash, place = do.partition("-")
    number = int(place) if place.isascii() and place.isdigit() and len(place) < 3 else -1
    if what == "add" and new_kind in KINDS and len(blocks) < MOST:
        blocks.append(KINDS[new_kind]())
        number = len(blocks) - 1
    elif what == "up" and 0 < number < len(blocks):
        blocks[number - 1], blocks[number] = blocks[number], blocks[number - 1]
        number -= 1
    elif what == "down" and 0 <= number < len(blocks) - 1:
        blocks[number + 1], blocks[number] = blocks[number], blocks[number + 1]
        number += 1
    elif what == "drop" and 0 <= number < len(blocks):
        del blocks[number]
        number = min(number, len(blocks) - 1)
    else:
        return content, None
    return replace(content, blocks=tuple(blocks)), number if number >= 0 else None
