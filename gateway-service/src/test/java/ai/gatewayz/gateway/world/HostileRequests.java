package ai.gatewayz.gateway.world;

import ai.gatewayz.gateway.world.HostileRequest.Conduct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes the hostile caller's requests: the same for the same seed. Each carries in its first
 * message which of {@link NastyAnswers} it is to be met with.
 */
final class HostileRequests {

  private static final int BIG = 200_000;
  private static final int DEEP = 900;

  private final Random random;
  private final String model;

  /**
   * @param model the canonical id that both callers ask for
   */
  HostileRequests(long seed, String model) {
    this.random = new Random(seed);
    this.model = model;
  }

  HostileRequest next() {
    boolean completion = random.nextInt(25) == 0;
    List<String> members = new ArrayList<>();
    members.add("\"model\":" + model());
    members.add(completion ? "\"prompt\":" + text() : "\"messages\":" + messages());
    for (int more = random.nextInt(5); more > 0; more--) {
      members.add(oneOf(OddFields.MEMBERS));
    }
    if (random.nextInt(3) == 0) {
      members.add("\"stream\":" + oneOf(OddFields.STREAM));
    }
    if (random.nextInt(6) == 0) {
      members.add("\"stream_options\":" + oneOf(OddFields.STREAM_OPTIONS));
    }
    if (random.nextInt(4) == 0) {
      members.add("\"provider\":" + provider());
    }
    if (random.nextInt(20) == 0) {
      members.add(twin());
    }
    if (random.nextInt(100) == 0) {
      members.add("\"metadata\":" + "[".repeat(DEEP) + "]".repeat(DEEP));
    }
    Collections.shuffle(members, random);
    String path = completion ? "/v1/completions" : "/v1/chat/completions";
    return new HostileRequest(path, broken("{" + String.join(",", members) + "}"), conduct());
  }

  private String model() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> quoted(model + oneOf(OddFields.SUFFIXES));
      case 2 -> quoted(oneOf(OddFields.PROVIDERS) + "/" + model + oneOf(OddFields.SUFFIXES));
      case 3 -> quoted(oneOf(OddFields.PROVIDERS) + "/" + model);
      case 4 ->
          random.nextInt(6) == 0
              ? oneOf(OddFields.NO_MODELS)
              : quoted(model.toUpperCase(Locale.ROOT));
      default -> quoted(model);
    };
  }

  private String messages() {
    List<String> messages = new ArrayList<>();
    messages.add("{\"role\":\"user\",\"content\":" + text() + "}");
    for (int more = random.nextInt(3); more > 0; more--) {
      messages.add(oneOf(OddFields.MESSAGES));
    }
    return "[" + String.join(",", messages) + "]";
  }

  /** Names the answer, and is full of what providers say when they fail. */
  private String text() {
    StringBuilder text = new StringBuilder("#").append(NastyAnswers.draw(random)).append("# ");
    for (int words = 1 + random.nextInt(4); words > 0; words--) {
      text.append(oneOf(OddFields.TRIGGERS)).append(". ");
    }
    if (random.nextInt(100) == 0) {
      text.append("long ".repeat(BIG / 5));
    }
    return quoted(text.toString());
  }

  private String provider() {
    if (random.nextInt(20) == 0) {
      return oneOf(OddFields.NO_OBJECTS);
    }
    List<String> members = new ArrayList<>();
    for (int more = 1 + random.nextInt(3); more > 0; more--) {
      members.add(oneOf(OddFields.PREFERENCES));
    }
    return "{" + String.join(",", members) + "}";
  }

  /** A field once more, or under a name that differs in case only. */
  private String twin() {
    return oneOf(
        List.of(
            "\"Model\":" + quoted(model + ":nosuchpartner"),
            "\"MODEL\":\"gpt-4\"",
            "\"model\":" + quoted(model),
            "\"Stream\":true",
            "\"STREAM\":\"yes\"",
            "\"Messages\":[]",
            "\"Provider\":{\"only\":[\"azure\"]}",
            "\"Stream_Options\":{}",
            "\"Max_Tokens\":1",
            "\"max_tokens\":1,\"max_tokens\":2",
            "\"Models\":[\"x\"]"));
  }

  private String broken(String body) {
    return switch (random.nextInt(200)) {
      case 0 -> body.substring(0, body.length() / 2);
      case 1 -> body + body;
      case 2 -> body.replace(':', '=');
      case 3 -> "";
      case 4 -> "\uFEFF" + body;
      default -> body;
    };
  }

  private Conduct conduct() {
    return switch (random.nextInt(40)) {
      case 0 -> Conduct.LEAVES_AT_ONCE;
      case 1 -> Conduct.LEAVES_MIDWAY;
      case 2 -> Conduct.READS_SLOWLY;
      case 3 -> Conduct.SENDS_HALF;
      default -> Conduct.READS;
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
