#!/bin/sh
# Pins every image that Dockerfiles and the compose file take from a registry to the digest that its tag has today; a digest that is
# there is renewed. Needs docker with buildx. Look at the difference before you commit it.
set -eu
cd "${1:-$(dirname "$0")/..}"
files="gateway-service/src/main/docker/Dockerfile.* catalog-service/src/main/docker/Dockerfile.*
  health-service/src/main/docker/Dockerfile.* deploy/compose/compose.yaml"
# shellcheck disable=SC2086
sed -n 's/^FROM \([^ @]*\).*/\1/p; s/^ *image: \([^ @]*\).*/\1/p' $files | grep -v '^localhost/' | sort -u | while read -r image; do
  digest=$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")
  case $digest in
    sha256:????????????????????????????????????????????????????????????????) ;;
    *) echo "no digest of $image: $digest" >&2; exit 1 ;;
  esac
  pattern=$(printf %s "$image" | sed 's/[.]/[.]/g')
  # shellcheck disable=SC2086
  sed -i "s#\\(^FROM \\|image: \\)$pattern\\(@sha256:[0-9a-f]*\\)\\{0,1\\}\$#\\1$image@$digest#" $files
  echo "$image@$digest"
done
