package ai.gatewayz.health;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.contract.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Offers to test with. */
public final class Offers {

  private static final Price PRICE =
      new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null);

  private Offers() {}

  public static Offer chat(String provider, String id) {
    return chat(provider, id, id);
  }

  public static Offer chat(String provider, String id, String upstreamId) {
    return offer(
        provider, id, upstreamId, Map.of(Capability.CHAT, CapabilitySource.LISTED), "chat");
  }

  public static Offer embeddings(String provider, String id) {
    return offer(
        provider,
        id,
        id,
        Map.of(Capability.EMBEDDINGS, CapabilitySource.LISTED),
        "feature-extraction");
  }

  /** Sold by the search where no price is told. */
  public static Offer ranker(String provider, String id, Price price) {
    return offer(
        provider,
        id,
        id,
        Map.of(Capability.RERANK, CapabilitySource.LISTED),
        "text-ranking",
        price,
        List.of(),
        null);
  }

  /** Of a kind that is too dear to ask. */
  public static Offer images(String provider, String id) {
    return offer(
        provider, id, id, Map.of(Capability.IMAGES, CapabilitySource.LISTED), "text-to-image");
  }

  public static Offer optedOut(String provider, String id) {
    return offer(
        provider,
        id,
        id,
        Map.of(Capability.CHAT, CapabilitySource.LISTED),
        "chat",
        PRICE,
        List.of(),
        false);
  }

  /** With all that the plan of probes looks at. */
  public static Offer of(
      String provider, String id, Set<Capability> can, Price price, List<Signal> signals) {
    Map<Capability, CapabilitySource> listed =
        can.stream().collect(Collectors.toMap(each -> each, each -> CapabilitySource.LISTED));
    return offer(provider, id, id, listed, "chat", price, signals, null);
  }

  private static Offer offer(
      String provider,
      String id,
      String upstreamId,
      Map<Capability, CapabilitySource> can,
      String task) {
    return offer(provider, id, upstreamId, can, task, PRICE, List.of(), null);
  }

  private static Offer offer(
      String provider,
      String id,
      String upstreamId,
      Map<Capability, CapabilitySource> can,
      String task,
      Price price,
      List<Signal> signals,
      Boolean probe) {
    return new Offer(
        provider,
        id,
        id,
        upstreamId,
        id,
        task,
        can,
        Set.of(Modality.TEXT),
        Set.of(Modality.TEXT),
        price,
        null,
        null,
        null,
        null,
        null,
        signals,
        probe,
        1,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
