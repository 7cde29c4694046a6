#!/usr/bin/env bash
# Measures the house against its peers and the limits of the machine and writes
# bench/RESULTS.md. ROWS and ROUNDS make it shorter.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d e2e/node_modules ] || (cd e2e && npm ci --no-audit --no-fund --ignore-scripts --silent)
# DuckDB's lock file names one platform only, which npm ci refuses.
[ -d bench/peers/duckdb/node_modules ] || (cd bench/peers/duckdb && npm install --no-save --silent)
work="$(mktemp -d --tmpdir=/tmp jinlin-bench-XXXXXX)"
chmod 755 "$work"
trap 'bash scripts/postgres.sh stop "$work/postgres" >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
server="$(PG_FSYNC=on bash scripts/postgres.sh start "$work/postgres" || true)"
go run ./bench/ballot -out "$work/ballot.md"
# Written section by section: what was measured stays when a later one fails.
status=0
JINLIN_BENCH_POSTGRES="$server" go run ./bench/run -rows "${ROWS:-1000000}" -rounds "${ROUNDS:-5}" -out "$work/house.md" || status=$?
cat "$work/house.md" "$work/ballot.md" >bench/RESULTS.md
exit $status
