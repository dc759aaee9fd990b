/** What is attacked, and what is watched meanwhile. */
package ai.gatewayz.bench.attack.victim;
