"""Reports: what came of it, in totals that tell of no family. Reads only; nothing imports it,
but the demo region, which fills it."""
