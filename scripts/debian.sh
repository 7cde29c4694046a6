#!/usr/bin/env bash
# Installs the Debian packages that the tests need and that are missing. Go 1.26
# and Node 20 are expected to be there; this script never replaces them.
set -euo pipefail

# package:a file that it brings
needs=(
  "postgresql:/usr/lib/postgresql"
  "chromium:/usr/bin/chromium"
  "belenios-tool:/usr/bin/belenios-tool"
  "poppler-utils:/usr/bin/pdftotext"
  "fonts-noto-cjk:/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
  "git:/usr/bin/git"
  "make:/usr/bin/make"
  "ca-certificates:/etc/ssl/certs/ca-certificates.crt"
)

missing=()
for need in "${needs[@]}"; do
  [ -e "${need#*:}" ] || missing+=("${need%%:*}")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Please install: ${missing[*]}" >&2
    exit 1
  fi
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # postgresql must not start a cluster of its own: the tests bring theirs.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
  apt-get update -qq
  apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi

for program in go node npm; do
  command -v "$program" >/dev/null || { echo "Please install $program (Go 1.26, Node 20 or later)." >&2; exit 1; }
done
