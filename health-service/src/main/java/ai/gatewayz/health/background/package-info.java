/** Background work: repeated, never overlapping itself, never fatal. */
package ai.gatewayz.health.background;
