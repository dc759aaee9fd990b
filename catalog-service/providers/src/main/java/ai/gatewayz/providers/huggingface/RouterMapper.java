package ai.gatewayz.providers.huggingface;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.Kind;
import ai.gatewayz.providers.normalise.Modalities;
import ai.gatewayz.providers.normalise.Prices;
import ai.gatewayz.providers.normalise.Usd;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Entries of the router's {@code /v1/models}: chat models, each with the partners that serve it.
 * Which partner answers is decided per request, so the price is one only where they agree, and the
 * context is the least that any of them promises.
 */
final class RouterMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id, entry)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id, JsonNode entry) {
    ListedOffer.Builder offer =
        Kind.CHAT.describe(
            ListedOffer.of(id, CanonicalModel.of(id, "huggingface")), CapabilitySource.LISTED);
    JsonNode architecture = entry.path("architecture");
    Set<Modality> input = Modalities.of(architecture.path("input_modalities"));
    offer.input(input).output(Modalities.of(architecture.path("output_modalities")));
    if (input.contains(Modality.IMAGE)) {
      offer.can(Capability.VISION, CapabilitySource.LISTED);
    }
    List<Signal> signals = new ArrayList<>();
    for (JsonNode partner : entry.path("providers")) {
      signals.add(signal(partner));
      if (Fields.isTrue(partner, "supports_tools")) {
        offer.can(Capability.TOOLS, CapabilitySource.LISTED);
      }
      if (Fields.isTrue(partner, "supports_structured_output")) {
        offer.can(Capability.STRUCTURED_OUTPUT, CapabilitySource.LISTED);
      }
    }
    signals.forEach(offer::signal);
    List<Signal> serving = serving(signals);
    return offer
        .price(Prices.ofAny(serving.stream().map(Signal::price).toList()))
        .contextTokens(leastContext(serving))
        .serverless(true)
        .created(Fields.instant(entry, "created"))
        .build();
  }

  /** Those that are live; all where none is. */
  private static List<Signal> serving(List<Signal> signals) {
    List<Signal> live =
        signals.stream().filter(signal -> signal.state() == Signal.State.LIVE).toList();
    return live.isEmpty() ? signals : live;
  }

  private static Integer leastContext(List<Signal> hosts) {
    return hosts.stream()
        .map(Signal::contextTokens)
        .filter(Objects::nonNull)
        .min(Integer::compare)
        .orElse(null);
  }

  private static Signal signal(JsonNode partner) {
    return new Signal(
        Objects.requireNonNullElse(Fields.text(partner, "provider"), "unknown"),
        HubMapper.state(partner),
        Fields.tokens(partner, "context_length"),
        price(partner),
        Fields.number(partner, "first_token_latency_ms"),
        Fields.number(partner, "throughput"),
        null);
  }

  private static Price price(JsonNode partner) {
    if (Fields.isTrue(partner, "is_free")) {
      return Price.FREE;
    }
    JsonNode pricing = partner.path("pricing");
    return Prices.perToken(
        Usd.PER_MILLION.perMillion(pricing, "input"),
        Usd.PER_MILLION.perMillion(pricing, "output"),
        null);
  }
}
