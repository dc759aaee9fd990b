package ai.gatewayz.catalog.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.catalog.guard.*}: which changes are quarantined until an operator decides. */
@ConfigMapping(prefix = "gatewayz.catalog.guard")
public interface GuardConfig {

  /** Largest share of a provider's offers that one sync may withdraw. */
  @WithDefault("0.25")
  double withdrawnShare();

  /** Largest share of the offers with a price, a context or chat that may lose it in one sync. */
  @WithDefault("0.25")
  double lostShare();

  /** So many offers may lose a fact or be withdrawn whatever the share: short lists say little. */
  @WithDefault("5")
  int always();

  /**
   * Largest share that one sync may add to the offers that the provider had; a provider whose list
   * was never read as a whole may add any number.
   */
  @WithDefault("0.5")
  double addedShare();

  /** So many offers may be added whatever the share: short lists double when they are set up. */
  @WithDefault("100")
  int addedAlways();

  /** Largest factor by which one offer's price may change in one sync, up or down. */
  @WithDefault("10")
  double priceFactor();

  /**
   * Largest factor by which a list's prices may move together, up or down. Where more than {@link
   * #unitShare} of them move by one factor that is larger, the list has changed its unit. At least
   * 1.
   */
  @WithDefault("1.5")
  double unitFactor();

  /**
   * Largest share of a list's prices that may move by one such factor in one sync, at least 0.5.
   */
  @WithDefault("0.5")
  double unitShare();

  /**
   * Largest factor between a new price and the median of other providers for the same model. In
   * recorded lists the largest is 11.
   */
  @WithDefault("50")
  double medianFactor();
}
