package ai.gatewayz.gateway.explain;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.routing.Candidate;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.Need;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.CapabilityVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A route as JSON-ready values, in the order in which they are read. Pure. */
public final class Explanation {

  private Explanation() {}

  static Map<String, Object> of(Route.Candidates route) {
    return whole(
        route.order().stream().map(Explanation::of).toList(), route.leftOut(), route.lastResort());
  }

  static Map<String, Object> of(Route.NothingUsable route) {
    return whole(List.of(), route.leftOut(), false);
  }

  private static Map<String, Object> whole(
      List<Map<String, Object>> candidates, List<LeftOut> leftOut, boolean lastResort) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("object", "route");
    whole.put("candidates", candidates);
    whole.put("left_out", leftOut.stream().map(Explanation::of).toList());
    whole.put("last_resort", lastResort);
    return whole;
  }

  private static Map<String, Object> of(Candidate candidate) {
    Map<String, Object> told = offer(candidate.offer());
    told.put("upstream_model", candidate.upstreamModel());
    told.put("state", candidate.offer().state().name().toLowerCase(Locale.ROOT));
    Availability verdict = candidate.offer().availability();
    if (verdict != null && verdict.lastVerified() != null) {
      told.put("last_verified", verdict.lastVerified().toString());
    }
    if (verdict != null && verdict.ttftMillis() != null) {
      told.put("ttft_ms", verdict.ttftMillis());
    }
    if (verdict != null && !verdict.capabilities().isEmpty()) {
      Map<String, Object> tested = new LinkedHashMap<>();
      verdict
          .capabilities()
          .forEach((capability, held) -> tested.put(word(capability), word(held.state())));
      told.put("capabilities", tested);
    }
    if (candidate.offer().offer().price() instanceof Price.PerToken usd) {
      told.put("usd_per_million_input", usd.input());
      told.put("usd_per_million_output", usd.output());
    }
    return told;
  }

  /** Why an offer was left out. */
  public static Map<String, Object> of(LeftOut out) {
    Map<String, Object> told = offer(out.offer());
    told.put("reason", out.reason().label());
    if (!out.condition().isEmpty()) {
      told.put("condition", out.condition());
    }
    if (out.block() != null) {
      told.put("operator_reason", out.block().reason());
      if (out.block().until() != null) {
        told.put("until", out.block().until().toString());
      }
    }
    Availability verdict = out.offer().availability();
    if (out.reason() == LeftOut.Reason.REFUTED_CAPABILITY) {
      for (Need need : Need.values()) {
        if (need.field().equals(out.condition())) {
          told.put("capability", word(need.capability()));
          refuted(told, out.offer().capability(need.capability()));
        }
      }
    }
    if (out.reason() == LeftOut.Reason.UNAVAILABLE && verdict != null) {
      told.put("finding", verdict.reason());
      told.put("since", String.valueOf(verdict.since()));
      if (verdict.source() == Availability.Source.OPERATOR && verdict.retryAt() != null) {
        told.put("until", verdict.retryAt().toString());
      }
    }
    return told;
  }

  private static void refuted(Map<String, Object> told, CapabilityVerdict held) {
    if (held != null) {
      told.put("finding", held.reason());
      told.put("since", String.valueOf(held.at()));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> offer(OfferView view) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("provider", view.offer().provider());
    told.put("id", view.offer().id());
    told.put("model", view.offer().model());
    return told;
  }
}
