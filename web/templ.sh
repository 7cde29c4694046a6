#!/usr/bin/env bash
# Generates the Go of every templ file, folder by folder, so that the code names
# its source file the same way whoever generates it.
set -euo pipefail
cd "$(dirname "$0")/.."

version="$(go list -m -f '{{.Version}}' github.com/a-h/templ)"
bin="$(mktemp -d)"
trap 'rm -rf "$bin"' EXIT
GOBIN="$bin" go install "github.com/a-h/templ/cmd/templ@$version"

# A parent comes before its children: generating in it writes theirs as well.
git ls-files --cached --others --exclude-standard -- '*.templ' | xargs -n1 dirname | sort -u | while read -r folder; do
  (cd "$folder" && "$bin/templ" generate >/dev/null 2>&1) || { echo "templ: $folder" >&2; exit 1; }
done
