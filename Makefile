# LeanVibe: `make run` starts the assistant, `make test` runs the tests. Everything is installed in .venv.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check diff fuzz gates generate golden lint format lock nightly attack bench corpus docs clean
bin := .venv/bin
parallel := -n auto --maxprocesses 4 --dist loadgroup

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.installed ## create .venv from requirements.lock (a second call does nothing)

.venv/.installed: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh

run: setup ## index this repository and start the assistant on http://127.0.0.1:8765
	@$(bin)/leanvibe serve --project .

test: setup ## run the tests of a change; ARGS="-k name tests/codegen" selects some
	@$(bin)/pytest $(parallel) $(ARGS)

check: setup ## check that generated/ is up to date with the contracts (about a second)
	@$(bin)/contracts check --quick

diff: setup ## report breaking changes of the contracts since BASE (default: main)
	@$(bin)/contracts diff git:$(or $(BASE),main) contracts $(ARGS)

fuzz: setup ## fuzz every generated server for long; ARGS="notes --examples 500 --seeds 7" for one server
	@$(bin)/python tools/fuzz.py $(ARGS)

gates: setup ## checks that every change must pass: drift, lint, breaking edits, fuzzing, security (under 5 minutes)
	@echo "== drift"; $(bin)/contracts check
	@echo "== lint"; $(bin)/contracts lint contracts/openapi.yaml contracts/asyncapi.yaml
	@echo "== diff"; if git rev-parse -q --verify $(or $(BASE),main) >/dev/null; \
	  then $(bin)/contracts diff git:$(or $(BASE),main) contracts; \
	  else echo "revision $(or $(BASE),main) not found; pass BASE=<revision>"; fi
	@echo "== fuzzing, security, files with the marker gate"; $(bin)/pytest -q $(parallel) -m "not nightly and not weekly or gate" \
	  tests/gates tests/security tests/declared tests/codegen/fuzz tests/handlers/api/test_socket_fuzz.py \
	  $$(grep -rlw --include='*.py' 'mark\.gate' tests) $(ARGS)

attack: setup ## attack the toolchain and generated servers; SEED=7 repeats a seed (default: the date), CASE=n one case
	@SEED=$${SEED:-$$(date +%Y%m%d)} $(bin)/pytest -q -m "nightly or not nightly" $(or $(ARGS),tests/attack)

generate: setup ## rewrite generated/ from contracts/
	@$(bin)/contracts generate

golden: setup ## rewrite the expected trees under tests/fixtures; read the diff before you commit it
	@GOLDEN=write $(bin)/pytest -q -m golden $(ARGS)
	@git --no-pager diff --stat -- tests/fixtures

lint: setup ## ruff, mypy --strict, the import rules, spelling and wording
	@$(bin)/ruff check . && $(bin)/ruff format --check . && $(bin)/mypy && $(bin)/lint-imports
	@git ls-files -z | xargs -0 $(bin)/codespell && $(bin)/python -m tools.wording

format: setup ## format, and apply the fixes of ruff
	@$(bin)/ruff check --fix-only -q . ; $(bin)/ruff format .

docs: setup ## build docs/ as a site in dist/docs; a broken link fails
	@$(bin)/python -m sphinx -q -W --keep-going -d dist/doctrees -b html docs dist/docs
	@echo "dist/docs/index.html"

lock: setup ## resolve pyproject.toml into requirements.lock (hashes, no host names)
	@$(bin)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 pyproject.toml --all-extras --group dev --group models -o requirements.lock

nightly: setup ## run the slow tests as well
	@$(bin)/pytest -m "not weekly" $(ARGS)

bench: bench-server bench-generate bench-client ## run the benchmarks; writes docs/benchmarks.md

bench-%: setup # one benchmark: tools/bench/<name>.py
	@$(bin)/python -m tools.bench.$*

corpus: setup tools/typescript/node_modules ## run the toolchain on every document of ../shared/corpus; ARGS="folder -k name" for your own
	@$(bin)/python -m tools.corpus $(ARGS)

tools/typescript/node_modules: tools/typescript/package-lock.json
	@cd tools/typescript && npm ci --silent --no-audit --no-fund && touch node_modules

clean: ## remove what can be created again; data folders are kept
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
