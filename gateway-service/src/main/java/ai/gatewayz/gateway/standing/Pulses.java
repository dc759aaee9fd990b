package ai.gatewayz.gateway.standing;

import ai.gatewayz.catalog.contract.OfferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** How each offer and each provider did lately. Any thread may ask and tell. */
final class Pulses {

  private final Map<OfferKey, Pulse> offers = new ConcurrentHashMap<>();
  private final Map<String, Pulse> providers = new ConcurrentHashMap<>();

  /** By what was seen of the offer itself, else of its provider. */
  boolean faltering(OfferKey offer, Instant now) {
    Pulse own = offers.get(offer);
    if (own != null && own.telling(now)) {
      return own.faltering(now);
    }
    Pulse provider = providers.get(offer.provider());
    return provider != null && provider.faltering(now);
  }

  OptionalLong ttftMillis(OfferKey offer) {
    Pulse pulse = offers.get(offer);
    return pulse == null || pulse.ttftMillis() < 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(pulse.ttftMillis()));
  }

  void measured(OfferKey offer, Duration ttft, Instant now) {
    offers.compute(offer, (key, pulse) -> or(pulse, now).measured(ttft));
  }

  void answered(OfferKey offer, Instant now) {
    offers.compute(offer, (key, pulse) -> or(pulse, now).answered(now));
    providers.compute(offer.provider(), (id, pulse) -> or(pulse, now).answered(now));
  }

  /**
   * @param ofProvider whether it says something of the provider as well
   */
  void failed(OfferKey offer, boolean ofProvider, Instant now) {
    offers.compute(offer, (key, pulse) -> or(pulse, now).failed(now));
    if (ofProvider) {
      providers.compute(offer.provider(), (id, pulse) -> or(pulse, now).failed(now));
    }
  }

  private static Pulse or(Pulse pulse, Instant now) {
    return pulse == null ? Pulse.beginning(now) : pulse;
  }
}
