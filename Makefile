.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?= 8000

.PHONY: help setup run test check format lint types imports front unit chaos security bench load reading lock clean web client screenshots

FRONTEND := $(shell find frontend -name node_modules -prune -o -type f -print)

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

setup: .venv/.ready .venv/.dashboard ## build .venv and the dashboard, find a browser (also done by run and test)

.venv/.ready: requirements.lock pyproject.toml scripts/setup.sh scripts/browser.sh
	@bash scripts/setup.sh
	@touch $@

.venv/.dashboard: $(FRONTEND) scripts/frontend.sh | .venv/.ready
	@bash scripts/frontend.sh
	@touch $@

run: setup ## the demo: everything embedded or simulated, dashboard at http://127.0.0.1:8000
	@.venv/bin/jarvis demo --port $(PORT)

test: setup check ## all checks and all tests
	@$(PYTHON) -m pytest -q -n 3 --dist loadfile

check: setup format lint types imports front ## format, lint, types, import rules and the front end, without pytest

format: setup
	@.venv/bin/ruff format --check .

lint: setup
	@.venv/bin/ruff check .

types: setup
	@.venv/bin/mypy

imports: setup
	@.venv/bin/lint-imports

front: setup ## the front end: its client fresh, types, lint, tests, size
	@bash scripts/client.sh --check
	@npm --prefix frontend run --silent types
	@npm --prefix frontend run --silent lint
	@npm --prefix frontend run --silent test -- --reporter=dot
	@npm --prefix frontend run --silent budget

web: setup ## the front end's development server, on the API of `make run`
	@npm --prefix frontend run --silent dev

client: setup ## the API's description and the front end's types, made anew
	@bash scripts/client.sh

screenshots: setup ## every page in French and Arabic, on desktop and phone, light and dark, into .screenshots/
	@PYTHONPATH=tests $(PYTHON) -m support.screenshots $(PAGES)

unit: setup ## the fast tests alone
	@$(PYTHON) -m pytest -q tests/unit

chaos: setup ## faults at length on real processes, three at a time, written to docs/reliability.md; SEED=n repeats a run
	@HYPOTHESIS_PROFILE=night $(PYTHON) -m pytest -q tests/unit/d2d_portal/test_reading.py
	@$(PYTHON) -m pytest -q tests/chaos -n 3 --dist worksteal --long --page docs/reliability.md $(if $(SEED),--seed $(SEED))

security: setup ## attacks, fuzzing, vulnerabilities, bills of materials, secrets (about 30 minutes; ATTACKS="--minutes 1" is less)
	@PYTHONPATH=tests $(PYTHON) -m security $(ATTACKS)

bench: setup ## speed and memory, as ratios in one run, written to docs/benchmarks.md
	@PYTHONPATH=tests $(PYTHON) -m bench

load: setup ## the load runs (about 20 minutes; SHORT=1: a few, SEED=n), judged by what WhatsApp received, written to docs/load.md
	@PYTHONPATH=tests $(PYTHON) -m support.load_page $(if $(SHORT),--short) $(if $(SEED),--seed $(SEED))

reading: setup ## the measured tables of docs/reading.md, written anew
	@PYTHONPATH=tests $(PYTHON) -m support.reading_tables

lock: setup ## resolve the dependencies anew into requirements.lock
	@bash scripts/uv.sh pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --upgrade --quiet \
	  --custom-compile-command "make lock" -o requirements.lock

clean: ## forget .venv, tools and caches (never the data)
	@rm -rf frontend/node_modules src/jarvis_app/web_dist .screenshots .security
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
