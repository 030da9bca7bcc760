"""Exchange with other social maps: Open Referral HSDS 3 as JSON and as CSV, checked strictly."""

from naast.guide.exchange.comparing import Comparison, compared, only
from naast.guide.exchange.nested import as_json
from naast.guide.exchange.profile import BY_COMMAND, ON_A_PAGE, Report, Tables, Unfit
from naast.guide.exchange.sheets import as_sheets
from naast.guide.exchange.taking_in import TakenIn, read_file, take_in, to_ask
from naast.guide.exchange.taking_out import tables_of

__all__ = [
    "BY_COMMAND", "ON_A_PAGE", "Comparison", "Report", "Tables", "TakenIn", "Unfit", "as_json",
    "as_sheets", "compared", "only", "read_file", "tables_of", "take_in",
    "to_ask",
]  # fmt: skip
