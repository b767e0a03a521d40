# Every target below works on a machine that has Python 3.11 or newer and make: it sets up the rest.

SUITABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
    $$python -c '$(SUITABLE)' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/.ready
SENTENCES := $(wildcard locales/*/LC_MESSAGES/messages.po)
CODE := bot conversations models locales tests
# Tests wait for the disk at each commit: where memory has room for their files, they wait for nothing.
ROOM := $(shell df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)
TESTS := $(if $(shell [ "$(ROOM)" -gt 3000000 ] 2>/dev/null && echo room),TMPDIR=/dev/shm )$(BIN)/python -m pytest \
    -n 3 --dist worksteal
# What is imported is compiled once, not by each of the programs that tests start.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo demo-cluster run test check bench catalogs pictures lock

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

demo: setup ## Try the whole product in a browser: no token, no network
	$(BIN)/alize demo

demo-cluster: setup ## Try it with two processes on PostgreSQL, and kill one
	$(BIN)/alize demo --processes 2

run: setup ## Run the assistant with the settings of .env
	$(BIN)/alize run

test: setup ## Run the tests, on SQLite and PostgreSQL
	$(TESTS)

check: setup ## Run the tests and, beside them, check format, lint, types, imports and catalogs
	@$(MAKE) --no-print-directory --jobs 2 static test

.PHONY: static
static: setup
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python -m locales.catalogs check
	$(BIN)/mypy

bench: setup ## Measure the assistant
	$(BIN)/python -m tests.benchmarks

catalogs: setup ## Bring the catalogs up to date with the sentences of the code
	$(BIN)/python -m locales.catalogs update

pictures: setup ## Take the pictures of the guides and of the README again
	$(BIN)/python -m tests.pictures

lock: setup ## Renew requirements.lock, and what containers install, within the bounds of pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --quiet \
	    --group build --group test --group check --group bench \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --quiet --constraints requirements.lock \
	    --generate-hashes --no-emit-index-url --no-annotate --no-header --output-file bot/deploy/requirements.lock

.PHONY: setup
setup: $(READY) $(SENTENCES:.po=.mo)

$(READY): requirements.lock pyproject.toml locales/build.py
	@"$(PYTHON)" -c '$(SUITABLE)' 2>/dev/null || { \
	    echo "Python 3.11 or newer is needed, with its venv module (Debian, Ubuntu: apt-get install python3-venv)."; \
	    echo "If it has another name on this machine: make PYTHON=/path/to/python"; exit 1; }
	@echo "Setting up .venv, once: the packages of requirements.lock are downloaded and installed."
	@echo "It takes some minutes on a machine that never downloaded them, less than one afterwards."
	@"$(PYTHON)" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

%.mo: %.po $(READY)
	@$(BIN)/python -m locales.catalogs compile
