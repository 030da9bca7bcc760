"""A choice: what to make, about what, in which language, naming which place."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.text import slugify

from naast.toolkit.addresses import Trail
from naast.toolkit.kinds import Kind
from naast.toolkit.selectors.places import Place
from naast.toolkit.subjects import Subject


@dataclass(frozen=True, slots=True)
class Material:
    """Everything somebody chooses, from lists of ours only. `numbers`: whom to call stands on
    it.
    """

    kind: Kind
    subject: Subject
    language: str
    place: Place
    numbers: bool

    @property
    def trail(self) -> Trail:
        """What its code tells when somebody follows it."""
        return Trail(self.subject.key, self.kind.value, self.language, self.place.key)

    @property
    def query(self) -> str:
        """The same choice as it stands in an address."""
        return urlencode({
            "wat": self.kind.value, "over": self.subject.key, "taal": self.language,
            "waar": self.place.key, "nummers": "ja" if self.numbers else "nee",
        })  # fmt: skip

    @property
    def file_name(self) -> str:
        """What its file is called, without an ending."""
        return slugify(f"{self.kind} {self.subject.key} {self.place.name} {self.language}")
