#!/bin/sh
# Fetches what two tests of this folder need beside a JDK: kcat from Debian's or Ubuntu's packages, and
# AsyncAPI's own JSON Schema from its npm package. Where that cannot be done those tests are skipped, and
# say so.
set -eu

SPECS=6.11.1

case "${1:-}" in
  -h | --help)
    echo "usage: install-tools.sh"
    echo "Installs kcat with apt-get unless it is there, and fetches @asyncapi/specs@$SPECS with npm."
    exit 0 ;;
esac

cd "$(dirname "$0")"

install_kcat() {
  if command -v kcat >/dev/null 2>&1; then
    return
  fi
  if [ "${OFFLINE:-0}" != 0 ]; then
    echo "OFFLINE, and no kcat here: the test of the shell example will be skipped." >&2
    return
  fi
  run=""
  if [ "$(id -u)" -ne 0 ]; then
    run="sudo -n"
  fi
  if ! command -v apt-get >/dev/null 2>&1 || ! $run true 2>/dev/null; then
    echo "No kcat here and no way to install it: the test of the shell example will be skipped." >&2
    return
  fi
  echo "Installing kcat for the test of the shell example ..."
  log=$(mktemp)
  if $run apt-get update -q >"$log" 2>&1 &&
    $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends kcat >>"$log" 2>&1; then
    echo "Installed kcat."
  else
    tail -n 5 "$log" >&2
    echo "kcat could not be installed: the test of the shell example will be skipped." >&2
  fi
  rm -f "$log"
}

fetch_specs() {
  schema=target/asyncapi/3.0.0.json
  if [ -s "$schema" ]; then
    return
  fi
  if [ "${OFFLINE:-0}" != 0 ]; then
    echo "OFFLINE: asyncapi.yaml will not be checked against AsyncAPI's own schema." >&2
    return
  fi
  if ! command -v npm >/dev/null 2>&1; then
    echo "No npm here: asyncapi.yaml will not be checked against AsyncAPI's own schema." >&2
    return
  fi
  folder=$(mktemp -d)
  if (cd "$folder" && npm pack --silent "@asyncapi/specs@$SPECS" >/dev/null 2>&1 && tar xzf ./*.tgz); then
    mkdir -p "${schema%/*}"
    cp "$folder/package/schemas/3.0.0-without-\$id.json" "$schema"
  else
    echo "@asyncapi/specs could not be fetched: asyncapi.yaml will not be checked against AsyncAPI's own schema." >&2
  fi
  rm -rf "$folder"
}

install_kcat
fetch_specs
