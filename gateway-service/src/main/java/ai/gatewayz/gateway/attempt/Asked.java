package ai.gatewayz.gateway.attempt;

import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.gateway.request.Target;
import ai.gatewayz.gateway.routing.Candidate;

/**
 * What an attempt sends, and to whom.
 *
 * @param traceparent trace context to send along; null for none
 */
record Asked(Candidate candidate, CompletionRequest request, Target target, String traceparent) {}
