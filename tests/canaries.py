"""Words of the cast that may stand on pages and nowhere else: never in a line of a log.

Plain values, so that `scripts.test` can look for them without Django. They are written with
capitals or spaces that no file or function of ours has.
"""

CAST = (
    "Samira",
    "Yara",
    "Karim",
    "Anke",
    "Joost",
    "Femke",
    "Sjors",
    "El-Voorbeeld",
    "Verzonnen",
    "Verweg 9",
    "Kanarie-",
    "@voorbeeld.test",
    "06 00 00 00 00",
    "een boek lezen",
    "plek aan tafel",
    "pannenkoeken bakken",
    "We bellen als het anders loopt",
    "Vertelde over de zwemles",
)
