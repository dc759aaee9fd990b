/**
 * Whether a reading of a provider's list is believed. What is too odd is held: the rest of the sync
 * is published, the held changes wait for an operator, and nothing that was published before is
 * lost over them. Pure, but for where held changes are kept.
 */
package ai.gatewayz.catalog.guard;
