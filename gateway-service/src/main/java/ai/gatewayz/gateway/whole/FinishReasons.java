package ai.gatewayz.gateway.whole;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OpenAI's name for why an answer ended, whatever a provider calls it. */
final class FinishReasons {

  private static final String STOP = "stop";
  private static final String TOOL_CALLS = "tool_calls";
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    name(STOP, "stop", "eos", "eos_token", "end_turn", "stop_sequence", "complete", "completed");
    name("length", "length", "max_tokens", "max_length", "max_output_tokens", "model_length");
    name("length", "incomplete", "token_limit", "model_context_window_exceeded");
    name(TOOL_CALLS, "tool_calls", "tool_call", "tool_use");
    name("function_call", "function_call");
    name("content_filter", "content_filter", "content_filtered", "safety", "recitation");
    name("content_filter", "blocklist", "prohibited_content", "spii", "sensitive", "refusal");
    name("content_filter", "guardrail_intervened", "error_toxic", "image_safety");
  }

  private FinishReasons() {}

  private static void name(String openAi, String... theirs) {
    List.of(theirs).forEach(reason -> NAMES.put(reason, openAi));
  }

  /**
   * @param theirs null or empty where the provider gave none
   * @param toolCalls whether the answer calls tools
   */
  static String of(String theirs, boolean toolCalls) {
    String known = theirs == null ? null : NAMES.get(theirs.toLowerCase(Locale.ROOT));
    return known == null ? toolCalls ? TOOL_CALLS : STOP : known;
  }
}
