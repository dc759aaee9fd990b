package ai.gatewayz.gateway.explain;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.LeftOut;
import ai.gatewayz.gateway.routing.LeftOut.Reason;
import ai.gatewayz.gateway.routing.Route;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The error for a known model of which no offer can be tried. The reason that excludes the offer
 * that came closest decides the error; the other reasons are listed as well. Pure.
 */
public final class NothingFits {

  private static final String WORKING_LIST = "/v1/models?available=true";

  private NothingFits() {}

  /**
   * @param alternatives models that would take this request and answer
   */
  public static Failure of(Route.NothingUsable route, List<String> alternatives, Instant now) {
    Map<Reason, List<LeftOut>> groups = new EnumMap<>(Reason.class);
    route
        .leftOut()
        .forEach(out -> groups.computeIfAbsent(out.reason(), r -> new ArrayList<>()).add(out));
    List<Reason> closestFirst = new ArrayList<>(groups.keySet());
    closestFirst.sort(Comparator.reverseOrder());
    String why =
        closestFirst.stream()
            .map(reason -> ExclusionText.of(reason, groups.get(reason)))
            .collect(Collectors.joining(" "));
    Reason closest = closestFirst.getFirst();
    Failure failure =
        failure(closest, groups.get(closest), route.asked(), why, alternatives, now)
            .with("alternatives", alternatives)
            .with("left_out", route.leftOut().stream().map(Explanation::of).toList());
    return closest.passing() ? failure.with("models_url", WORKING_LIST) : failure;
  }

  private static Failure failure(
      Reason closest,
      List<LeftOut> those,
      String asked,
      String why,
      List<String> alternatives,
      Instant now) {
    return switch (closest) {
      case UNAVAILABLE, COLD, COOLING -> {
        Failure failure =
            Failure.of(
                    GatewayError.MODEL_UNAVAILABLE,
                    "The model " + asked + " does not answer now. " + why + instead(alternatives))
                .withParam("model");
        Duration wait = wait(those, now);
        yield wait == null ? failure : failure.withRetryAfter(wait);
      }
      case CONTEXT_TOO_SMALL ->
          Failure.of(
                  GatewayError.CONTEXT_LENGTH_EXCEEDED,
                  TokenLimits.contextSentence(largestContext(those))
                      + " This request's max_tokens alone is more: lower it. "
                      + why)
              .withParam("max_tokens");
      case NOT_ALLOWED ->
          Failure.of(
                  GatewayError.FORBIDDEN,
                  "This API key may not use " + asked + ". " + why + instead(alternatives))
              .withParam("model");
      case BLOCKED ->
          Failure.of(
                  GatewayError.MODEL_BLOCKED,
                  "An operator of this gateway has blocked "
                      + asked
                      + ". "
                      + why
                      + instead(alternatives))
              .withParam("model");
      case REFUTED_CAPABILITY ->
          Failure.field(
              field(those),
              "No offer of "
                  + asked
                  + " can do what this request needs. "
                  + why
                  + instead(alternatives));
      case OVER_PRICE, NOT_WANTED, NO_PROMISE, MISSING_CAPABILITY, NOT_SERVERLESS, UNCONFIGURED -> {
        String condition =
            those.stream()
                .map(LeftOut::condition)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        yield condition.isEmpty()
            ? Failure.field(
                "model",
                "No offer of " + asked + " can serve this request. " + why + instead(alternatives))
            : Failure.field(
                condition,
                "No offer of "
                    + asked
                    + " meets the conditions of this request. "
                    + why
                    + advice(condition, those));
      }
    };
  }

  /** That asks for what none of them can do. */
  private static String field(List<LeftOut> those) {
    return those.stream()
        .map(LeftOut::condition)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("model");
  }

  private static String advice(String condition, List<LeftOut> those) {
    return switch (condition) {
      case "provider.max_price" -> raise(those);
      case "provider.order" -> " Add one of them to provider.order, or allow fallbacks.";
      case "provider.ignore" -> " Take one of them out of provider.ignore.";
      case "provider.only" -> " Add one of them to provider.only, or leave that field out.";
      default -> " Leave " + condition + " out, or choose another model.";
    };
  }

  private static String raise(List<LeftOut> those) {
    return those.stream()
        .filter(out -> out.offer().offer().price() instanceof Price.PerToken)
        .min(Comparator.comparing(NothingFits::sum))
        .map(
            out -> {
              Price.PerToken usd = (Price.PerToken) out.offer().offer().price();
              return " The cheapest of them, "
                  + out.offer().offer().provider()
                  + ", costs "
                  + usd.input().toPlainString()
                  + " USD per million prompt tokens and "
                  + usd.output().toPlainString()
                  + " per million completion tokens: raise provider.max_price.";
            })
        .orElse(" Their prices are not known: leave provider.max_price out.");
  }

  private static BigDecimal sum(LeftOut out) {
    Price.PerToken usd = (Price.PerToken) out.offer().offer().price();
    return usd.input().add(usd.output());
  }

  private static OptionalLong largestContext(List<LeftOut> those) {
    return those.stream()
        .map(out -> out.offer().offer().contextTokens())
        .filter(Objects::nonNull)
        .mapToLong(Integer::longValue)
        .max();
  }

  private static String instead(List<String> alternatives) {
    return alternatives.isEmpty()
        ? ""
        : " Verified to answer: " + String.join(", ", alternatives) + ".";
  }

  /** The soonest that one of them may answer again; null where nobody tells. */
  private static Duration wait(List<LeftOut> those, Instant now) {
    return those.stream()
        .map(out -> out.offer().availability())
        .filter(Objects::nonNull)
        .map(Availability::retryAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(at -> Duration.between(now, at))
        .filter(wait -> !wait.isNegative())
        .orElse(null);
  }
}
