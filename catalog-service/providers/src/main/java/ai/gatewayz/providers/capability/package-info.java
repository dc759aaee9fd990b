/**
 * The smallest questions that show whether an offer can do what its list declares, and what the
 * answers to them show. Only an answer that shows it clearly counts; a failure of the moment shows
 * nothing. Pure.
 */
package ai.gatewayz.providers.capability;
