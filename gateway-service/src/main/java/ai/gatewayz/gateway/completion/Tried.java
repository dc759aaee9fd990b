package ai.gatewayz.gateway.completion;

import ai.gatewayz.gateway.explain.ProviderWords;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A failed attempt, as it is kept for the answer. */
record Tried(Candidate candidate, Evidence evidence) {

  /** Whether it could be expected to answer: it was not asked as a last resort, and is awake. */
  boolean promised(Instant now) {
    return candidate.offer().promised(now) && evidence.finding() != Finding.COLD;
  }

  /** What failed, in one word each: {@code fireworks:overloaded,together:content_refused}. */
  static String words(List<Tried> failed) {
    // Of most requests nothing did.
    if (failed.isEmpty()) {
      return "";
    }
    return failed.stream()
        .map(one -> one.candidate.provider().id() + ":" + one.evidence.finding().label())
        .collect(Collectors.joining(","));
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
