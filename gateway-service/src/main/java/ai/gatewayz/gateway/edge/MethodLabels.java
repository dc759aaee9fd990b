package ai.gatewayz.gateway.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps methods that strangers invent out of the series; {@link EdgeFilter} counts them. */
class MethodLabels implements MeterFilter {

  /** Those that somebody serves somewhere. */
  static final Set<HttpMethod> KNOWN =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private static final Set<String> NAMES =
      KNOWN.stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

  @Produces
  @Singleton
  static MeterFilter filter() {
    return new MethodLabels();
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith("http.server.")
            && id.getTag("method") instanceof String method
            && !NAMES.contains(method)
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
