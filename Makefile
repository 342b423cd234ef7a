# Every target works on a fresh machine with Python 3.11 or later, git and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
DEMO   := build/demo

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.PHONY: help demo test check lint types test-long bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.stamp-run ## build a sample repository in build/demo and show what draftvc says about it
	@rm -rf $(DEMO) && mkdir -p build
	@$(BIN)/draftvc demo $(DEMO)
	@command -v draftvc >/dev/null || printf '\nThe program is not on your PATH yet. In this shell: export PATH="%s:$$PATH"\nFor good: pipx install .\n' "$(abspath $(BIN))"

test: $(VENV)/.stamp-dev ## run the tests
	@$(PYTEST) -q -n auto

check: lint types test ## what continuous integration runs: ruff, mypy, tests

lint: $(VENV)/.stamp-dev ## ruff: rules and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.stamp-dev ## mypy, strict
	@$(BIN)/mypy

test-long: $(VENV)/.stamp-dev ## the property tests with 100,000 examples, and the other slow tests
	@HYPOTHESIS_PROFILE=long $(PYTEST) -q -m long -n auto

bench: $(VENV)/.stamp-dev ## measure against latexdiff, wdiff and git; writes bench/RESULTS.md
	@$(BIN)/python bench/run.py

clean: ## remove what these targets made
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps make the second call quick; a change of pyproject.toml installs again. The demo needs
# no test tools, so that a newcomer does not wait for them.
$(VENV)/.stamp-venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "draftvc needs Python 3.11 or later: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "python3 -m venv failed; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
	  rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/.stamp-run: pyproject.toml | $(VENV)/.stamp-venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml | $(VENV)/.stamp-venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.stamp-run
