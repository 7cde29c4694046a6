#!/usr/bin/env bash
# Runs the checks named as arguments, each as a step with its time, and shows
# what failed at the end. Without arguments: everything that CI runs.
#
#   format vet web arch unit postgres e2e
set -uo pipefail
cd "$(dirname "$0")/.."

steps=("$@")
[ $# -gt 0 ] || steps=(format vet unit web e2e)
export CGO_ENABLED=0

here="$(mktemp -d --tmpdir=/tmp jinlin-test-XXXXXX)" # not $TMPDIR: the user postgres must get in
chmod 711 "$here"
mkdir "$here/tmp"
export TMPDIR="$here/tmp"

finish() {
  trap - EXIT INT TERM HUP
  [ -d "$here/postgres" ] && bash scripts/postgres.sh stop "$here/postgres"
  rm -rf "$here"
}
trap finish EXIT
trap 'finish; exit 130' INT TERM HUP

# Should this script be killed, PostgreSQL is stopped all the same.
watch() {
  (
    trap '' INT TERM HUP
    while kill -0 $$ 2>/dev/null && [ -d "$here" ]; do sleep 1; done
    [ -d "$here/postgres" ] && bash scripts/postgres.sh stop "$here/postgres"
    rm -rf "$here"
  ) >/dev/null 2>&1 </dev/null &
}

with_postgres() {
  [ -n "${JINLIN_TEST_POSTGRES:-}" ] && return
  JINLIN_TEST_POSTGRES="$(bash scripts/postgres.sh start "$here/postgres")" || return 1
  export JINLIN_TEST_POSTGRES
  watch
}

check_format() {
  local ugly
  ugly="$(git ls-files -z --cached --others --exclude-standard -- '*.go' | xargs -0 ls 2>/dev/null | xargs gofmt -l)"
  [ -z "$ugly" ] || { printf 'not formatted by gofmt:\n%s\n' "$ugly"; return 1; }
}
check_vet() { go vet ./...; }
check_arch() { go test ./internal/arch; }
check_web() { bash web/check.sh; }

# Quiet about what passes.
go_test() {
  local log="$here/go.log" code
  go test -p 2 -timeout 20m "$@" >"$log" 2>&1
  code=$?
  grep -vE '^(ok|\?)[[:space:]]' "$log"
  [ $code = 0 ] && echo "$(grep -cE '^ok' "$log") packages"
  return $code
}

# Both engines: CI=1 makes a missing PostgreSQL a failure.
check_unit() { with_postgres && CI=1 go_test ./...; }
check_postgres() { with_postgres && CI=1 go_test -run '/postgres$|/postgres/' ./...; }
check_sqlite() { env -u CI -u JINLIN_TEST_POSTGRES bash -c 'go test -p 2 -timeout 20m ./...' | grep -vE '^(ok|\?)[[:space:]]'; return "${PIPESTATUS[0]}"; }

check_e2e() {
  (cd e2e && npm ci --no-audit --no-fund --ignore-scripts >"$here/npm.log" 2>&1) || { cat "$here/npm.log"; return 1; }
  go build -o "$here/jinlin" ./cmd/jinlin || return 1
  (cd e2e && JINLIN_BIN="$here/jinlin" npm test --silent)
}

failed=()
began=$SECONDS
for name in "${steps[@]}"; do
  printf '── %s\n' "$name"
  from=$SECONDS
  # In this shell, not a subshell: a step may start PostgreSQL for the others.
  "check_$name" >"$here/$name.log" 2>&1
  code=$?
  if [ $code = 0 ]; then
    tail -n 1 "$here/$name.log"
    printf '   ok, %d s\n' $((SECONDS - from))
  else
    failed+=("$name")
    tail -n 150 "$here/$name.log"
    printf '   FAILED, %d s\n' $((SECONDS - from))
  fi
done

printf '\n%d s in all\n' $((SECONDS - began))
printf 'steps: %d passed, %d failed\n' $((${#steps[@]} - ${#failed[@]})) ${#failed[@]}
if [ ${#failed[@]} -gt 0 ]; then
  for name in "${failed[@]}"; do
    printf '\n══ %s failed:\n' "$name"
    grep -nE '^(--- FAIL|FAIL|not ok|panic:|.*\.(go|ts|mjs|templ):[0-9]+)|^ +--- FAIL|    not ok' "$here/$name.log" | head -n 60 | grep . ||
      tail -n 20 "$here/$name.log"
  done
  printf '\nfailed: %s\n' "${failed[*]}"
  exit 1
fi
echo "all is well"
