# Every command works on a fresh clone with Python 3.11 and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(PYTHON) tools/install.py $(VENV)

.PHONY: up rehearse test check nightly mutants bench audit sbom format clean

up: ## the whole platform with the demo, on http://localhost:8000; begin with nothing: make up DEMO=0
	@$(INSTALL) requirements/local.txt
	@exec $(BIN)/python manage.py up $(if $(filter 0,$(DEMO)),--without-demo)

rehearse: ## a whole made-up year, beside `make up` or alone: make rehearse VOTERS=200
	@$(INSTALL) requirements/local.txt
	@$(BIN)/python manage.py rehearse --voters $${VOTERS:-200}

test: ## the whole test suite on real PostgreSQL and Valkey, with a browser
	@$(INSTALL) requirements/dev.txt
	@$(BIN)/python manage.py compile_translations
	@$(BIN)/python tools/chromium.py var/chromium
	@$(BIN)/python -m pytest -n 3 --dist loadgroup -q

check: ## lint, types, layers, deployment settings, migrations
	@$(INSTALL) requirements/dev.txt
	@$(BIN)/python manage.py compile_translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint templates --check --quiet
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/**.html')
	@$(BIN)/python tools/stylesheets.py --check
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/python tools/translations.py
	@$(BIN)/python tools/check_production.py
	@$(BIN)/python manage.py makemigrations --check --dry-run

nightly: ## 100,000 elections of every method before all counters, 50,000 strange requests, 60 kills, every browser, what is slow
	@$(INSTALL) requirements/dev.txt
	@ELECTIONS=$${ELECTIONS:-100000} ELECTIONS_SEED=$${ELECTIONS_SEED:-$$(date +%Y%m%d)} \
		$(BIN)/python -m pytest -n 2 -q tests/voting/count
	@FUZZ=$${FUZZ:-50000} FUZZ_SEED=$${FUZZ_SEED:-$$(date +%Y%m%d)} $(BIN)/python -m pytest -n 2 -q tests/fuzz
	@FOREBILD_NIGHTLY=1 FOREBILD_KILLS=60 $(BIN)/python -m pytest -q tests/storm tests/browser
	@FOREBILD_NIGHTLY=1 $(BIN)/python -m pytest -q tests/voting/results/test_any_order.py \
		tests/nominations/test_consent_sequences.py tests/award/rules/test_walking_back.py
	@$(BIN)/python -m pytest -q --ignore tests/browser -m nightly

mutants: ## faults put into voting/count one by one: how many the tests find
	@$(PYTHON) tools/install.py var/mutation requirements/mutation.txt
	@var/mutation/bin/python tools/mutants.py $(ONLY)

bench: ## the ratios of the benchmarks, in an environment of its own for the libraries beside us
	@$(PYTHON) tools/install.py .venv-bench requirements/bench.txt
	@.venv-bench/bin/python -m bench

audit: ## known faults of the locked packages; fails when it could look up nothing
	@$(PYTHON) tools/install.py var/audit requirements/audit.txt
	@var/audit/bin/python tools/audit.py requirements/container.txt requirements/local.txt requirements/dev.txt

sbom: ## what a release consists of, with licences, as CycloneDX: var/forebild.cdx.json
	@$(PYTHON) tools/install.py var/audit requirements/audit.txt
	@$(PYTHON) tools/install.py var/release requirements/container.txt
	@var/audit/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
		-o var/forebild.cdx.json var/release/bin/python 2>var/sbom.log
	@echo "var/forebild.cdx.json"

format: ## put code, templates and style sheets in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/djlint templates --reformat --quiet || true
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/**.html') || true
	@$(BIN)/python tools/stylesheets.py

clean: ## remove what was installed and every local datum
	rm -rf $(VENV) var
