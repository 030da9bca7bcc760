"""Finding places to go to with the words people use: an index in memory, without a search server.

Pure: texts and numbers in, hits out. `naast.guide.selectors.finding` fills it from the map.
"""

from naast.guide.search.index import Asked, Document, Hit, Hits, Index, Spot
from naast.guide.search.synonyms import Synonyms

__all__ = ["Asked", "Document", "Hit", "Hits", "Index", "Spot", "Synonyms"]
