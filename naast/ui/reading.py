"""How easily a Dutch text reads: an alarm for whoever writes, not a judgement of a text.

Flesch-Douma (W.H. Douma, 1960): 206.8 − 0.77 × syllables per 100 words − 0.93 × words per sentence;
70–80 is fairly easy, 80–90 easy. Formulas say little about B1 by themselves (DOMAIN, section 6).

`python -m naast.ui.reading < text.txt` prints the number for a text.
"""

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

FLOORS: Final = Path(__file__).with_name("reading.toml")

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END: Final = re.compile(r"[.?!…]+(?=\s|$|[\"”’)])|\n+")
SOUND: Final = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[ëï]e?|[aeiouyáàâäéèêíìîóòôöúùûü]",
    re.IGNORECASE,
)
"""What is one syllable in Dutch. A heuristic: it counts `museum` as two."""

BLOCKS: Final = frozenset(
    {"p", "li", "h1", "h2", "h3", "h4", "legend", "label", "dt", "dd", "td", "th", "summary"}
    | {"blockquote", "figcaption", "div", "option"}
)
UNREAD: Final = frozenset({"script", "style", "svg", "nav", "template", "select"})
"""What nobody reads as text."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A page whose text may read less easily than the others, and why."""

    page: str
    floor: float
    reason: str


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, at least 1."""
    return max(1, len(SOUND.findall(word)))


def ease(text: str) -> float:
    """How easily a Dutch text reads, by Flesch-Douma; about 0 (hard) to 120 (very easy).

    Each line is at least one sentence.
    Raises: ValueError for a text without words.
    """
    sentences = [words for part in SENTENCE_END.split(text) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        raise ValueError("a text without words")
    per_hundred = 100 * sum(map(syllables, words)) / len(words)
    return 206.8 - 0.77 * per_hundred - 0.93 * len(words) / len(sentences)


def text_of(markup: str) -> str:
    """What one reads in the `main` part of a page: a line per heading, paragraph or item."""
    reader = _MainText()
    reader.feed(markup)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


@cache
def floors() -> tuple[float, tuple[Floor, ...]]:
    """The floor for every page, and the pages with one of their own."""
    data = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return data["floor"], tuple(Floor(**each) for each in data.get("page", []))


def floor_of(page: str) -> float:
    """How easily a page should read at least; `page` is the name of its address."""
    usual, others = floors()
    return next((each.floor for each in others if each.page == page), usual)


class _MainText(HTMLParser):
    """Gathers the text of `main`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.inside = False
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside |= tag == "main"
        self.unread += tag in UNREAD
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "main"
        self.unread -= tag in UNREAD
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.unread:
            self.parts.append(data)


def main() -> None:
    """Print how easily the text on standard input reads."""
    print(f"{ease(sys.stdin.read()):.0f}")


if __name__ == "__main__":
    main()
