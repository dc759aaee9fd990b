package ai.gatewayz.providers.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code RateLimit} field of the IETF's drafts: {@code "api";r=0;t=55}, several of these, or
 * the older {@code limit=100, remaining=0, reset=55}. Where it names no time, the window of {@code
 * RateLimit-Policy} is the longest that it can be.
 */
final class RateLimitField {

  private static final int LONGEST = 500;
  private static final Pattern MEMBER =
      Pattern.compile("(?:^|[;,\\s])(remaining|reset|r|t|w)=(\\d{1,9})(?=$|[;,\\s])");

  private RateLimitField() {}

  static List<LimitWindow> read(String field, String policy) {
    if (field == null || field.length() > LONGEST) {
      return List.of();
    }
    // In the older form commas part the members of one limit, in the newer whole limits.
    String[] limits = field.contains("remaining=") ? new String[] {field} : field.split(",");
    List<LimitWindow> windows = new ArrayList<>();
    for (String limit : limits) {
      long remaining = member(limit, "r", "remaining");
      long reset = member(limit, "t", "reset");
      if (reset < 0 && remaining == 0 && policy != null && policy.length() <= LONGEST) {
        reset = member(policy, "w", "w");
      }
      if (remaining >= 0 || reset >= 0) {
        windows.add(
            new LimitWindow(
                remaining < 0 ? OptionalDouble.empty() : OptionalDouble.of(remaining),
                reset < 0
                    ? Optional.empty()
                    : Optional.of(TimeText.bounded(Duration.ofSeconds(reset)))));
      }
    }
    return windows;
  }

  private static long member(String text, String name, String olderName) {
    Matcher member = MEMBER.matcher(text);
    while (member.find()) {
      if (member.group(1).equals(name) || member.group(1).equals(olderName)) {
        return Long.parseLong(member.group(2));
      }
    }
    return -1;
  }
}
