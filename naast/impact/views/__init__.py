"""Pages of the reports."""

from naast.impact.views.making import calculator, targets
from naast.impact.views.quotes import quotes, withdraw_quote
from naast.impact.views.reports import report_csv, report_pdf, reports

__all__ = [
    "calculator", "quotes", "report_csv", "report_pdf", "reports", "targets", "withdraw_quote",
]  # fmt: skip
