/**
 * The sixteen scenarios of a public benchmark of failover, against the packaged gateway with its
 * defaults, in each layout of providers and models that a deployment may have.
 */
package ai.gatewayz.gateway.failover;
