#!/usr/bin/env bash
# Start a server, fuzz it by every document of a contracts.toml, stop it. action.yml runs this; a person may, too:
#
#   CONFIG=contracts SERVE='uvicorn app:app --port 8000' URL=http://127.0.0.1:8000 EXAMPLES=50 tools/fuzz-served.sh
#
# OpenAPI documents go through schemathesis (all checks, all phases), AsyncAPI documents through `contracts fuzz-ws`.
set -euo pipefail
python -I -m pip install --quiet schemathesis websockets hypothesis
mapfile -t documents < <(python -P -c '
import sys
from pathlib import Path
from codegen import config
given = Path(sys.argv[1] or ".")
for document in config.read(config.find(given.resolve()) if given.is_dir() else given).documents:
    print(document)
' "${CONFIG:-}")

setsid bash -c "$SERVE" & # a session of its own, so that whatever it starts is stopped with it
server=$!
trap 'kill -TERM -- -"$server" 2>/dev/null || true' EXIT
for _ in $(seq 150); do # up to 30 seconds
  kill -0 "$server" 2>/dev/null || { echo "the server ended before it answered: $SERVE" >&2; exit 1; }
  python -P -c 'import sys, urllib.request as r, urllib.error as e
try: r.urlopen(sys.argv[1], timeout=1)
except e.HTTPError: pass
except OSError: sys.exit(1)' "$URL" && break
  sleep 0.2
done

status=0
for document in "${documents[@]}"; do
  if head -c 4096 "$document" | grep -q asyncapi; then
    contracts fuzz-ws "$document" --url "${URL/#http/ws}" -n "${EXAMPLES:-50}" || status=1
  else
    schemathesis run "$document" --url "$URL" -n "${EXAMPLES:-50}" || status=1
  fi
done
exit "$status"
