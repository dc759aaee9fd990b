package ai.gatewayz.catalog.offers;

/**
 * A stored offer with its text.
 *
 * @param body as it is published, or would be if it were not hidden
 * @param listed as its provider lists it
 * @param hidden the rule that hides it; null for what is published
 */
record Written(String body, String listed, String fingerprint, String hidden) {}
