/**
 * What is wrong with our accounts at the providers: facts of the provider, never verdicts on its
 * models. That many models of a provider are not found at once is such a fact as well.
 */
package ai.gatewayz.health.account;
