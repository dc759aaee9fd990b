/**
 * The form of the entries of a provider's lists: which fields they have and of which JSON type. A
 * field that vanishes, appears or changes its type is noticed at the first sync that sees it, also
 * where nothing of it is read today.
 */
package ai.gatewayz.catalog.drift;
