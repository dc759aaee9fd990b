#!/bin/sh
# Installs Chromium for the playground's test from Debian's or Ubuntu's packages, if there is none.
# Without it, and without the right to install it, that one test is skipped with a message.
set -eu

case "${1:-}" in
  -h | --help)
    echo "usage: install-browser.sh"
    echo "Installs Chromium with apt-get unless a browser is found; GATEWAYZ_BROWSER names another one."
    exit 0 ;;
esac

if [ -n "${GATEWAYZ_BROWSER:-}" ]; then
  exit 0
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then
    exit 0
  fi
done
if [ "${OFFLINE:-0}" != 0 ]; then
  echo "OFFLINE, and no Chromium here: the playground's test will be skipped." >&2
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium and no apt-get here: the playground's test will be skipped. Install Chromium to run it." >&2
  exit 0
fi
run=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
    echo "No Chromium here and no right to install it: the playground's test will be skipped." >&2
    exit 0
  fi
  run="sudo -n"
fi
echo "Installing Chromium for the playground's test (about 300 MB) ..."
log=$(mktemp)
if $run apt-get update -q >"$log" 2>&1 &&
  $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium >>"$log" 2>&1; then
  echo "Installed $(chromium --version 2>/dev/null || echo Chromium)."
else
  tail -n 5 "$log" >&2
  echo "Chromium could not be installed: the playground's test will be skipped." >&2
fi
rm -f "$log"
