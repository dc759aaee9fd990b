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
final class Methods implements MeterFilter {

  private static final Set<String> KNOWN =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private Methods() {}

  static boolean known(String method) {
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
            && id.getTag("method") instanceof String method
            && !known(method)
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
