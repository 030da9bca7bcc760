"""Who could stand beside whom: hard rules, points, reasons, and the best plan over a whole list.

A pure library without a framework. Frozen values go in (`Request`, `Supporter`, `Rules`), reasons
and a plan come out. It advises; people decide. It knows only what people said themselves: where
they live, when they can, which languages they speak, what they like. Points serve the solver; a
screen shows reasons, never a score.

    assess(request, supporter, rules, on)       one pair: does it fit, and why (not)
    plan(requests, supporters, rules, on)       the best pairs over the whole list
    say(reason)                                 a reason as a short Dutch or English sentence

Nothing heavy (numpy, numba) is imported before `plan` runs.
"""

from naast.matching.planning import Free, Pair, Plan, Waiting, plan
from naast.matching.rules import Assessment, assess, last_valid_day
from naast.matching.values import SLOTS, Alike, Reason, Request, Rules, Supporter
from naast.matching.wording import say

__all__ = [
    "SLOTS",
    "Alike",
    "Assessment",
    "Free",
    "Pair",
    "Plan",
    "Reason",
    "Request",
    "Rules",
    "Supporter",
    "Waiting",
    "assess",
    "last_valid_day",
    "plan",
    "say",
]
