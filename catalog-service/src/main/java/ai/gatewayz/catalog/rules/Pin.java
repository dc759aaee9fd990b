package ai.gatewayz.catalog.rules;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What an operator says of one offer; null leaves a fact as the provider lists it.
 *
 * @param keep true: not withdrawn, also when a complete list does not have it
 * @param model canonical id
 * @param capabilities true: it has it; false: it has it not
 * @param probe false: it is never probed
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Pin(
    Boolean keep,
    @Size(max = 300) @Pattern(regexp = "[^\\s/]+/[^\\s]+", message = "must be vendor/name")
        String model,
    @Size(min = 1, max = 500) String upstreamId,
    Price price,
    @Size(max = 20) Map<Capability, Boolean> capabilities,
    @Positive Integer contextTokens,
    @Positive Integer maxOutputTokens,
    Boolean probe) {

  @AssertTrue(message = "must set at least one field")
  boolean isSaying() {
    return Stream.of(
            keep, model, upstreamId, price, capabilities, contextTokens, maxOutputTokens, probe)
        .anyMatch(Objects::nonNull);
  }

  /** The offer with what the operator says of it. */
  Offer on(Offer offer) {
    return new Offer(
        offer.provider(),
        offer.id(),
        or(model, offer.model()),
        or(upstreamId, offer.upstreamId()),
        offer.name(),
        offer.task(),
        capabilities == null ? offer.capabilities() : capable(offer),
        offer.input(),
        offer.output(),
        or(price, offer.price()),
        or(contextTokens, offer.contextTokens()),
        or(maxOutputTokens, offer.maxOutputTokens()),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        or(probe, offer.probe()),
        offer.aliases(),
        offer.names(),
        offer.version(),
        offer.updated());
  }

  private Map<Capability, CapabilitySource> capable(Offer offer) {
    Map<Capability, CapabilitySource> can = new EnumMap<>(Capability.class);
    can.putAll(offer.capabilities());
    capabilities.forEach(
        (capability, has) -> {
          if (has) {
            can.put(capability, CapabilitySource.OPERATOR);
          } else {
            can.remove(capability);
          }
        });
    return can;
  }

  private static <T> T or(T said, T listed) {
    return said == null ? listed : said;
  }
}
