package ai.gatewayz.catalog.caller;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Which names are let through: those that an allowed pattern fits, or all where there is none, but
 * none that a forbidden one fits. A {@code *} stands for any characters, case does not matter.
 */
public record Patterns(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> allowed,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> forbidden) {

  public static final Patterns ANY = new Patterns(List.of(), List.of());

  public Patterns {
    allowed = allowed == null ? List.of() : List.copyOf(allowed);
    forbidden = forbidden == null ? List.of() : List.copyOf(forbidden);
  }

  public boolean allow(String name) {
    return (allowed.isEmpty() || fits(allowed, name)) && !fits(forbidden, name);
  }

  private static boolean fits(List<String> patterns, String name) {
    for (String pattern : patterns) {
      if (fits(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /** Goes back to the latest star only, so that no pattern takes longer than both lengths do. */
  static boolean fits(String pattern, String name) {
    int at = 0;
    int star = -1;
    int resume = 0;
    int i = 0;
    while (i < name.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        resume = i;
      } else if (at < pattern.length() && same(pattern.charAt(at), name.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  private static boolean same(char one, char other) {
    return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
  }
}
