# Gatewayz. `make help` lists the targets; `make up` and `make test` need a JDK 25 and nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help

JDK = $(shell deploy/local/find-jdk.sh)
# OFFLINE=1: nothing is fetched and nothing is installed; what is skipped for it says so.
export OFFLINE
MVN = JAVA_HOME="$(JDK)" ./mvnw --batch-mode $(if $(filter-out 0,$(OFFLINE)),--offline)

DATA ?= .local
PORT_OFFSET ?= 0
UP_ARGUMENTS = --data $(DATA) --port-offset $(PORT_OFFSET) $(if $(filter-out 0,$(NATIVE)),--native)

SOURCES := $(shell find . \( -name target -o -name .git -o -name .local -o -name node_modules \) -prune -o -type f \
  \( -path '*/src/main/*' -o -path './deploy/events/schemas/*' -o -path './deploy/events/asyncapi.yaml' -o -name pom.xml \) -print 2>/dev/null)
BUILT = target/built
BUILT_NATIVE = target/built-native
NATIVE_OPTIONS = -Dnative $(if $(filter-out 0,$(CONTAINER)),-Dquarkus.native.container-build=true)

.PHONY: help up break mend release build test quick drill native test-native bench attack chaos soak format clean require-jdk

help: ## list the targets
	@echo "Gatewayz: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'
	@echo
	@echo "Settings: PORT_OFFSET=100 (move all ports), DATA=.local (where data is kept), NATIVE=1 (up with native executables)"
	@echo "          OFFLINE=1 (fetch and install nothing)"
	@echo "          CONTAINER=1 (build native executables in a container)"

up: require-jdk $(if $(filter-out 0,$(NATIVE)),$(BUILT_NATIVE) $(BUILT),$(BUILT)) ## build what is not built and run everything on loopback until Ctrl-C
	@exec "$(JDK)/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx384m -Xss512k \
	  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
	  -cp "deploy/local/target/classes:deploy/local/target/lib/*" ai.gatewayz.local.launcher.Main $(UP_ARGUMENTS)

break: ## break a simulated provider of what make up runs: PROVIDER=together (MODEL=, FAULT=, WITH=); see deploy/break-it.md
	@deploy/local/break.sh '$(PROVIDER)' '$(or $(MODEL),*)' '$(or $(FAULT),ServerError)' '$(WITH)'

mend: ## mend all simulated providers
	@deploy/local/break.sh --mend

build: require-jdk $(BUILT) ## compile and package, without tests

$(BUILT): $(SOURCES)
	@echo "Building; the first time this fetches libraries (about 300 MB) and takes some minutes."
	$(MVN) -DskipTests package
	@mkdir -p $(@D) && touch $@

test: require-jdk ## every test, from unit tests to the whole system; says what it installs for some (OFFLINE=1: installs nothing)
	@deploy/local/install-browser.sh
	@deploy/events/install-tools.sh
	@deploy/local/install-tools.sh
	@deploy/local/install-node-clients.sh
	$(MVN) -T 2 -DskipITs=false verify

quick: require-jdk ## what needs no running service: unit tests alone, for use while writing
	$(MVN) --quiet -Dquarkus.build.skip=true -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.reportFormat=brief \
	  -Dtest='*Test,!*ComponentTest' -DexcludedGroups=slow test

drill: require-jdk ## a scripted day under a real Prometheus, in half an hour: exactly the right alerts fire, and end
	@deploy/local/install-tools.sh
	$(MVN) -DskipUnitTests=true -DskipITs=false -Dgroups=drill -DexcludedGroups= -Dit.test=DrillIT \
	  -Dfailsafe.failIfNoSpecifiedTests=false -pl deploy/system-test -am verify
	@cat deploy/system-test/target/drill.md

native: require-jdk $(BUILT_NATIVE) ## build the three native executables (GRAALVM_HOME or CONTAINER=1; four to nine minutes each)

$(BUILT_NATIVE): $(SOURCES)
	@deploy/local/require-native-image.sh
	@echo "Building three native executables, one after the other; each takes four to nine minutes on two cores."
	$(MVN) $(NATIVE_OPTIONS) -DskipTests package
	@mkdir -p $(@D) && touch $@

ifeq ($(SERVICE),)
test-native: require-jdk $(BUILT_NATIVE) ## every integration test against the native executables (SERVICE=gateway-service: that one's alone)
	@deploy/local/install-browser.sh
	$(MVN) -Dnative -Dquarkus.build.skip=true -DskipUnitTests=true verify
else
test-native: require-jdk
	@deploy/local/require-native-image.sh
	$(MVN) $(NATIVE_OPTIONS) -DskipUnitTests=true -pl $(SERVICE) -am verify
endif

BENCH = exec "$(JDK)/bin/java" -XX:+UseSerialGC -Xmx$(1) --enable-native-access=ALL-UNNAMED \
  --sun-misc-unsafe-memory-access=allow -cp "deploy/bench/target/classes:deploy/bench/target/lib/*" ai.gatewayz.bench.$(2)

bench: require-jdk $(BUILT) ## measure the packaged services and print the tables of deploy/bench/README.md (ONLY=startup chooses, BASE=../old compares, SHORT=1 tries)
	@deploy/bench/install-peers.sh
	@$(call BENCH,1g,Main) $(if $(ONLY),--only $(ONLY)) $(if $(BASE),--base $(BASE)) $(if $(filter-out 0,$(SHORT)),--short)

attack: require-jdk $(BUILT) ## attack the packaged services with their pods' memory; exit code 1 where one fails (ONLY=bodies chooses, SHORT=1)
	@$(call BENCH,2g,attack.AttackMain) $(if $(ONLY),--only $(ONLY)) $(if $(filter-out 0,$(SHORT)),--short)

chaos: require-jdk $(BUILT) ## break each part of the running stack under traffic and measure it (ONLY=kafka-down chooses)
	@$(call BENCH,1g,chaos.Chaos) $(if $(ONLY),--only $(ONLY))

soak: require-jdk $(BUILT) ## hold half of the peak while offers and verdicts change, and see that nothing grows (MINUTES=30)
	@$(call BENCH,1g,soak.Soak) $(if $(MINUTES),--minutes $(MINUTES))

release: require-jdk ## make a release of this commit in target/release: VERSION=0.1.0 (NATIVE=1: native executables as well)
	@deploy/release/release.sh '$(VERSION)'

format: require-jdk ## format the code
	$(MVN) --quiet spotless:apply

clean: ## remove what was built; data in .local stays
	find . -name target -type d -prune -not -path './.git/*' -exec rm -rf {} +

require-jdk:
	@deploy/local/find-jdk.sh >/dev/null
