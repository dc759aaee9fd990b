package ai.gatewayz.health;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.CapabilitySource;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Offers to test with. */
public final class Offers {

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

  private static Offer offer(
      String provider,
      String id,
      String upstreamId,
      Map<Capability, CapabilitySource> can,
      String task) {
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
        new Price.PerToken(new BigDecimal("0.2"), new BigDecimal("0.6"), null),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        1,
        Instant.parse("2026-01-01T00:00:00Z"));
  }
}
