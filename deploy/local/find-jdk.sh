#!/bin/sh
# Prints the home of the JDK to build and run with: JAVA_HOME when it is 25 or newer, else the newest such JDK under the
# usual places. Fails with a message that says what to do when there is none.
set -u
wanted=25

major() { # the feature version of the JDK at $1, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" | head -n 1
}

if [ -n "${JAVA_HOME:-}" ]; then
  version=$(major "$JAVA_HOME")
  if [ -n "$version" ] && [ "$version" -ge $wanted ]; then
    echo "$JAVA_HOME"
    exit 0
  fi
fi

on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/javac}
best=""
best_version=0
for home in "${on_path:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
  [ -n "$home" ] && [ -d "$home" ] || continue
  version=$(major "$home")
  if [ -n "$version" ] && [ "$version" -ge $wanted ] && [ "$version" -gt $best_version ]; then
    best=$home
    best_version=$version
  fi
done
if [ -n "$best" ]; then
  echo "$best"
  exit 0
fi

echo "Gatewayz needs a JDK $wanted or newer, and none was found." >&2
[ -n "${JAVA_HOME:-}" ] && echo "JAVA_HOME is $JAVA_HOME (version: $(major "$JAVA_HOME" | grep . || echo unknown))." >&2
echo "Install one (for example Temurin $wanted, or Debian's openjdk-$wanted-jdk-headless) and set JAVA_HOME to it." >&2
exit 1
