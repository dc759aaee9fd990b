package ai.gatewayz.gateway.snapshot;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.health.contract.CapabilityVerdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Offers and verdicts to test with. */
public final class Facts {

  public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Facts() {}

  /** A chat offer whose id at the provider is the canonical id. */
  public static Offer chat(String provider, String model) {
    return chat(provider, model, model, 1);
  }

  public static Offer chat(String provider, String id, String model, long version) {
    return new Offer(
        provider,
        id,
        model,
        id,
        model.substring(model.indexOf('/') + 1),
        "chat",
        Map.of(Capability.CHAT, CapabilitySource.LISTED, Capability.TOOLS, CapabilitySource.LISTED),
        Set.of(Modality.TEXT),
        Set.of(Modality.TEXT),
        new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null),
        131_072,
        8_192,
        true,
        NOON,
        null,
        List.of(),
        null,
        version,
        NOON);
  }

  /** The same, declared to think as well. */
  public static Offer reasoning(Offer offer) {
    Map<Capability, CapabilitySource> can = new EnumMap<>(offer.capabilities());
    can.put(Capability.REASONING, CapabilitySource.LISTED);
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        can,
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.version(),
        offer.updated());
  }

  /** The same at another price. */
  public static Offer priced(Offer offer, Price price) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        price,
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        offer.deprecation(),
        offer.signals(),
        offer.probe(),
        offer.version(),
        offer.updated());
  }

  /** The same, until a day, by other names as well. */
  public static Offer until(Offer offer, LocalDate last, String... aliases) {
    return new Offer(
        offer.provider(),
        offer.id(),
        offer.model(),
        offer.upstreamId(),
        offer.name(),
        offer.task(),
        offer.capabilities(),
        offer.input(),
        offer.output(),
        offer.price(),
        offer.contextTokens(),
        offer.maxOutputTokens(),
        offer.serverless(),
        offer.created(),
        last,
        offer.signals(),
        offer.probe(),
        Set.of(aliases),
        List.of(),
        offer.version(),
        offer.updated());
  }

  /** An offer that is not for chat. */
  public static Offer embeddings(String provider, String model) {
    return made(provider, model, model, Capability.EMBEDDINGS, "feature-extraction");
  }

  /** An offer that ranks documents, and does nothing else. */
  public static Offer ranker(String provider, String id, String model) {
    return made(provider, id, model, Capability.RERANK, "text-ranking");
  }

  /** An offer that makes pictures, and does nothing else. */
  public static Offer painter(String provider, String id, String model) {
    return made(provider, id, model, Capability.IMAGES, "text-to-image");
  }

  /** An offer that makes speech, and does nothing else. */
  public static Offer voice(String provider, String id, String model) {
    return made(provider, id, model, Capability.SPEECH, "text-to-speech");
  }

  /** An offer that writes down what is said, and does nothing else. */
  public static Offer ear(String provider, String id, String model) {
    return made(provider, id, model, Capability.TRANSCRIPTIONS, "automatic-speech-recognition");
  }

  private static Offer made(
      String provider, String id, String model, Capability capability, String task) {
    return new Offer(
        provider,
        id,
        model,
        id,
        model,
        task,
        Map.of(capability, CapabilitySource.INFERRED),
        Set.of(Modality.TEXT),
        Set.of(capability == Capability.EMBEDDINGS ? Modality.EMBEDDING : Modality.OTHER),
        Price.UNKNOWN,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        1,
        NOON);
  }

  /** An offer that answers, and of which some capabilities were tested. */
  public static Availability tested(
      Offer offer, Map<Capability, CapabilityVerdict.State> states, long version) {
    Map<Capability, CapabilityVerdict> tested = new EnumMap<>(Capability.class);
    states.forEach(
        (capability, state) ->
            tested.put(
                capability,
                new CapabilityVerdict(
                    state,
                    NOON,
                    Availability.Source.PROBE,
                    state == CapabilityVerdict.State.REFUTED ? "ignored" : null,
                    200,
                    capability == Capability.EMBEDDINGS ? 1_024 : null)));
    return new Availability(
        offer.provider(),
        offer.id(),
        offer.model(),
        State.AVAILABLE,
        "answered",
        Availability.Source.PROBE,
        NOON,
        NOON,
        NOON,
        200,
        250L,
        null,
        Availability.Source.PROBE,
        tested,
        version);
  }

  /** An offer that answers, as something has shown. */
  public static Availability verifiedBy(Offer offer, Availability.Source source) {
    return new Availability(
        offer.provider(),
        offer.id(),
        offer.model(),
        State.AVAILABLE,
        "answered",
        source,
        NOON,
        NOON,
        NOON,
        200,
        250L,
        null,
        source,
        Map.of(),
        1);
  }

  public static Availability verdict(Offer offer, State state, long version) {
    return new Availability(
        offer.provider(),
        offer.id(),
        offer.model(),
        state,
        state == State.UNAVAILABLE ? "model_gone" : "answered",
        Availability.Source.PROBE,
        NOON,
        state == State.AVAILABLE ? NOON : null,
        NOON,
        200,
        250L,
        null,
        version);
  }
}
