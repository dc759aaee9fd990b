/** How fast the services start and how much memory they take, as JARs and as native executables. */
package ai.gatewayz.bench.startup;
