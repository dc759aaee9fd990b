package ai.gatewayz.simulator;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes requests into the journal. */
final class Recorder {

  private Recorder() {}

  static void record(
      World world,
      String provider,
      HttpServerRequest request,
      String model,
      boolean stream,
      byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    world
        .journal()
        .add(
            new RecordedRequest(
                Instant.now(),
                provider,
                request.method().name(),
                request.path(),
                request.query(),
                model,
                stream,
                headers,
                body));
  }
}
