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
 */
public record Target(
    String model,
    BodyRules rules,
    Predicate<String> gatewayProvider,
    boolean plain,
    boolean streamed,
    boolean usage) {}
