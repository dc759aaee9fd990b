#!/bin/sh
# Breaks a simulated provider of the running stack, or mends all of them, to see what Gatewayz makes of it (deploy/break-it.md).
set -eu

usage() {
  echo "usage: break.sh PROVIDER [MODEL [FAULT [WITH]]]"
  echo "       break.sh --mend"
  echo "PROVIDER one of openrouter, portkey, featherless, fireworks, together, huggingface; MODEL its own id, or '*' for all (the default)."
  echo "FAULT    ServerError (the default, with {\"status\":503}), Gone, Cold, KeyRejected, Silent, CutStream with {\"afterChunks\":3}, …;"
  echo "         an unknown one is answered with the list of all."
  echo "The stack has to run on simulated providers (make up without provider keys); PORT_OFFSET as there."
}

case "${1:-}" in
  "" | -h | --help)
    usage
    exit 0 ;;
esac

at=${SIMULATOR:-http://127.0.0.1:$((8090 + ${PORT_OFFSET:-0}))}/_simulator/faults
call() {
  if ! answer=$(curl -sS --max-time 10 -w '\n%{http_code}' "$@" "$at"); then
    echo "No simulator listens there: is the stack up (make up), and on simulated providers?" >&2
    exit 1
  fi
  case "$answer" in
    *204) ;;
    *) echo "$answer" | head -n 1 >&2; exit 1 ;;
  esac
}

if [ "$1" = --mend ]; then
  call -X DELETE
  echo "All simulated providers are well again."
  exit 0
fi
provider=$1
model=${2:-*}
fault=${3:-ServerError}
with=${4:-}
case "$provider$model$fault" in
  *[\"\\]*) echo "No quotes and no backslashes, please." >&2; exit 2 ;;
esac
if [ -z "$with" ]; then
  [ "$fault" = ServerError ] && with='{"status":503}' || with='{}'
fi
call -X PUT -d "{\"provider\":\"$provider\",\"model\":\"$model\",\"fault\":\"$fault\",\"with\":$with}"
echo "$provider: $fault for $model. deploy/local/break.sh --mend ends it."
