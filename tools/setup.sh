#!/usr/bin/env bash
# Make .venv hold exactly requirements.lock (every hash checked) and this project, editable. Nothing is installed elsewhere.
#
#   tools/setup.sh            PYTHON=python3.12 tools/setup.sh picks the interpreter
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python() { # the first interpreter that is new enough
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { command -v "$candidate"; return; }
  done
  echo "setup: Python 3.11 or newer is needed (set PYTHON=/path/to/python3.12 if it is not on the PATH)" >&2
  exit 1
}

if [ ! -x .venv/bin/uv ] && [ ! -x .venv/bin/python ]; then
  interpreter="$(python)"
  "$interpreter" -m venv .venv || {
    rm -rf .venv
    echo "setup: $interpreter cannot make virtual environments; on Debian: apt install python3-venv" >&2
    exit 1
  }
fi
if [ ! -x .venv/bin/uv ]; then # uv installs the rest: ten times faster than pip, and it knows the lock's overrides
  .venv/bin/python -m ensurepip -q 2>/dev/null || true
  awk '/^[^ #]/ { mine = /^uv==/ } mine' requirements.lock > .venv/uv.lock
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.lock
fi
echo "setup: installing requirements.lock into .venv"
.venv/bin/uv pip sync -q --python .venv/bin/python --require-hashes requirements.lock
.venv/bin/uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation --editable .
if [ -e handlers/llm/blas.py ]; then .venv/bin/python -m handlers.llm.blas; fi
touch .venv/.installed
