#!/bin/sh
# Installs what the gateway is measured with and beside, from Debian's or Ubuntu's packages: wrk and nginx-light.
# Without them, and without the right to install them, that benchmark is skipped with a message.
set -eu

case "${1:-}" in
  -h | --help)
    echo "usage: install-peers.sh"
    echo "Installs wrk and nginx-light with apt-get unless they are there. No nginx is started by it."
    exit 0 ;;
esac

PATH="$PATH:/usr/sbin"
missing=""
command -v wrk >/dev/null 2>&1 || missing="wrk"
command -v nginx >/dev/null 2>&1 || missing="$missing nginx-light"
if [ -z "$missing" ]; then
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
  echo "Missing, and no right to install: $missing. The gateway's benchmark will be skipped." >&2
  exit 0
fi
echo "Installing $missing ..."
log=$(mktemp)
# A server that is installed is usually started at once; this one is started by the benchmark alone.
if apt-get update -q >"$log" 2>&1 &&
  env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -q --no-install-recommends $missing >>"$log" 2>&1; then
  echo "Installed."
else
  tail -n 5 "$log" >&2
  echo "They could not be installed: the gateway's benchmark will be skipped." >&2
fi
rm -f "$log"
