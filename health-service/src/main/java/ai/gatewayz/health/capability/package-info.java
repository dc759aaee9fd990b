/**
 * What is held of the capabilities of offers, and how answers move it. A list declares them; one
 * answer that shows a capability verifies it, and two in a row that show the contrary refute it.
 * What shows neither leaves it as it is, and so does time, for some weeks. Pure.
 */
package ai.gatewayz.health.capability;
