/** Time that services can count on, whatever is done to the clock of their machine. */
package ai.gatewayz.catalog.time;
