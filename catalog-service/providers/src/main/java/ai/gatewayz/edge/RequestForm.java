package ai.gatewayz.edge;

import java.util.List;

/**
 * Whether all that stand between a caller and a service read a request's head in the same way. What
 * is wrong in its lines and chunks is refused while they are decoded; this is what decoding lets
 * pass. Pure.
 */
public final class RequestForm {

  private RequestForm() {}

  /**
   * @param target of the request line, as it was sent
   * @param hosts the values of all Host headers
   * @param codings the values of all Transfer-Encoding headers
   * @param nameless whether a header has no name
   * @param hostNeeded false for HTTP/1.0
   * @return what is wrong, as a sentence; null where nothing is
   */
  public static String flaw(
      String method,
      String target,
      List<String> hosts,
      List<String> codings,
      boolean nameless,
      boolean hostNeeded) {
    if (nameless) {
      return "A header has no name.";
    }
    if (codings.size() > 1
        || codings.size() == 1 && !codings.getFirst().equalsIgnoreCase("chunked")) {
      return "The only supported Transfer-Encoding is 'chunked'.";
    }
    if (hosts.size() > 1 || hosts.isEmpty() && hostNeeded) {
      return "A request must have exactly one Host header.";
    }
    if (!hosts.isEmpty() && !isHost(hosts.getFirst())) {
      return "The Host header is not a valid host name.";
    }
    return flawOfTarget(method, target, hosts);
  }

  private static String flawOfTarget(String method, String target, List<String> hosts) {
    boolean inPath = true;
    for (int i = 0; i < target.length(); i++) {
      char letter = target.charAt(i);
      inPath &= letter != '?';
      boolean brace = letter == '{' || letter == '}';
      if (letter <= ' ' || letter == '#' || letter == '\u007f' || inPath && brace) {
        return "The request target contains a character that is not allowed.";
      }
    }
    if (target.startsWith("/") || target.equals("*") && method.equals("OPTIONS")) {
      return null;
    }
    String authority = authority(target);
    if (authority == null || method.equals("CONNECT")) {
      return "The request target must begin with a slash.";
    }
    return hosts.isEmpty() || authority.equalsIgnoreCase(hosts.getFirst())
        ? null
        : "The request target and the Host header name different hosts.";
  }

  /** Of {@code http://host:port/path}; null for anything else. */
  private static String authority(String target) {
    int scheme = target.indexOf("://");
    if (scheme < 0
        || !target.regionMatches(true, 0, "http", 0, scheme)
            && !target.regionMatches(true, 0, "https", 0, scheme)) {
      return null;
    }
    int end = target.indexOf('/', scheme + 3);
    return target.substring(scheme + 3, end < 0 ? target.length() : end);
  }

  /** A name or an address, and a port: no list, no path, no user. */
  private static boolean isHost(String host) {
    if (host.isEmpty()) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char letter = host.charAt(i);
      boolean known =
          letter >= 'a' && letter <= 'z'
              || letter >= 'A' && letter <= 'Z'
              || letter >= '0' && letter <= '9'
              || ".-_:[]%~".indexOf(letter) >= 0;
      if (!known) {
        return false;
      }
    }
    return true;
  }
}
