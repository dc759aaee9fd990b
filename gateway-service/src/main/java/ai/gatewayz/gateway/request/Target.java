package ai.gatewayz.gateway.request;

import ai.gatewayz.providers.dialect.BodyRules;
import java.util.function.Predicate;

/**
 * The upstream request: whom a body is for, and in what form it is sent.
 *
 * @param model the provider's name of the model
 * @param rules what a body for that provider needs
 * @param gatewayProvider whether a name in the {@code provider} field is one of the gateway's own
 *     providers, which nobody else knows
 * @param plain without {@code stream_options}, to which some answer with nothing
 * @param streamed whether the answer is to be streamed though the caller did not ask for it
 * @param usage whether the usage of a stream is to be asked for though the caller did not ask for
 *     it; never where it is {@code plain} or {@code streamed}
 * @param asWritten whether it is sent in the caller's own protocol
 * @param thinks whether the model is known to think: others are not sent what only such take
 */
public record Target(
    String model,
    BodyRules rules,
    Predicate<String> gatewayProvider,
    boolean plain,
    boolean streamed,
    boolean usage,
    boolean asWritten,
    boolean thinks) {

  /** Of a request that came as a chat completion. */
  public Target(
      String model,
      BodyRules rules,
      Predicate<String> gatewayProvider,
      boolean plain,
      boolean streamed,
      boolean usage) {
    this(model, rules, gatewayProvider, plain, streamed, usage, false, true);
  }

  /** The same without {@code stream_options}. */
  public Target plainly() {
    return new Target(model, rules, gatewayProvider, true, streamed, false, asWritten, thinks);
  }

  /**
   * The same as a chat completion.
   *
   * @param asksForUsage whether the usage of a stream is to be asked for
   */
  public Target translated(boolean asksForUsage) {
    return new Target(model, rules, gatewayProvider, plain, streamed, asksForUsage, false, thinks);
  }
}
