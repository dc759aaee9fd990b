/**
 * A sync: an attempt that is opened, reads a provider's lists, settles the difference in one
 * transaction and is closed with a report, whatever happened. One at a time per provider over all
 * replicas.
 */
package ai.gatewayz.catalog.sync;
