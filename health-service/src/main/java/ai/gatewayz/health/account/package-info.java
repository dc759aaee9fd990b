/**
 * What is wrong with our accounts at the providers: facts of the provider, never verdicts on its
 * models. That all models of a provider are gone at once is such a fact as well.
 */
package ai.gatewayz.health.account;
