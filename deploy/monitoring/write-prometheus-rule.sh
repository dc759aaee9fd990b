#!/bin/sh
# Writes the Prometheus operator's PrometheusRule from rules.yml; a test fails where the two differ.
set -eu

case "${1:-}" in
  -h | --help)
    echo "usage: write-prometheus-rule.sh [--runbook URL]"
    echo "Writes kubernetes/components/monitoring/prometheus-rule.yaml from monitoring/rules.yml."
    echo "With --runbook the alerts' links lead to URL, where you have deploy/runbook.md as a page."
    exit 0 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --runbook ]; then
  case "${2:-}" in
    http://*[!A-Za-z0-9:/._~%-]* | https://*[!A-Za-z0-9:/._~%-]*) echo "not a plain URL: $2" >&2; exit 2 ;;
    http://?* | https://?*) ;;
    *) echo "--runbook needs the URL of a page" >&2; exit 2 ;;
  esac
  for file in rules.yml rules-test.yml; do
    sed "s|\(runbook_url: \)[^#]*#|\1$2#|" "$here/$file" >"$here/$file.new"
    mv "$here/$file.new" "$here/$file"
  done
fi
{
  echo "# Written by monitoring/write-prometheus-rule.sh from monitoring/rules.yml: change it there."
  echo "apiVersion: monitoring.coreos.com/v1"
  echo "kind: PrometheusRule"
  echo "metadata:"
  echo "  name: gatewayz"
  echo "spec:"
  sed -n '/^groups:/,$p' "$here/rules.yml" | sed 's/^\(.\)/  \1/'
} >"$here/../kubernetes/components/monitoring/prometheus-rule.yaml"
