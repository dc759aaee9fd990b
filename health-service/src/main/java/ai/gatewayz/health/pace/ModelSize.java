package ai.gatewayz.health.pace;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Dialect;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many units of concurrency a question to a model takes. */
public final class ModelSize {

  private static final Pattern BILLIONS =
      Pattern.compile("(?i)(?<![a-z0-9.])(\\d{1,4}(?:\\.\\d{1,2})?)b(?![a-z0-9])");
  private static final int SMALL = 15;
  private static final int MEDIUM = 34;

  private ModelSize() {}

  /**
   * One everywhere but at Featherless, which counts by size: up to 15 billion parameters one unit,
   * up to 34 two, beyond four. A name that does not tell counts as medium.
   */
  public static int units(Offer offer, Dialect dialect) {
    if (dialect != Dialect.FEATHERLESS) {
      return 1;
    }
    Matcher size = BILLIONS.matcher(offer.id());
    double billions = -1;
    while (size.find()) {
      billions = Math.max(billions, Double.parseDouble(size.group(1)));
    }
    if (billions < 0) {
      return 2;
    }
    return billions <= SMALL ? 1 : billions <= MEDIUM ? 2 : 4;
  }
}
