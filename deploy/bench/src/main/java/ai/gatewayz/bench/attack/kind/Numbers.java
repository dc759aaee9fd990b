package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import java.util.ArrayList;
import java.util.List;

/** Numbers that take long to be read, or more memory than there is. */
public final class Numbers {

  public static final String KIND = "numbers";

  private static final int DIGITS = 300_000;

  /** What a line of a request still holds. */
  private static final int DIGITS_OF_QUERY = 3_000;

  private static final int AT_ONCE = 12;

  /** Where a number may stand; {@code @} for it. */
  private static final List<String> PLACES =
      List.of(
          "\"provider\":{\"max_price\":{\"prompt\":@,\"completion\":1}}",
          "\"provider\":{\"max_price\":{\"prompt\":1,\"completion\":@}}",
          "\"provider\":{\"max_price\":@}",
          "\"provider\":{\"preferred_min_throughput\":@}",
          "\"max_tokens\":@",
          "\"max_completion_tokens\":@",
          "\"temperature\":@",
          "\"n\":@",
          "\"seed\":@",
          "\"stream\":@",
          "\"logit_bias\":{\"1\":@}",
          "\"dimensions\":@",
          "\"stream_options\":{\"include_usage\":@}",
          "\"reasoning\":{\"max_tokens\":@}",
          "\"anything\":[@,@]");

  private static final List<String> QUERIES =
      List.of("limit=@", "offset=@", "max_price=@", "min_context=@", "after=@", "price=@");

  private static final List<String> LISTS_OF_CATALOG =
      List.of("/catalog/offers", "/catalog/syncs", "/catalog/changes", "/catalog/quarantine");

  private static final List<String> LISTS_OF_HEALTH =
      List.of("/health/availability", "/health/incidents", "/health/probes");

  private Numbers() {}

  public static List<Attack> attacks() {
    return List.of(
        gateway(
            KIND, "300,000 digits and exponents of 600 million in every field", Numbers::fields),
        Attack.all(KIND, "3,000 digits and exponents in every parameter", Numbers::parameters));
  }

  private static List<String> values(int digits) {
    return List.of(
        "9".repeat(digits),
        "-" + "9".repeat(digits),
        "0." + "0".repeat(digits) + "1",
        "1." + "3".repeat(digits),
        "9".repeat(digits) + "e-" + digits,
        "1e600000000",
        "-1e600000000",
        "1e-600000000",
        "1E+2147483647",
        "1E-2147483648",
        "1e" + "9".repeat(digits / 10),
        "0e" + "9".repeat(digits / 10));
  }

  private static void fields(Target target, Tally tally, double share) throws Exception {
    List<byte[]> bodies = new ArrayList<>();
    for (String place : PLACES) {
      for (String value : values(DIGITS)) {
        bodies.add(Payloads.chatAnd(place.replace("@", value)));
        bodies.add(Payloads.chatAnd(place.replace("@", "\"" + value + "\"")));
      }
    }
    int every = (int) Math.round(1 / share);
    Crowd.of(
        bodies.size() / every,
        AT_ONCE,
        i ->
            tally.answered(
                "a number",
                Requests.post(
                    target.port(Service.GATEWAY),
                    Requests.POSTS.get(i % Requests.POSTS.size()),
                    Target.KEY,
                    bodies.get(i * every))));
  }

  private static void parameters(Target target, Tally tally, double share) throws Exception {
    record Ask(Service service, String path) {}
    List<Ask> asks = new ArrayList<>();
    for (String query : QUERIES) {
      for (String value : values(DIGITS_OF_QUERY)) {
        String asked = "?" + query.replace("@", value.replace("+", "%2B"));
        asks.add(new Ask(Service.GATEWAY, "/v1/models" + asked));
        LISTS_OF_CATALOG.forEach(list -> asks.add(new Ask(Service.CATALOG, list + asked)));
        LISTS_OF_HEALTH.forEach(list -> asks.add(new Ask(Service.HEALTH, list + asked)));
      }
    }
    Crowd.of(
        asks.size(),
        AT_ONCE,
        i -> {
          Ask ask = asks.get(i);
          tally.answered(
              ask.path().substring(0, Math.min(80, ask.path().length())),
              Requests.get(target.port(ask.service()), ask.path(), Target.KEY));
        });
    tally.expect(
        tally.of("503 database_unavailable") == 0,
        "a parameter is mistaken for an unavailable database");
  }
}
