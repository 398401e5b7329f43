# Every command works on a fresh clone with Python 3.11 and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(PYTHON) tools/install.py $(VENV)

.PHONY: up test test-fast check bench format clean

up: ## the whole platform with the demo, on http://localhost:8000
	@$(INSTALL) requirements/local.txt
	@exec $(BIN)/python manage.py up

test: ## the whole test suite on real PostgreSQL and Valkey, with a browser
	@$(INSTALL) requirements/dev.txt
	@$(BIN)/python manage.py compile_translations
	@$(BIN)/python tools/chromium.py var/chromium
	@$(BIN)/python -m pytest -n 2 -m "not browser" -q
	@$(BIN)/python -m pytest -m browser -q

check: ## lint, types, layers, deployment settings, migrations
	@$(INSTALL) requirements/dev.txt
	@$(BIN)/python manage.py compile_translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/**.html')
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python tools/check_production.py
	@$(BIN)/python manage.py makemigrations --check --dry-run

bench: ## the ratios of the benchmarks
	@$(INSTALL) requirements/dev.txt
	@$(BIN)/python -m bench

format: ## put code and templates in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/**.html')

clean: ## remove what was installed and every local datum
	rm -rf $(VENV) var
