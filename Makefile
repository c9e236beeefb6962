# LeanVibe: `make run` starts the assistant, `make test` proves it. Everything happens inside this folder's .venv.
SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check diff fuzz gates generate golden lint format lock nightly bench corpus clean
bin := .venv/bin
parallel := -n auto --maxprocesses 4 --dist loadgroup

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.installed ## make .venv from requirements.lock (a second call does nothing)

.venv/.installed: requirements.lock pyproject.toml tools/setup.sh
	@tools/setup.sh

run: setup ## index this repository and start the assistant on http://127.0.0.1:8765
	@$(bin)/leanvibe serve --project .

test: setup ## all tests of a change; ARGS="-k name tests/codegen" narrows them
	@$(bin)/pytest $(parallel) $(ARGS)

check: setup ## is generated/ what the contracts say? (under a second)
	@$(bin)/contracts check --quick

diff: setup ## what the contracts' edits break beside BASE (default: main)
	@$(bin)/contracts diff git:$(or $(BASE),main) contracts $(ARGS)

fuzz: setup ## fuzz every generated server, long; ARGS="notes --examples 500 --seeds 7" for one of them
	@$(bin)/python tools/fuzz.py $(ARGS)

gates: setup ## what no change may get past: drift, lint, breaking edits, fuzzing, security (under 5 minutes)
	@echo "== drift"; $(bin)/contracts check
	@echo "== lint"; $(bin)/contracts lint contracts/openapi.yaml contracts/asyncapi.yaml
	@echo "== diff"; if git rev-parse -q --verify $(or $(BASE),main) >/dev/null; \
	  then $(bin)/contracts diff git:$(or $(BASE),main) contracts; \
	  else echo "there is no $(or $(BASE),main) here: BASE=<revision> names what to compare with"; fi
	@echo "== fuzzing, security"; $(bin)/pytest -q $(parallel) -m "not nightly and not weekly or gate" tests/gates tests/security \
	  tests/server/test_fuzz.py tests/server/test_disconnect.py tests/server/test_interrupted_index.py \
	  tests/handlers/api/test_socket_fuzz.py tests/codegen/fuzz tests/codegen/plan/test_python_peer.py $(ARGS)

generate: setup ## rewrite generated/ from contracts/
	@$(bin)/contracts generate

golden: setup ## rewrite the expected trees under tests/fixtures; read the diff before you commit it
	@GOLDEN=write $(bin)/pytest -q -m golden $(ARGS)
	@git --no-pager diff --stat -- tests/fixtures

lint: setup ## ruff, mypy --strict and the import rules
	@$(bin)/ruff check . && $(bin)/ruff format --check . && $(bin)/mypy && $(bin)/lint-imports

format: setup ## mend what ruff can mend
	@$(bin)/ruff check --fix-only -q . ; $(bin)/ruff format .

lock: setup ## resolve pyproject.toml anew into requirements.lock (hashes, no host names)
	@$(bin)/uv pip compile -q --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	  --python-version 3.11 pyproject.toml --all-extras --group dev --group models -o requirements.lock

nightly: setup ## the slow tests too
	@$(bin)/pytest -m "not weekly" $(ARGS)

bench: bench-server bench-generate ## measure; writes docs/benchmarks.md

bench-%: setup # one of them: tools/bench/<name>.py
	@$(bin)/python -m tools.bench.$*

corpus: setup tools/typescript/node_modules ## every document of ../shared/corpus through the toolchain; ARGS="folder -k name" for your own
	@$(bin)/python -m tools.corpus $(ARGS)

tools/typescript/node_modules: tools/typescript/package-lock.json
	@cd tools/typescript && npm ci --silent --no-audit --no-fund && touch node_modules

clean: ## remove what can be made again (not .leanvibe: that is your data)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
