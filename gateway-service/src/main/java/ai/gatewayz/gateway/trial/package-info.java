/**
 * The first look at an offer after its cooling: a question of a few tokens, so that no user's
 * request has to find out.
 */
package ai.gatewayz.gateway.trial;
