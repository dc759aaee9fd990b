/** The attacks, a class for each kind. */
package ai.gatewayz.bench.attack.kind;
