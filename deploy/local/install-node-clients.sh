#!/bin/sh
# Fetches the official clients for Node that tests of the gateway run, with npm, into gateway-service/target/node-clients.
# Without Node and npm, or without a way to npm's registry, those tests are skipped with a message. Nothing is installed
# for the system, and no script of a package is run.
set -eu

OPENROUTER=1.3.19
ANTHROPIC=1.14.0
OPENAI=6.49.0
AGENTS=0.20.0
# The newest that runs with Node 20, and what agents and it need beside them.
AI=6.0.325
AI_OPENAI=3.0.141
AI_ANTHROPIC=3.0.140
MCP=2.4.0
ZOD=4.6.7

case "${1:-}" in
  -h | --help)
    echo "usage: install-node-clients.sh"
    echo "Fetches the official clients of OpenRouter, Anthropic and OpenAI, OpenAI's agents and the AI SDK into gateway-service/target."
    exit 0 ;;
esac

cd "$(dirname "$0")/../.."
folder=gateway-service/target/node-clients
versions="@openrouter/sdk@$OPENROUTER @anthropic-ai/sdk@$ANTHROPIC openai@$OPENAI @openai/agents@$AGENTS"
versions="$versions ai@$AI @ai-sdk/openai@$AI_OPENAI @ai-sdk/anthropic@$AI_ANTHROPIC zod@$ZOD @modelcontextprotocol/client@$MCP"

if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "No Node and npm here: the tests with the official clients for Node will be skipped." >&2
  exit 0
fi
if [ "$(cat "$folder/versions" 2>/dev/null || true)" = "$versions" ]; then
  exit 0
fi
if [ "${OFFLINE:-0}" != 0 ]; then
  echo "OFFLINE, and they are not there: the tests with the official clients for Node will be skipped." >&2
  exit 0
fi
echo "Fetching the official clients for Node (230 MB on the disk) ..."
mkdir -p "$folder"
log=$(mktemp)
if npm install --prefix "$folder" --no-audit --no-fund --no-save --ignore-scripts --omit=optional --omit=peer \
  $versions >"$log" 2>&1; then
  echo "$versions" >"$folder/versions"
else
  tail -n 5 "$log" >&2
  rm -rf "$folder"
  echo "They could not be fetched: the tests with the official clients for Node will be skipped." >&2
fi
rm -f "$log"
