# thidua: `make demo` shows the product, `make test` proves it. `make help` lists the rest.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help demo demo-check setup setup-dev run bench test soak lint clean need-python

help: ## the list of targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 14

demo: setup ## run the season of 2023, print it beside the article, serve it on port 8000
	@$(BIN)/thidua demo

demo-check: setup ## the same without serving; fails when a figure differs
	@$(BIN)/thidua demo --check

setup: $(VENV)/.runtime ## virtual environment with what the product needs
setup-dev: $(VENV)/.dev ## the same and what its tests need

run: setup ## serve your own instance, data in .var
	@$(BIN)/thidua serve

bench: setup ## every benchmark
	@for name in import certificates pages screen search scorecard similar roll portal; do $(BIN)/thidua bench $$name || exit 1; done

test: setup-dev ## everything that must hold
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/thidua law check
	$(BIN)/thidua law judge law/cases
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not soak"

soak: setup-dev ## the long proofs; may be stopped and run again
	$(BIN)/python -m pytest -m soak

lint: setup-dev ## format and lint
	$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/mypy && $(BIN)/lint-imports

clean: ## forget the virtual environment and the demo's data
	rm -rf $(VENV) .var

need-python:
	@command -v $(PYTHON) >/dev/null || { echo "Thiếu Python 3.11: apt install python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên: apt install python3"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Thiếu venv: apt install python3-venv"; exit 2; }

$(VENV)/.runtime: requirements.txt pyproject.toml | need-python
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Cài đặt thư viện (một lần) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@
