package ai.gatewayz.gateway.messagestochat;

import com.fasterxml.jackson.databind.JsonNode;

/** How much a model is to think: a chat completion has three words for it. */
final class Effort {

  private static final int LITTLE = 2_048;
  private static final int SOME = 8_192;

  private String word = "";
  private String byBudget = "";

  /** By a budget in tokens; where the model is to decide by itself, nothing is said. */
  void thinking(JsonNode thinking) {
    if (thinking.path("type").asText().equals("enabled")) {
      int budget = thinking.path("budget_tokens").asInt();
      byBudget = budget <= LITTLE ? "low" : budget <= SOME ? "medium" : "high";
    }
  }

  void wanted(String effort) {
    word =
        switch (effort) {
          case "low", "medium" -> effort;
          case "high", "xhigh", "max" -> "high";
          default -> "";
        };
  }

  /** Empty where nothing is said. */
  String word() {
    return word.isEmpty() ? byBudget : word;
  }
}
