# `make help` lists the targets. Each works alone on a fresh checkout: what it needs is installed first.

PY    := .venv/bin/python
READY := .venv/.ready
ROOMS := solieu extract normalize store queries
# mypy refuses a folder without Python in it.
CODE  := $(ROOMS) $(patsubst %/,%,$(sort $(dir $(wildcard tests/*.py benchmarks/*.py))))

DB          ?= out/solieu.duckdb
PYTEST_ARGS ?= -n auto

# Wheels only, each checked against its hash; the package index is the one pip is set up with.
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test lint format readme bench lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv and install what is locked

# Made again only when the lock or the project file changes.
$(READY): requirements.lock pyproject.toml
	@set -eu; \
	if ! $(PY) -m pip --version >/dev/null 2>&1; then \
	    found=; \
	    for candidate in python3.11 python3 python3.12 python3.13; do \
	        if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	            found=$$candidate; break; \
	        fi; \
	    done; \
	    if [ -z "$$found" ]; then \
	        echo "setup: Python 3.11 or newer is needed and was not found." >&2; \
	        echo "       On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; \
	        exit 2; \
	    fi; \
	    if ! $$found -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        echo "setup: $$found cannot make a virtual environment: its venv module is missing." >&2; \
	        echo "       On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; \
	        exit 2; \
	    fi; \
	    echo "setup: making .venv with $$($$found --version)"; \
	    $$found -m venv --clear .venv; \
	fi
	@echo "setup: installing what requirements.lock lists"
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

run: setup ## ingest corpus/reports and corpus/formats, print two series, export CSV to out/
	@mkdir -p $(dir $(DB))
	.venv/bin/solieu ingest corpus/reports corpus/formats --db $(DB)
	.venv/bin/solieu series retail_sales --province tra_vinh --measure level --db $(DB)
	.venv/bin/solieu series industrial_output --province tra_vinh --db $(DB)
	.venv/bin/solieu export out --db $(DB)

test: lint ## lint, then the tests
	$(PY) -m pytest $(PYTEST_ARGS)

lint: setup ## ruff, mypy and the order of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy $(CODE)
	.venv/bin/lint-imports --no-logo

format: setup ## put the code into its standard form
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

readme: setup ## run the commands of README.md and write what they print below them
	$(PY) -m tests.readme

# One dependency of what is measured beside the program comes as source only, so no --only-binary here.
.venv/.ready-bench: $(READY) requirements-bench.lock
	@$(PIP_INSTALL) --require-hashes --no-build-isolation -r requirements-bench.lock
	@touch $@

bench: .venv/.ready-bench ## measure speed beside other tools; results go to benchmarks/results
	$(PY) -m benchmarks

# To refresh: change the bounds in pyproject.toml if need be, `make lock`, `make test`, and read the
# diff. UPGRADE=--upgrade takes the newest of everything, UPGRADE='--upgrade-package NAME' of one.
# The locks list every wheel of a release, so they serve other systems too, and name no host: the
# index is whatever uv and pip are set up with. uv is no dependency of the project and gets a
# virtual environment of its own.
UPGRADE ?=
COMPILE := build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-header --no-annotate $(UPGRADE)

lock: setup ## write the locks anew from pyproject.toml (see the comment above it)
	$(PY) -m venv build/lock
	build/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	$(COMPILE) pyproject.toml --group build --group dev --output-file requirements.lock
	$(COMPILE) --group bench --constraint requirements.lock --output-file requirements-bench.lock
	@! grep -nE '://|^ *-[^-]|^ *--[^h]' requirements*.lock

clean: ## remove everything that was made, the virtual environment too
	rm -rf .venv build out *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find $(ROOMS) $(wildcard tests benchmarks notebooks) -name __pycache__ -type d -prune -exec rm -rf {} +
