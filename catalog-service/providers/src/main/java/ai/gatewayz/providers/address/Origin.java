package ai.gatewayz.providers.address;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an http(s) address leads. {@link URI} reads no host where its name holds an underscore, as
 * names in Docker and Kubernetes do; such a host is one like any other.
 *
 * @param host a name, or a literal address, of IPv6 with its brackets
 * @param port as given, else the scheme's
 * @param tls whether it is {@code https}
 */
public record Origin(String host, int port, boolean tls) {

  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5})?)?");

  /**
   * @throws IllegalArgumentException where it is not an http(s) address with a host
   */
  public static Origin of(URI address) {
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    String authority = address.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
    if (!tls && !scheme.equals("http") || !parts.matches()) {
      throw new IllegalArgumentException("not an http(s) address");
    }
    int port = parts.group(2) == null ? tls ? 443 : 80 : Integer.parseInt(parts.group(2));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not an http(s) address");
    }
    return new Origin(parts.group(1), port, tls);
  }

  /** Whether both are the same place; a host's name is compared without regard to case. */
  public boolean same(Origin other) {
    return tls == other.tls && port == other.port && host.equalsIgnoreCase(other.host);
  }
}
