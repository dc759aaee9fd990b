package ai.gatewayz.gateway.request;

import ai.gatewayz.providers.dialect.Operation;
import java.util.List;
import java.util.stream.Stream;

/**
 * One request: for a completion, for embeddings, or for a ranking.
 *
 * @param body the body as it came; to be let go when no attempt can follow
 * @param model what the caller wrote
 * @param edits where the body is edited before it is sent on
 * @param stream whether the answer is to be streamed
 * @param streamOptions what the caller asks for of a stream
 * @param ordinary whether it asks no more than the smallest question does: only what every model
 *     takes, in usual amounts. What such a request meets, others meet too
 * @param choices how many answers are asked for, {@code n}; 1 where it does not say
 * @param tools whether tools are offered to the model
 * @param pictures how many the messages hold
 * @param structured whether an answer by a JSON schema is asked for
 * @param reasoning whether the model is asked to think before it answers
 * @param promptTokens an estimate by what is said, without the syntax around it
 * @param maxTokens output budget in tokens by whichever name; 0 where none is given
 * @param fallbackModels the {@code models} field: what to try after {@code model}
 * @param spoken where the caller sent it in another protocol; null for chat completions
 */
public record CompletionRequest(
    Operation operation,
    RequestBody body,
    String model,
    Edits edits,
    boolean stream,
    StreamOptions streamOptions,
    boolean ordinary,
    int choices,
    boolean tools,
    int pictures,
    boolean structured,
    boolean reasoning,
    long promptTokens,
    long maxTokens,
    List<String> fallbackModels,
    ProviderPreferences preferences,
    Spoken spoken) {

  /**
   * The body for a provider: its name of the model in place of the caller's, without the routing
   * fields unless the provider has them too, and in the manner that it understands. Everything else
   * is the caller's, byte for byte. In another protocol nothing is edited but what routing is told
   * by.
   */
  public EditedBody bodyFor(Target target) {
    Edits edited = target.asWritten() ? edits.ofRouting() : edits;
    return edited.apply(body.bytes(), body.length(), target);
  }

  /** The same as one in another protocol, of which this is what was read. */
  public CompletionRequest spokenAs(Spoken other) {
    return with(edits, reasoning, other);
  }

  /**
   * The same as the translation of what a caller sent, which says by itself whether the model is to
   * think: a translation says an effort, which may be no more than a hint.
   *
   * @param thoughts members with their commas that only models take which think
   */
  public CompletionRequest translationOf(CompletionRequest original, List<Span> thoughts) {
    return with(
        thoughts.isEmpty() ? edits : edits.withThoughts(thoughts),
        original.reasoning,
        original.spoken);
  }

  private CompletionRequest with(Edits otherEdits, boolean thinks, Spoken other) {
    return new CompletionRequest(
        operation,
        body,
        model,
        otherEdits,
        stream,
        streamOptions,
        ordinary,
        choices,
        tools,
        pictures,
        structured,
        thinks,
        promptTokens,
        maxTokens,
        fallbackModels,
        preferences,
        other);
  }

  /** Whether a message holds a picture. */
  public boolean images() {
    return pictures > 0;
  }

  /** Whether something in it is for models that think, and for no others. */
  public boolean thoughts() {
    return edits.has(Edits.Kind.THOUGHT);
  }

  /** Whether the caller asks for the usage of a streamed answer. */
  public boolean includeUsage() {
    return streamOptions.includeUsage();
  }

  /** Whether the caller sends {@code stream_options}. */
  public boolean hasStreamOptions() {
    return edits.has(Edits.Kind.STREAM_OPTIONS);
  }

  /** Whether there is a {@code provider} object, which OpenRouter is sent. */
  public boolean providerObject() {
    return edits.has(Edits.Kind.PROVIDER);
  }

  /** The models to try, the caller's first choice first, each once. */
  public List<String> models() {
    if (fallbackModels.isEmpty()) {
      return List.of(model);
    }
    return Stream.concat(Stream.of(model), fallbackModels.stream()).distinct().toList();
  }
}
