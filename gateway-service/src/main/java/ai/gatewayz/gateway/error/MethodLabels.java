package ai.gatewayz.gateway.error;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps methods that strangers invent out of the series; {@link MethodFilter} counts them. */
class MethodLabels implements MeterFilter {

  private static final Set<String> KNOWN =
      MethodFilter.KNOWN.stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

  @Produces
  @Singleton
  static MeterFilter filter() {
    return new MethodLabels();
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith("http.server.")
            && id.getTag("method") instanceof String method
            && !KNOWN.contains(method)
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
