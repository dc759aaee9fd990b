package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.explain.ProviderWords;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.util.LinkedHashMap;
import java.util.Map;

/** A failed attempt, as it is kept for the answer. */
record Tried(Candidate candidate, Evidence evidence) {

  /** Whether it could be expected to answer: it was not asked as a last resort, and is awake. */
  boolean promised() {
    return candidate.offer().promised() && evidence.finding() != Finding.COLD;
  }

  /** For the envelope: who and what, and of the provider's words those that are for callers. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("provider", candidate.provider().id());
    told.put("model", candidate.model());
    told.put("finding", evidence.finding().label());
    if (evidence.httpStatus() > 0) {
      told.put("status", evidence.httpStatus());
    }
    String words = ProviderWords.shown(evidence);
    if (!words.isEmpty()) {
      told.put("message", words);
    }
    return told;
  }
}
