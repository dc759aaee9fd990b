package ai.gatewayz.gateway.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is lost on the way. Bounded, since callers name fields as they like. */
public final class Losses {

  private static final int MOST = 16;
  private static final int LONGEST = 64;

  private final Set<String> dropped = new LinkedHashSet<>();
  private String only = "";

  /** It does not decide what is answered. */
  public void dropped(String field) {
    if (dropped.size() < MOST) {
      dropped.add(plain(field));
    }
  }

  /** It does: nobody can answer without it. */
  public void matters(String place) {
    only = only.isEmpty() ? place : only;
  }

  public List<String> dropped() {
    return new ArrayList<>(dropped);
  }

  public String only() {
    return only;
  }

  /** For a header. */
  private static String plain(String field) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(field.length(), LONGEST); i++) {
      char c = field.charAt(i);
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '_'
              || c == '-'
              || c == '.';
      text.append(good ? c : '?');
    }
    return text.toString();
  }
}
