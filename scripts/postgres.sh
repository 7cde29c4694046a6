#!/usr/bin/env bash
# A private PostgreSQL for tests: empty, on loopback, without fsync.
#
#   postgres.sh start DIR   starts one in DIR and prints its URL
#   postgres.sh crash DIR   ends it as a crash would, and starts it again
#   postgres.sh stop DIR    stops it and removes DIR
set -euo pipefail

bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
bin="${bin:-$(dirname "$(command -v postgres)")}"

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start() {
  mkdir -p "$1"
  if [ "$(id -u)" = 0 ]; then chown postgres "$1"; fi
  as_owner "$bin/initdb" --no-sync -D "$1/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$1/initdb.log" 2>&1 ||
    { cat "$1/initdb.log" >&2; exit 1; }
  local port
  for _ in 1 2 3 4 5; do
    port=$((20000 + RANDOM % 20000))
    if (cd / && as_owner "$bin/pg_ctl" -D "$1/data" -l "$1/log" -w -t 60 -o "-p $port -k $1 \
        -c listen_addresses=127.0.0.1 -c fsync=${PG_FSYNC:-off} -c full_page_writes=${PG_FSYNC:-off} -c max_connections=400 \
        -c shared_buffers=256MB -c max_wal_size=2GB -c autovacuum=off" start) >/dev/null 2>&1; then
      echo "postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
      return
    fi
  done
  cat "$1/log" >&2
  exit 1
}

crash() { (cd / && as_owner "$bin/pg_ctl" -D "$1/data" -l "$1/log" -m immediate -w -t 60 restart) >/dev/null; }

stop() {
  [ -d "$1/data" ] && (cd / && as_owner "$bin/pg_ctl" -D "$1/data" -m immediate stop) >/dev/null 2>&1
  rm -rf "$1"
}

case "${1:-}" in
  start) start "$2" ;;
  crash) crash "$2" ;;
  stop) stop "$2" || true ;;
  *) echo "usage: postgres.sh start|crash|stop DIR" >&2; exit 2 ;;
esac
