/** Answers of models that put documents in the order of a query. Pure. */
package ai.gatewayz.gateway.ranking;
