#!/bin/sh
# Says what to do where no native executable can be built: with CONTAINER=1 a container engine is needed, else a GraalVM
# or Mandrel 25 named by GRAALVM_HOME (or its native-image on the path).
set -eu

if [ "${1:-}" = "--help" ] || [ "${1:-}" = "-h" ]; then
  echo "usage: require-native-image.sh"
  echo "Succeeds where native executables can be built; says why not where they cannot."
  exit 0
fi

if [ "${CONTAINER:-0}" != 0 ]; then
  if docker info >/dev/null 2>&1 || podman info >/dev/null 2>&1; then
    exit 0
  fi
  echo "CONTAINER=1 builds in a container, and no running Docker or Podman was found." >&2
  exit 1
fi
if [ -n "${GRAALVM_HOME:-}" ]; then
  if [ -x "$GRAALVM_HOME/bin/native-image" ]; then
    exit 0
  fi
  echo "GRAALVM_HOME is $GRAALVM_HOME, and there is no bin/native-image in it." >&2
  exit 1
fi
if command -v native-image >/dev/null 2>&1; then
  exit 0
fi
echo "Native executables need GraalVM 25 or Mandrel 25: set GRAALVM_HOME to it," >&2
echo "or build in a container with CONTAINER=1 (needs Docker or Podman)." >&2
exit 1
