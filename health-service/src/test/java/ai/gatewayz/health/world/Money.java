package ai.gatewayz.health.world;

import ai.gatewayz.health.budget.Caps;
import ai.gatewayz.health.budget.Purse;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Fills the purse out of the day's budgets, as the database does. */
final class Money {

  private final Purse purse;
  private final Caps caps;
  private final Map<String, BigDecimal> drawn = new HashMap<>();

  Money(Purse purse, Caps caps) {
    this.purse = purse;
    this.caps = caps;
  }

  void draw() {
    purse
        .wanted()
        .forEach(
            (pot, wanted) -> {
              String own = purse.today() + pot.provider();
              String all = purse.today() + "*";
              BigDecimal usd =
                  caps.draw(
                      pot,
                      wanted,
                      drawn.getOrDefault(own, BigDecimal.ZERO),
                      drawn.getOrDefault(all, BigDecimal.ZERO));
              drawn.merge(own, usd, BigDecimal::add);
              drawn.merge(all, usd, BigDecimal::add);
              if (usd.signum() > 0) {
                purse.fill(purse.today(), pot, usd);
              } else {
                purse.ranDry(purse.today(), pot);
              }
            });
  }
}
