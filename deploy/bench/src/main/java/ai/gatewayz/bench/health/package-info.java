/**
 * What verdicts cost: how many a second, how much memory, how soon they are in the gateway's
 * routing.
 */
package ai.gatewayz.bench.health;
