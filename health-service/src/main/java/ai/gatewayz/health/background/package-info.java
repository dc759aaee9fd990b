/** Work that goes on beside requests: again and again, never overlapping itself, never fatal. */
package ai.gatewayz.health.background;
