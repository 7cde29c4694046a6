#!/usr/bin/env bash
# Makes the next migration of a module: migration.sh MODULE WHAT, as in
# migration.sh matter add_summary. Numbers run through the whole house.
set -euo pipefail
cd "$(dirname "$0")/.."

module="${1:?which module?}"
what="${2:?what does it do? (lower case, with underscores)}"
dir="$(find internal -type d -path "*/$module/schema" | head -1)"
[ -n "$dir" ] || { echo "no schema folder of $module" >&2; exit 1; }
last="$(find internal -path '*/schema/[0-9]*.sql' -printf '%f\n' | sort | tail -1 | cut -c1-4)"
file="$dir/$(printf '%04d' $((10#${last:-0} + 1)))_$what.sql"
cat >"$file" <<SQL
CREATE TABLE ${module}_$what (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
SQL
echo "$file"
