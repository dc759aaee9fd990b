#!/bin/sh
# Makes a release of the commit that is checked out: in target/release the services as contexts of images, the chart, manifests,
# software bills of materials, notes and checksums, all of one version that is no SNAPSHOT. Tags and publishes nothing.
set -eu

case "${1:-}" in
  "" | -h | --help)
    echo "usage: release.sh VERSION"
    echo "VERSION like 0.1.0 or 0.1.0-rc.1. NATIVE=1 builds the native executables as well (see make native), OFFLINE=1 fetches nothing."
    exit 0 ;;
esac
version=$1
if ! echo "$version" | grep -Eq '^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?$'; then
  echo "$version is no version: it has three numbers, and perhaps a name such as -rc.1." >&2
  exit 2
fi
case "$version" in
  *SNAPSHOT*) echo "A SNAPSHOT is no release." >&2; exit 2 ;;
esac

cd "$(dirname "$0")/../.."
if [ -n "$(git status --porcelain)" ]; then
  echo "There are changes that are not committed: a release is of a commit." >&2
  exit 2
fi
commit=$(git rev-parse HEAD)
out=$PWD/target/release
source=$out/gatewayz-$version
rm -rf "$out"
mkdir -p "$source"
git archive "$commit" | tar -x -C "$source"

# The same archives whoever makes them: by name, without owners, of the commit's time.
pack() { # file, folder, what ...
  file=$1 folder=$2
  shift 2
  tar --sort=name --mtime="@$(git log -1 --format=%ct "$commit")" --owner=0 --group=0 --numeric-owner -ch -C "$folder" "$@" | gzip -n >"$out/$file"
}

snapshot=$(sed -n 's|^  <version>\(.*-SNAPSHOT\)</version>|\1|p' "$source/pom.xml")
current=${snapshot%-SNAPSHOT}
find "$source" -name pom.xml -exec sed -i "s|<version>$snapshot</version>|<version>$version</version>|" {} +
sed -i "s|^version: .*|version: $version|; s|^appVersion: .*|appVersion: \"$version\"|" "$source/deploy/helm/Chart.yaml"
sed -i "s|newTag: \"$current\"|newTag: \"$version\"|" "$source/deploy/kubernetes/base/kustomization.yaml"
sed -i "s|-service:$current\$|-service:$version|" "$source/deploy/compose/compose.yaml"

options="--batch-mode -q -DskipTests"
[ "${OFFLINE:-0}" = 0 ] || options="$options --offline"
services=gateway-service,catalog-service,health-service
(cd "$source" && JAVA_HOME=$(deploy/local/find-jdk.sh) ./mvnw $options package -pl $services -am)
if [ "${NATIVE:-0}" != 0 ]; then
  (cd "$source" && deploy/local/require-native-image.sh && JAVA_HOME=$(deploy/local/find-jdk.sh) ./mvnw $options -Dnative package -pl $services -am)
fi

for service in gateway catalog health; do
  folder=$source/$service-service
  name=$service-service-$version
  pack "$name-jvm.tar.gz" "$folder" .dockerignore src/main/docker/Dockerfile.jvm target/quarkus-app
  if [ "${NATIVE:-0}" != 0 ]; then
    (cd "$folder" && ls "target/$name-runner" >/dev/null)
    pack "$name-native.tar.gz" "$folder" .dockerignore src/main/docker/Dockerfile.native "target/$name-runner"
  fi
  cp "$folder/target/sbom.cdx.json" "$out/$name.cdx.json"
done
mkdir "$out/chart" && cp -rL "$source/deploy/helm" "$out/chart/gatewayz"
pack "gatewayz-chart-$version.tgz" "$out/chart" gatewayz
pack "gatewayz-deploy-$version.tar.gz" "$source" LICENSE deploy/README.md deploy/runbook.md deploy/settings.md deploy/kubernetes deploy/compose deploy/monitoring
{
  echo "# Gatewayz $version"
  echo
  echo "Commit $commit. An image of a service: unpack its archive, then"
  echo "\`docker build -f src/main/docker/Dockerfile.jvm -t registry.example.com/gatewayz/<service>:$version .\` (\`Dockerfile.native\` for the native one)."
  echo
  sed -n '/^## \[/,$p' CHANGELOG.md | sed '1d' | sed '/^## \[/,$d'
} >"$out/NOTES.md"
rm -rf "$source" "$out/chart"
(cd "$out" && sha256sum ./* | sed 's|  \./|  |' >SHA256SUMS)
echo "Made in $out:"
ls -l "$out"
