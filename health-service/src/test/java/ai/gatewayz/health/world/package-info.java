/**
 * A world whose truth is known, under a clock that the test moves: providers with thousands of
 * offers that die, sleep, flap and come back, callers who use some of them, and the health
 * service's own core between the two, from classifier to decision.
 */
package ai.gatewayz.health.world;
