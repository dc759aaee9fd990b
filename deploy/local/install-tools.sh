#!/bin/sh
# Installs what the tests of manifests, rules and alerts run, from Debian's or Ubuntu's packages, where it is not there:
# kubectl, Prometheus with promtool, and nginx. Without them, and without the right to install them, those tests are skipped with a
# message. Nothing is started.
set -eu

case "${1:-}" in
  -h | --help)
    echo "usage: install-tools.sh"
    echo "Installs kubernetes-client, prometheus and nginx-light with apt-get unless kubectl, promtool, prometheus and nginx are found."
    exit 0 ;;
esac

packages=""
skipped=""
if ! command -v kubectl >/dev/null 2>&1; then
  packages="$packages kubernetes-client"
  skipped="the manifests' tests"
fi
if ! command -v promtool >/dev/null 2>&1 || ! command -v prometheus >/dev/null 2>&1; then
  packages="$packages prometheus"
  skipped="${skipped:+$skipped and }the alerts' tests"
fi
if ! PATH="$PATH:/usr/sbin" command -v nginx >/dev/null 2>&1; then
  packages="$packages nginx-light"
  skipped="${skipped:+$skipped and }the ingress's tests"
fi
if [ -z "$packages" ]; then
  exit 0
fi
if [ "${OFFLINE:-0}" != 0 ]; then
  echo "OFFLINE, and missing:$packages. These tests will be skipped: $skipped." >&2
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Missing, and no apt-get to install them:$packages. These tests will be skipped: $skipped." >&2
  exit 0
fi
run=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
    echo "Missing, and no right to install them:$packages. These tests will be skipped: $skipped." >&2
    exit 0
  fi
  run="sudo -n"
fi
echo "Installing$packages for $skipped (about 100 MB) ..."
log=$(mktemp)
# A server that the package would start takes port 9090 for nothing: a policy of exit code 101 forbids it meanwhile.
policy=/usr/sbin/policy-rc.d
made=""
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | $run tee "$policy" >/dev/null && $run chmod +x "$policy" && made=yes
fi
if $run apt-get update -q >"$log" 2>&1 &&
  $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >>"$log" 2>&1; then
  echo "Installed$packages."
else
  tail -n 5 "$log" >&2
  echo "They could not be installed; these tests will be skipped: $skipped." >&2
fi
[ -z "$made" ] || $run rm -f "$policy"
rm -f "$log"
