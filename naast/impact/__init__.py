"""Reports: what came of it, in totals that tell of no family.

Reads only. Nothing imports it, but the demo region, which fills it.
"""
