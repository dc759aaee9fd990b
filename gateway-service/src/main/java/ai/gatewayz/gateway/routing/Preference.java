package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.request.ProviderPreferences;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Which of several admitted offers comes first. */
final class Preference {

  /** A prompt is usually a few times longer than its answer. */
  private static final BigDecimal PROMPT_WEIGHT = BigDecimal.valueOf(3);

  private Preference() {}

  /** By the caller's order, then by what is known to work, then by price or by speed. */
  static Comparator<Candidate> of(ProviderPreferences preferences, ProviderPreferences.Sort usual) {
    Comparator<Candidate> byCaller =
        Comparator.comparingInt(candidate -> place(preferences.order(), candidate.provider().id()));
    Comparator<Candidate> byState = Comparator.comparingInt(candidate -> rank(candidate.offer()));
    Comparator<Candidate> byPrice = Comparator.comparing(Preference::cost);
    Comparator<Candidate> bySpeed = Comparator.comparingLong(candidate -> ttft(candidate.offer()));
    ProviderPreferences.Sort sort = preferences.sort() == null ? usual : preferences.sort();
    boolean speedFirst = sort != ProviderPreferences.Sort.PRICE;
    return byCaller
        .thenComparing(byState)
        .thenComparing(speedFirst ? bySpeed : byPrice)
        .thenComparing(speedFirst ? byPrice : bySpeed)
        .thenComparing(candidate -> candidate.offer().key().toString());
  }

  private static int place(List<String> order, String provider) {
    int place = order.indexOf(provider);
    return place < 0 ? order.size() : place;
  }

  /**
   * What nobody has asked yet comes after what is known to answer, and before what is known to
   * falter.
   */
  private static int rank(OfferView view) {
    return switch (view.state()) {
      case AVAILABLE -> 0;
      case UNKNOWN, UNPROBEABLE -> 1;
      case DEGRADED -> 2;
      case COLD -> 3;
      case UNAVAILABLE -> 4;
    };
  }

  /** USD of a million tokens, three in for one out; an unknown price is taken for a high one. */
  private static BigDecimal cost(Candidate candidate) {
    return switch (candidate.offer().offer().price()) {
      case Price.Free ignored -> BigDecimal.ZERO;
      case Price.PerToken usd -> usd.input().multiply(PROMPT_WEIGHT).add(usd.output());
      case Price.Variable ignored -> BigDecimal.valueOf(Long.MAX_VALUE);
      case Price.Unknown ignored -> BigDecimal.valueOf(Long.MAX_VALUE);
    };
  }

  private static long ttft(OfferView view) {
    Availability verdict = view.availability();
    return verdict == null || verdict.ttftMillis() == null ? Long.MAX_VALUE : verdict.ttftMillis();
  }
}
