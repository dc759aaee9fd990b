package ai.gatewayz.catalog.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code gatewayz.catalog.guard.*}: what is too odd to be believed without an operator. */
@ConfigMapping(prefix = "gatewayz.catalog.guard")
public interface GuardConfig {

  /** Most of a provider's offers that one sync may withdraw, as a share. */
  @WithDefault("0.25")
  double withdrawnShare();

  /** Most of the offers with a price, a context or chat that may lose it in one sync. */
  @WithDefault("0.25")
  double lostShare();

  /** As many offers may always be withdrawn or lose a fact: shares of short lists say little. */
  @WithDefault("5")
  int always();

  /**
   * Most that one sync may add, as a share of the offers that the provider had; a provider whose
   * list was never read as a whole may add any number.
   */
  @WithDefault("0.5")
  double addedShare();

  /** As many offers may always be added: short lists double when they are set up. */
  @WithDefault("100")
  int addedAlways();

  /** Furthest that one offer's price may move in one sync, up or down. */
  @WithDefault("10")
  double priceFactor();

  /**
   * Furthest that a list's prices may move together, up or down: where more than {@link #unitShare}
   * of them move by one factor that is larger, the list has another unit. At least 1.
   */
  @WithDefault("1.5")
  double unitFactor();

  /** Most of a list's prices that may move by one such factor in one sync, at least a half. */
  @WithDefault("0.5")
  double unitShare();

  /**
   * Furthest that a new price may be from the median of the other providers' for the same model. In
   * recorded lists the furthest is 11.
   */
  @WithDefault("50")
  double medianFactor();
}
