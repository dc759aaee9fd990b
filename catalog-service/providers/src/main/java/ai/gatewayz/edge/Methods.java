package ai.gatewayz.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The methods that are served somewhere; those that strangers invent are no series of their own.
 */
public final class Methods implements MeterFilter {

  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What an address is called that nothing answers. */
  private static final Set<String> NOBODYS =
      Set.of("UNKNOWN", "NOT_FOUND", "REDIRECTION", "root", "/");

  private Methods() {}

  public static boolean known(String method) {
    return KNOWN.contains(method);
  }

  @Produces
  @Singleton
  static MeterFilter filter() {
    return new Methods();
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith("http.server.")
            && (id.getTag("method") instanceof String method && !isCounted(method)
                || isInvented(id))
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }

  /** OPTIONS is answered with 200 at every address, one that somebody invents as well. */
  private static boolean isCounted(String method) {
    return known(method) && !method.equals("OPTIONS");
  }

  /**
   * Whether an address that was refused is none of ours. All that nothing answers is one series,
   * but whatever is written in an odd way, such as with two slashes, is taken for the address of a
   * resource with a parameter. Those are known by their braces; whoever sends some is answered 400.
   */
  private static boolean isInvented(Meter.Id id) {
    return id.getTag("status") instanceof String status
        && (status.startsWith("3") || status.startsWith("4"))
        && id.getTag("uri") instanceof String uri
        && (uri.indexOf('{') < 0 || status.equals("400"))
        && !NOBODYS.contains(uri);
  }
}
