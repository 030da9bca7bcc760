"""Maps made up by Hypothesis: everything the profile allows, with odd words in it."""

from typing import Any

from hypothesis import strategies as st

from naast.guide.exchange import Tables
from naast.guide.exchange.profile import TABLES
from naast.guide.exchange.taking_out import OWN_WORDS, THEMES, part_id

LETTERS = st.characters(
    min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn")
)
STARTS = ["", "", "=", "+", "-", "@", "'", "'=", "'s-", "''@", '"', ","]
PHONES = ["071 000 00 00", "+31 71 000 00 00", "(071) 0000000", "112"]
NAMES = {
    "money": "Geld en spullen", "food": "Eten", "nl": "Nederlands", "ar": "Arabisch",
    "NL": "Nederland", "GM0546": "Leiden", "GM0098": "Weststellingwerf",
}  # fmt: skip

words = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=1, max_size=3).map(" ".join)
texts = st.builds(str.__add__, st.sampled_from(STARTS), words)
maybe_text = st.none() | texts


class Maker:
    """Draws one map, row by row."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.tables: Tables = {name: [] for name in TABLES}
        self.seen: set[str] = set()

    def add(self, table: str, **values: Any) -> str:
        """One row, canonical: what is not said is None."""
        row: dict[str, Any] = {**dict.fromkeys(TABLES[table]), **values}
        if row["id"] not in self.seen:
            self.seen.add(row["id"])
            self.tables[table].append(row)
        return str(row["id"])

    def uid(self) -> str:
        return str(self.draw(st.uuids(version=4).filter(lambda each: str(each) not in self.seen)))

    def some(self, *options: Any) -> list[Any]:
        return self.draw(st.lists(st.sampled_from(options), unique=True))

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def phone(self, column: str, of: str) -> None:
        if self.yes():
            number = self.draw(st.sampled_from(PHONES))
            self.add("phone", id=part_id(of, "phone"), number=number, **{column: of})

    def attribute(self, of: str, entity: str, code: str, value: str | None = None) -> None:
        taxonomy = OWN_WORDS if value else THEMES
        self.add("taxonomy", id=part_id(taxonomy), name=taxonomy)
        term = self.add(
            "taxonomy_term", id=part_id("term", code), code=code, name=NAMES.get(code, code),
            taxonomy_id=part_id(taxonomy),
        )  # fmt: skip
        self.add(
            "attribute", id=part_id(of, code), link_id=of, link_entity=entity, value=value,
            taxonomy_term_id=term,
        )  # fmt: skip

    def times(self, **of: str) -> None:
        for day in self.some("MO", "SA"):
            self.add(
                "schedule", id=self.uid(), freq="WEEKLY", interval=self.draw(st.integers(1, 52)),
                byday=day, opens_at="09:05", description=self.draw(maybe_text),
                closes_at=self.draw(st.sampled_from(["09:06", "23:59"])), **of,
            )  # fmt: skip

    def organization(self) -> str:
        number = self.add(
            "organization", id=self.uid(), name=self.draw(texts), description=self.draw(maybe_text),
            email=self.draw(st.sampled_from([None, "a@b.example"])),
            website=self.draw(st.sampled_from([None, "https://b.example/x?y=1"])),
        )  # fmt: skip
        self.phone("organization_id", number)
        return number

    def service(self, organization: str) -> str:
        assured = self.draw(st.none() | st.dates().map(str).filter(lambda day: day >= "1000"))
        number = self.add(
            "service", id=self.uid(), organization_id=organization, name=self.draw(texts),
            description=self.draw(texts), application_process=self.draw(maybe_text),
            status=self.draw(st.sampled_from(["active", "inactive", "defunct"])),
            eligibility_description=self.draw(maybe_text), assured_date=assured,
            minimum_age=self.draw(st.none() | st.integers(0, 60)),
            maximum_age=self.draw(st.none() | st.integers(60, 120)),
        )  # fmt: skip
        if assured:
            self.attribute(number, "service", "assured-by", self.draw(texts))
        for theme in self.some("money", "food"):
            self.attribute(number, "service", theme)
        for code in self.some("nl", "ar"):
            self.add(
                "language", id=part_id(number, code), service_id=number, code=code, name=NAMES[code]
            )
        for extent in self.draw(st.sampled_from([["NL"], ["GM0546"], ["GM0098", "GM0546"]])):
            self.add(
                "service_area", id=part_id(number, extent), service_id=number, extent=extent,
                extent_type="text", name=NAMES[extent],
            )  # fmt: skip
        self.costs(number)
        self.phone("service_id", number)
        self.times(service_id=number)
        return number

    def costs(self, service: str) -> None:
        option = self.draw(st.sampled_from(["gratis", "betaald", None]))
        told = self.draw(maybe_text)
        if option or told:
            free = option == "gratis"
            self.add(
                "cost_option", id=part_id(service, "costs"), service_id=service, option=option,
                currency="EUR" if free else None, amount=0 if free else None,
                amount_description=told,
            )  # fmt: skip

    def place(self, service: str, organization: str | None) -> str:
        number = self.add(
            "location", id=self.uid(), location_type="physical", name=self.draw(texts),
            organization_id=organization, description=self.draw(maybe_text),
            latitude=self.draw(st.none() | st.floats(50.5, 53.8)),
            longitude=self.draw(st.none() | st.floats(3.1, 7.4)),
        )  # fmt: skip
        self.add(
            "address", id=part_id(number, "address"), location_id=number, country="NL",
            address_1=self.draw(maybe_text), city=self.draw(texts), address_type="physical",
            state_province=self.draw(maybe_text),
            postal_code=self.draw(st.sampled_from(["2311 AB", "8471"])),
        )  # fmt: skip
        for _toilet in self.some("toilet"):
            self.add(
                "accessibility", id=part_id(number, "toilet"), location_id=number, details="toilet",
                description="Een toilet dat ruim genoeg is",
            )  # fmt: skip
        at = self.add(
            "service_at_location", id=self.uid(), service_id=service, location_id=number,
            description=self.draw(maybe_text),
        )  # fmt: skip
        self.times(service_at_location_id=at)
        return number

    def contact(self, service: str, place: str | None) -> None:
        number = self.add(
            "contact", id=self.uid(), service_id=service, name=self.draw(texts), location_id=place,
            title=self.draw(maybe_text), email=self.draw(st.sampled_from([None, "c@b.example"])),
        )  # fmt: skip
        if self.yes():
            self.attribute(number, "contact", "reachable", self.draw(texts))
        self.phone("contact_id", number)


@st.composite
def maps(draw: st.DrawFn) -> Tables:
    """A few services with everything they may have, as canonical tables."""
    make = Maker(draw)
    organizations = [make.organization() for _one in range(draw(st.integers(1, 2)))]
    for organization in organizations:
        service = make.service(organization)
        owner = draw(st.sampled_from([organization, None]))
        places = [make.place(service, owner) for _one in range(draw(st.integers(0, 2)))]
        if make.yes():
            make.contact(service, places[0] if places else None)
    return make.tables
