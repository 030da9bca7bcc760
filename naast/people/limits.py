"""How often one may try to get in. Always by where somebody is, never by the account alone: then
an attacker could lock a family out from anywhere. What is mailed to an address that somebody typed
is counted by that address too, and what a signed link lets one do by whose link it is.

The pages with numbers to call have no limit, and neither has any other page one only reads.
"""

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest

from naast.common.limits import Limit, whereabouts

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

ASK_CODE: Final = Limit("ask code", 60, HOUR)
ASK_CODE_FOR: Final = Limit("ask code for one address", 6, HOUR)
TRY_CODE: Final = Limit("try code", 100, HOUR)
SHOW_PASSKEY: Final = Limit("show passkey", 100, HOUR)
SECOND_FACTOR: Final = Limit("second factor", 100, HOUR)
SECOND_FACTOR_OF: Final = Limit("second factor of one account", 10, HOUR)
REGISTER: Final = Limit("register", 30, HOUR)
ENQUIRE: Final = Limit("enquire", 60, HOUR)
ENQUIRE_BY: Final = Limit("enquire by one professional", 6, HOUR)
ANOTHER_LINK: Final = Limit("another link for one professional", 3, DAY)
LINK_TO: Final = Limit("link to ask, to one mailbox", 10, DAY)


def may(
    request: HttpRequest, limit: Limit, now: datetime, *, narrow: Limit | None = None, of: str = ""
) -> bool:
    """Whether one more try is allowed from here.

    Args:
        limit: holds for everything that comes from here.
        narrow: holds for what comes from here about one address or account, `of`.
    """
    here = whereabouts(request)
    return limit.take(now, here) and (narrow is None or narrow.take(now, here, of))
