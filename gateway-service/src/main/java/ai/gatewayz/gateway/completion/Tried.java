package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.explain.Refusal;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.health.evidence.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;

/** A failed attempt, as it is kept for the answer. */
record Tried(Candidate candidate, Evidence evidence) {

  /** For the envelope: who and what; the provider's words only where they are about the request. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("provider", candidate.provider().id());
    told.put("model", candidate.model());
    told.put("finding", evidence.finding().label());
    if (evidence.httpStatus() > 0) {
      told.put("status", evidence.httpStatus());
    }
    if (Refusal.isOne(evidence) && !Refusal.words(evidence).isEmpty()) {
      told.put("message", Refusal.words(evidence));
    }
    return told;
  }
}
