package ai.gatewayz.health.budget;

import java.math.BigDecimal;
import java.util.Map;

/**
 * The most that probes of a day may cost, in USD.
 *
 * @param all of all providers together
 * @param own of single providers; the others may use what all may
 */
public record Caps(BigDecimal all, Map<String, BigDecimal> own) {

  /** The share that is not for routine. */
  private static final BigDecimal ROUTINE = new BigDecimal("0.8");

  /** In so many parts is a day's money drawn: small enough that little lapses with a replica. */
  private static final BigDecimal PARTS = BigDecimal.valueOf(100);

  public Caps {
    own = Map.copyOf(own);
  }

  public BigDecimal of(String provider) {
    return own.getOrDefault(provider, all).min(all);
  }

  /**
   * How much may be drawn where {@code wanted} is needed; zero where nothing is left.
   *
   * @param drawnOfProvider what replicas drew today for the provider
   * @param drawnOfAll and for all of them
   */
  public BigDecimal draw(
      Purse.Pot pot, BigDecimal wanted, BigDecimal drawnOfProvider, BigDecimal drawnOfAll) {
    BigDecimal own = cap(pot.purpose(), of(pot.provider())).subtract(drawnOfProvider);
    BigDecimal left = own.min(cap(pot.purpose(), all).subtract(drawnOfAll));
    BigDecimal part = wanted.max(of(pot.provider()).divide(PARTS));
    return part.min(left).max(BigDecimal.ZERO);
  }

  private static BigDecimal cap(Purpose purpose, BigDecimal cap) {
    return switch (purpose) {
      case ROUTINE -> cap.multiply(ROUTINE);
      case PRESSING -> cap;
    };
  }

  /** What may be spent on routine in a day. */
  public BigDecimal routine(String provider) {
    return cap(Purpose.ROUTINE, of(provider));
  }

  public BigDecimal routine() {
    return cap(Purpose.ROUTINE, all);
  }
}
