"""Papers to print and sign: tagged PDFs, made by typst."""

from naast.support.papers.agreement import agreement_pdf

__all__ = ["agreement_pdf"]
