# Two commands on a fresh machine with git, make and Python 3.11: `make run` and `make test`.
# What they do stands in scripts/; this file only names it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
PORT ?= 8000
export PORT
# Some machines tell Python to forget what it compiled; then each of our many processes would
# compile a thousand modules anew, which takes longer than what most of them do.
unexport PYTHONDONTWRITEBYTECODE

SUITABLE = import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	"$$p" -c '$(SUITABLE)' >/dev/null 2>&1 && { command -v "$$p"; break; }; done)

.PHONY: help run setup setup-dev test test-both trust trust-full trust-holes check lock wheel translations screenshots bench-matching bench-search \
	clean python

help:  ## Wat er kan
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON)" || { echo "Naast heeft Python 3.11 of nieuwer nodig, met venv." \
	"Die is hier niet gevonden. Wijs hem aan: make run PYTHON=/pad/naar/python3.11"; exit 1; }

setup: python  ## Alles klaarzetten om te draaien, zonder te starten
	@"$(PYTHON)" scripts/setup.py

setup-dev: python
	@"$(PYTHON)" scripts/setup.py --dev

run: setup  ## De voorbeeldregio openen op http://127.0.0.1:8000, of met PORT=8001 ernaast
	@NAAST_DEMO=True exec $(BIN)/naast serve

test: setup-dev  ## Alle toetsen: SQLite, PostgreSQL als die er is, en de browser
	@$(BIN)/python -m scripts.test

test-both: setup-dev  ## Alle toetsen naast beide databases; make test laat ze om de beurt gaan
	@$(BIN)/python -m scripts.test --both

trust: setup-dev  ## De beloften over vertrouwen, elk met een getal
	@$(BIN)/python -m scripts.trust

trust-full: setup-dev  ## Dezelfde beloften met de grote aantallen
	@$(BIN)/python -m scripts.trust --full

trust-holes: setup-dev  ## Tien gaten, elk in een kopie: vinden de toetsen ze?
	@$(BIN)/python -m scripts.trust_holes

check: setup-dev  ## Stijl, typen, lagen, sjablonen, veiligheid, migraties, vertalingen, woorden
	@$(BIN)/python -m scripts.check

bench-matching: setup-dev  ## Het koppelplan meten naast een dichte matrix
	@$(BIN)/python -m benchmarks.bench_matching

bench-search: setup-dev  ## Zoeken op de sociale kaart meten naast gewoon zoeken en tantivy
	@$(BIN)/python -m benchmarks.bench_search

screenshots: setup-dev  ## Het plaatje van de README opnieuw maken
	@$(BIN)/python -m scripts.screenshot --out docs/images --width 1280 --as noor /vragen/15/koppelen/

translations: setup-dev  ## Nieuwe teksten in de catalogi zetten
	@$(BIN)/python scripts/translations.py update

wheel: setup-dev  ## Het pakket bouwen en nakijken wat erin zit
	@$(BIN)/python -m scripts.wheel

lock: setup-dev  ## De vastgezette pakketten vernieuwen: LOCK=--upgrade neemt de nieuwste
	@$(BIN)/python -m scripts.lock $(LOCK)

clean:  ## Weg met alles wat gemaakt is; de gegevens in var/ blijven
	rm -rf .venv .venv-node node_modules build dist naast/ui/static/ui/vendor naast/ui/fonts
	find naast -name '*.mo' -delete
