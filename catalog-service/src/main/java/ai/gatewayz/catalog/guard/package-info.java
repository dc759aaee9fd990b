/**
 * Whether the changes of a provider's list are plausible. Implausible ones are quarantined: the
 * rest of the sync is published, the quarantined changes wait for an operator, and what was
 * published before stays. Pure, but for the storage of quarantined changes.
 */
package ai.gatewayz.catalog.guard;
