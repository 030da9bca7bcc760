"""Who can meet whom: the loop over neighbours, plain enough to be compiled as it stands."""

from collections.abc import MutableSequence, Sequence

Numbers = Sequence[int]
Reals = Sequence[float]


def neighbours(
    mine: Numbers,
    mine_ends: Numbers,
    near: Numbers,
    near_ends: Numbers,
    our: tuple[Reals, Reals, Reals],
    their: tuple[Reals, Reals, Reals],
    reach: float,
    our_slots: Numbers,
    their_slots: Numbers,
    our_languages: Numbers,
    their_languages: Numbers,
    youngest: Numbers,
    oldest: Numbers,
    lowest: Numbers,
    highest: Numbers,
    row: MutableSequence[int],
    column: MutableSequence[int],
    squared: MutableSequence[float],
) -> int:
    """Pairs that share a part of the week and a language, with fitting ages, within `reach`.

    Cube by cube: the next of `mine`, up to its end, beside the next of `near`. `our` and `their`
    hold the x, y and z of points in space; `reach` is a squared distance between them. Sets of
    words are bits. A supporter takes children from `lowest` up to and including `highest`.

    Fills `row`, `column` and `squared` (the squared distance) as far as they go. Returns how many
    pairs there are.
    """
    found, first_mine, first_near = 0, 0, 0
    for cube in range(len(mine_ends)):
        for at in range(first_mine, mine_ends[cube]):
            one = mine[at]
            x, y, z = our[0][one], our[1][one], our[2][one]
            slots, languages = our_slots[one], our_languages[one]
            young, old = youngest[one], oldest[one]
            for beside in range(first_near, near_ends[cube]):
                other = near[beside]
                # One decision instead of five: a processor that must guess guesses wrong.
                if (
                    ((slots & their_slots[other]) != 0)
                    & ((languages & their_languages[other]) != 0)
                    & (young >= lowest[other])
                    & (old <= highest[other])
                ):
                    apart = (
                        (x - their[0][other]) ** 2
                        + (y - their[1][other]) ** 2
                        + (z - their[2][other]) ** 2
                    )
                    if apart <= reach:
                        if found < len(row):
                            row[found], column[found], squared[found] = one, other, apart
                        found += 1
        first_mine, first_near = mine_ends[cube], near_ends[cube]
    return found
