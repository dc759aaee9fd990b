#!/bin/sh
# Writes the Prometheus operator's PrometheusRule from rules.yml; a test fails where the two differ.
set -eu

case "${1:-}" in
  -h | --help)
    echo "usage: write-prometheus-rule.sh"
    echo "Writes kubernetes/components/monitoring/prometheus-rule.yaml from monitoring/rules.yml."
    exit 0 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
{
  echo "# Written by monitoring/write-prometheus-rule.sh from monitoring/rules.yml: change it there."
  echo "apiVersion: monitoring.coreos.com/v1"
  echo "kind: PrometheusRule"
  echo "metadata:"
  echo "  name: gatewayz"
  echo "spec:"
  sed -n '/^groups:/,$p' "$here/rules.yml" | sed 's/^\(.\)/  \1/'
} >"$here/../kubernetes/components/monitoring/prometheus-rule.yaml"
