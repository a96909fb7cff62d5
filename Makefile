# Two commands do all the set-up: `make demo` reads the shipped example reports, `make test` runs every check.
PYTHON ?= python3.11
VENV   ?= .venv
BIN     = $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint types layers unit format clean

help: ## list what can be run
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

demo: $(VENV)/installed ## read the shipped example reports (sets everything up first)
	@$(BIN)/frontline read examples/reports || test $$? -eq 1

test: lint types layers unit ## every check: style, types, layers, tests (sets everything up first)

lint: $(VENV)/installed-test ## style: ruff
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests

types: $(VENV)/installed-test ## types: mypy --strict
	$(BIN)/mypy

layers: $(VENV)/installed-test ## layers: import-linter
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/installed-test ## the tests: pytest
	$(BIN)/python -m pytest

format: $(VENV)/installed-test ## format the code
	$(BIN)/ruff format src tests
	$(BIN)/ruff check --fix src tests

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
