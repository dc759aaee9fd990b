package ai.gatewayz.providers.normalise;

import ai.gatewayz.catalog.contract.Price;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/** From amounts to a price, keeping "absent", "zero" and "it depends" apart. */
public final class Prices {

  private Prices() {}

  /**
   * A price per token, where zero does not mean free but "not sold by the token".
   *
   * @param input USD per million, null where absent
   * @param cachedInput null or negative: not stated
   */
  public static Price perToken(BigDecimal input, BigDecimal output, BigDecimal cachedInput) {
    if (input == null || output == null || input.signum() < 0 || output.signum() < 0) {
      return Price.UNKNOWN;
    }
    if (input.signum() == 0 && output.signum() == 0) {
      return Price.UNKNOWN;
    }
    boolean cached = cachedInput != null && cachedInput.signum() >= 0;
    return new Price.PerToken(input, output, cached ? cachedInput : null);
  }

  /**
   * The price of an offer that the provider may serve from any of several hosts: theirs where they
   * agree, variable where they differ or some do not state one.
   */
  public static Price ofAny(Collection<Price> hosts) {
    List<Price> distinct = hosts.stream().distinct().toList();
    return switch (distinct.size()) {
      case 0 -> Price.UNKNOWN;
      case 1 -> distinct.getFirst();
      default -> Price.VARIABLE;
    };
  }
}
