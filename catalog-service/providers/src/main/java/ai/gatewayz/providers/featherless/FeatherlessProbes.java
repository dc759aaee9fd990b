package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.dialect.ProbeRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts by size: up to 15 billion parameters one unit of concurrency, up to 34 two, beyond four. A
 * name that does not tell counts as medium.
 */
final class FeatherlessProbes implements ProbeRules {

  private static final Pattern BILLIONS =
      Pattern.compile("(?i)(?<![a-z0-9.])(\\d{1,4}(?:\\.\\d{1,2})?)b(?![a-z0-9])");
  private static final int SMALL = 15;
  private static final int MEDIUM = 34;

  @Override
  public int units(String id) {
    Matcher size = BILLIONS.matcher(id);
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
