package ai.gatewayz.providers.connection;

import ai.gatewayz.catalog.caller.Network;
import ai.gatewayz.providers.address.Origin;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is called without a proxy. This machine always is: no proxy reaches it.
 *
 * @param all whether everything is
 */
record NoProxy(boolean all, List<Place> places) {

  private static final int NO_PORT = -1;
  private static final List<Network> LOOPBACK =
      List.of(Network.parse("127.0.0.0/8").orElseThrow(), Network.parse("::1").orElseThrow());

  /**
   * A name with all names below it, or a network.
   *
   * @param port {@link #NO_PORT} for all
   */
  private record Place(String name, Optional<Network> network, int port) {

    boolean holds(String host, int asked) {
      if (port != NO_PORT && port != asked) {
        return false;
      }
      return network.map(each -> each.contains(host)).orElseGet(() -> isOrIsBelow(host));
    }

    private boolean isOrIsBelow(String host) {
      return host.equals(name) || host.endsWith("." + name);
    }
  }

  static NoProxy of(List<String> texts) {
    List<String> told = texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    return new NoProxy(told.contains("*"), told.stream().map(NoProxy::place).toList());
  }

  private static Place place(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    boolean port =
        colon > 0
            && lower.substring(colon + 1).matches("[0-9]{1,5}")
            && (lower.indexOf(':') == colon || lower.charAt(colon - 1) == ']');
    String name = bare(port ? lower.substring(0, colon) : lower);
    return new Place(
        name.replaceFirst("^\\*?\\.", ""),
        Network.parse(name),
        port ? Integer.parseInt(lower.substring(colon + 1)) : NO_PORT);
  }

  boolean holds(Origin origin) {
    String host = bare(origin.host().toLowerCase(Locale.ROOT));
    return all
        || host.equals("localhost")
        || Network.anyContains(LOOPBACK, host)
        || places.stream().anyMatch(place -> place.holds(host, origin.port()));
  }

  /** An address of IPv6 without its brackets. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
