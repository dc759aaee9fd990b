package ai.gatewayz.gateway.routing;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.request.CompletionRequest;
import ai.gatewayz.providers.dialect.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** What a request may need an offer to be able to do. */
public enum Need {
  EMBEDDINGS(
      Capability.EMBEDDINGS,
      "",
      "make embeddings",
      request -> request.operation() == Operation.EMBEDDINGS),
  TOOLS(Capability.TOOLS, "tools", "call tools", CompletionRequest::tools),
  VISION(Capability.VISION, "messages", "see pictures", CompletionRequest::images),
  STRUCTURED_OUTPUT(
      Capability.STRUCTURED_OUTPUT,
      "response_format",
      "keep to a schema",
      CompletionRequest::structured),
  REASONING(
      Capability.REASONING,
      "reasoning_effort",
      "think before it answers",
      CompletionRequest::reasoning);

  private static final List<Need> ALL = List.of(values());

  private final Capability capability;
  private final String field;
  private final String words;
  private final Predicate<CompletionRequest> asked;

  Need(Capability capability, String field, String words, Predicate<CompletionRequest> asked) {
    this.capability = capability;
    this.field = field;
    this.words = words;
    this.asked = asked;
  }

  /** Those of a request; most have none. */
  public static List<Need> of(CompletionRequest request) {
    boolean none =
        !request.tools()
            && !request.images()
            && !request.structured()
            && !request.reasoning()
            && request.operation() != Operation.EMBEDDINGS;
    return none
        ? List.of()
        : Arrays.stream(values()).filter(need -> need.asked.test(request)).toList();
  }

  public Capability capability() {
    return capability;
  }

  /** The field of the request that asks for it; empty where the address does. */
  public String field() {
    return field;
  }

  /** What it is, after "cannot". */
  public String words() {
    return words;
  }

  /** The words for what a field asks for. */
  public static String words(String field) {
    return ALL.stream()
        .filter(need -> need.field.equals(field))
        .map(Need::words)
        .findFirst()
        .orElseThrow();
  }
}
