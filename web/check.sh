#!/usr/bin/env bash
# Rebuilds everything the browser gets, and the templ code, and fails when what
# is committed differs. Needs Node 20 or later for the style sheets.
set -euo pipefail
cd "$(dirname "$0")/.."

before="$(mktemp -d)"
trap 'rm -rf "$before"' EXIT

built() { git ls-files -z -- internal/platform/web/static internal/platform/web/ui/icons_gen.go ballot/prover/prover.js ballot/prover/prover.sha256 '*_templ.go'; }
sums() { built | xargs -0 sha256sum | sort -k2; }

if [ ! -d web/node_modules ] || [ web/package-lock.json -nt web/node_modules ]; then
  # Not npm ci: the lock names only the platforms its registry had (see README.md).
  (cd web && npm install --no-save --no-audit --no-fund --ignore-scripts)
  touch web/node_modules
fi

sums >"$before/sums"
(cd web && npx --no-install tsc -p tsconfig.json && npx --no-install tsc -p tsconfig.worker.json &&
  npx --no-install tsc -p tsconfig.ballot.json)
go run ./web/build
bash web/templ.sh
sums >"$before/after"

if ! diff -u "$before/sums" "$before/after"; then
  echo "web: the committed files are not what the sources build; commit the rebuilt ones" >&2
  exit 1
fi
echo "web: committed files are what the sources build"
