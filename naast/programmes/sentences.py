"""How a reader of TOML files says what is wrong: what stands at a key, and what may stand there.

In English for the files we ship, which a test of ours reads; in Dutch for files that somebody who
runs an installation writes. Without Django, so that a file can be checked anywhere.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from naast.common.words import FrozenTable

LARGEST: Final = 10**15
"""Numbers beyond this are slips of the pen; Python even refuses to print the longest."""

LONGEST_SHOWN: Final = 60
"""Characters of what somebody wrote that are repeated."""

_PLAIN = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What fields say together that cannot be: the name of its sentence, and what stands in it."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=lambda: FrozenTable({}))


def fault(sentence: str, /, **values: object) -> Fault:
    """A `Fault` with these values."""
    return Fault(sentence, FrozenTable(values))


@dataclass(frozen=True, slots=True)
class Sentences:
    """One sentence per kind of fault. `{value}` is what stands there, `{wanted}` what may."""

    missing: str = "is missing; here belongs {wanted}"
    empty: str = "is empty; here belongs {wanted}"
    not_a: str = "{value} is not {wanted}"
    one_of: str = "{value} is not one of {known}"
    twice: str = "{value} stands twice"
    unknown: str = "is not a key here"
    meant: str = "did you mean {near}?"
    known: str = "known are {known}"
    is_key: str = "is the name of the table itself"
    not_a_name: str = "is not a name of small letters, digits and _"
    not_a_language: str = "is not a language code, such as nl or en"
    less: str = "{value} is less than {minimum}; here belongs {wanted}"
    more: str = "{value} is more than {maximum}; here belongs {wanted}"

    # What may stand somewhere, and what stands there.
    a_list: str = "a list"
    a_table: str = "a table"
    a_text_in: str = "a text in {languages}"
    a_choice: str = "one of {known}"
    a_span: str = "{kind} from {minimum} up to and including {maximum}"
    both: str = "{one} and {other}"
    this_number: str = "this number"
    nothing: str = "nothing"
    plain: Mapping[type, str] = field(default_factory=lambda: FrozenTable(_PLAIN))

    # What fields say together.
    below: str = "{value} is below {other}, which is {bound}"
    not_in: str = "{value} does not stand in {other}; known are {known}"
    culture: str = "'culture' is read by a person and never by a rule"
    no_duration: str = "is missing, and the gate {gate} looks at it; here belongs a table"
    no_meetings: str = "is missing, and the gate meetings_held looks at it"
    no_gates: str = "is empty, so this phase would pass by itself"
    no_gate_here: str = "{value} is a gate that this version of Naast cannot open"
    none: str = "is empty; here belongs at least one"
    no_role: str = "is missing; here belongs a table with the words for this role"
    asking_first: str = "begins with {value} instead of 'asking'; the family comes first"
    goes_with: str = "goes with {other}: neither stands without the other"
    like_an_aim: str = "{value} begins with {begin}, as the keys of aims do"
    not_a_later_phase: str = "{value} is not a phase that follows another; known are {known}"
    only_a_family: str = "opens {value}, which only a family opens"
    few_replies: str = "has fewer than two to choose from"

    # What an organisation changes for itself.
    not_changed_number: str = "is not a number of this programme that can be changed"
    not_changed_text: str = "is not a text of this programme that can be changed"
    too_long: str = "is empty or longer than {longest} characters"
    too_much: str = "is empty, too long or too much"

    # The file itself.
    other_name: str = "{value} is not the name of the file, '{name}'"
    same_name: str = "is the name of another programme here as well"
    not_toml: str = "this is not TOML: {why} (line {line}, character {column}), at {text}"
    too_deep: str = "this is not TOML that can be read: tables stand too deep in each other"
    not_utf8: str = "this is not TOML: line {line} is not UTF-8"
    unreadable: str = "cannot be opened"
    causes: Mapping[str, str] = field(default_factory=lambda: FrozenTable({}))
    """Why something is not TOML, by how the words of `tomllib` begin."""

    def of(self, said: Fault | str) -> str:
        """A fault in words; a text stays as it is."""
        if isinstance(said, str):
            return said
        shown = {
            name: each if name in ("other", "gate", "begin") else self._told(each)
            for name, each in said.values.items()
        }
        return str(getattr(self, said.sentence).format(**shown))

    def _told(self, value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        return self.shown(value)

    def shown(self, value: object) -> str:
        """A value as an error names it: as one writes it in TOML, and short."""
        match value:
            case bool():
                return "true" if value else "false"
            case int() if abs(value) >= LARGEST:
                return self.this_number
            case float() if not math.isfinite(value):
                return str(value)
            case date() | time() | datetime():
                return value.isoformat()
            case list():
                return self.a_list
            case dict():
                return self.a_table
            case None:
                return self.nothing
            case str():
                text = json.dumps(str(value), ensure_ascii=False)
                text = f"'{text[1:-1]}'"
            case _:
                text = repr(value)
        return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}…"

    def span(self, kind: str, minimum: float, maximum: float) -> str:
        """A number within bounds, as what may stand somewhere."""
        return self.a_span.format(kind=kind, minimum=f"{minimum:g}", maximum=f"{maximum:g}")

    def cause(self, words: str) -> str:
        """Why something is not TOML, from what `tomllib` says about it."""
        found = (ours for begins, ours in self.causes.items() if words.startswith(begins))
        return next(found, words if not self.causes else self.causes[""])


ENGLISH: Final = Sentences()

DUTCH: Final = Sentences(
    missing="ontbreekt; hier hoort {wanted}",
    empty="is leeg; hier hoort {wanted}",
    not_a="hier staat {value}; hier hoort {wanted}",
    one_of="hier staat {value}; kies uit {known}",
    twice="{value} staat er twee keer; een keer is genoeg",
    unknown="deze naam kennen we hier niet",
    meant="bedoel je {near}?",
    known="wat hier kan: {known}",
    is_key="is de naam van de tabel zelf; laat deze regel weg",
    not_a_name="is geen goede naam: begin met een kleine letter, dan kleine letters, cijfers en _",
    not_a_language="is geen taal: schrijf twee kleine letters, zoals nl of en",
    less="hier staat {value}; dat is minder dan {minimum}. Hier hoort {wanted}",
    more="hier staat {value}; dat is meer dan {maximum}. Hier hoort {wanted}",
    a_list="een lijst",
    a_table="een tabel",
    a_text_in="een tabel met een tekst in {languages}",
    a_choice="een van {known}",
    a_span="{kind} van {minimum} tot en met {maximum}",
    both="{one} en {other}",
    this_number="een veel te groot getal",
    nothing="niets",
    plain=FrozenTable(
        {
            str: "een tekst tussen aanhalingstekens",
            bool: "true of false",
            int: "een heel getal",
            float: "een getal",
            date: "een datum, zoals 2026-11-29",
        }
    ),
    below="hier staat {value}; dat is minder dan {other}, en dat is {bound}",
    not_in="hier staat {value}; dat staat niet bij {other}. Kies uit {known}",
    culture="hier staat 'culture'; dat leest een mens, en nooit een regel. Haal het hier weg",
    no_duration="ontbreekt, en de poort {gate} kijkt ernaar; hier hoort een tabel met number, unit",
    no_meetings="ontbreekt, en de poort meetings_held kijkt ernaar; hier hoort een heel getal",
    no_gates="is leeg; dan gaat deze fase vanzelf voorbij. Hier hoort een lijst met poorten",
    no_gate_here="hier staat {value}; die poort kan deze versie van Naast niet openen",
    none="is leeg; hier hoort minstens een",
    no_role="ontbreekt; hier hoort een tabel met de woorden voor deze rol",
    asking_first="begint met {value}; begin met 'asking', want het gezin komt eerst",
    goes_with="hoort bij {other}: vul ze allebei in, of geen van beide",
    like_an_aim="hier staat {value}; met {begin} beginnen doelen. Kies een andere naam",
    not_a_later_phase="hier staat {value}; dat is geen fase na een andere. Kies uit {known}",
    only_a_family="hier staat {value}; dat opent alleen een gezin zelf. Haal het hier weg",
    few_replies="heeft minder dan twee antwoorden om uit te kiezen",
    not_changed_number="is geen getal van dit programma dat je kunt veranderen",
    not_changed_text="is geen tekst van dit programma die je kunt veranderen",
    too_long="is leeg of langer dan {longest} tekens",
    too_much="is leeg, te lang of te veel",
    other_name="hier staat {value}; hier hoort '{name}', zoals het bestand heet",
    same_name="is ook de naam van een ander programma hier; geef elk bestand een eigen naam",
    not_toml="regel {line}, teken {column}: {why}. Daar staat: {text}",
    too_deep="is niet te lezen: er staan te veel tabellen in elkaar",
    not_utf8="regel {line} is niet te lezen; bewaar het bestand als UTF-8",
    unreadable="is niet te openen; kijk of het een bestand is, en of Naast het mag lezen",
    causes=FrozenTable(
        {
            "Invalid statement": "hier begint geen goede regel",
            "Expected newline": "hier hoort een nieuwe regel",
            "Expected '='": "na de naam hoort een =",
            "Expected ']": "hier ontbreekt een ]",
            "Found invalid character": "hier staat een teken dat niet mag",
            "Illegal character": "hier staat een teken dat niet mag",
            "Cannot declare": "deze tabel staat er al",
            "Cannot overwrite": "deze naam staat er al",
            "Duplicate inline": "deze naam staat er al",
            "Cannot mutate": "deze tabel is hierboven al afgesloten",
            "Cannot redefine": "deze tabel is hierboven al afgesloten",
            "Invalid initial character for a key": "zo kan een naam niet beginnen",
            "Unclosed array": "hier ontbreekt een ] of een komma",
            "Unclosed inline table": "hier ontbreekt een } of een komma",
            "Unescaped": "schrijf een \\ als \\\\",
            "Invalid hex": "deze code na \\ klopt niet",
            "Escaped character": "deze code na \\ klopt niet",
            "Unterminated string": "hier ontbreekt een aanhalingsteken aan het eind van de tekst",
            "Invalid date": "deze datum bestaat niet",
            "Invalid value": "deze waarde kunnen we niet lezen; zet een tekst in aanhalingstekens",
            "": "hier klopt iets niet",
        }
    ),
)
