"""Reports to print and send: tagged PDFs, made by typst."""

from naast.impact.papers.report import report_pdf

__all__ = ["report_pdf"]
