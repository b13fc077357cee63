# What a developer runs. Each target is one command that also works when typed.

.PHONY: check lint test docs wheel bench train

check: lint test        ## everything that must pass before a commit

lint:                   ## format, style, types, direction of imports
	ruff format --check .
	ruff check .
	mypy
	lint-imports

test:                   ## all tests
	python -m pytest

docs:                   ## the documentation: pages made from the code, then the site in site/ (needs the extra `docs`)
	python -m tools.write_docs
	python -m mkdocs build --strict

wheel:                  ## the package, ready to install
	python -m pip wheel --no-deps --wheel-dir dist .

bench:                  ## words per second, memory, share of time per room
	python benchmarks/read.py

train:                  ## the reader model, from corpora under DATA=...; the steps are in training/README.md
	python -m training.prepare --data $(DATA)
	python -m training.train --encoder $(ENCODER) --own corpus/names --minutes 88
