/**
 * What is wrong with our accounts at the providers: facts of the provider, never verdicts on its
 * models.
 */
package ai.gatewayz.health.account;
