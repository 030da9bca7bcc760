"""Reports: what came of it, in totals that tell of no family. Reads only; nothing imports it."""
