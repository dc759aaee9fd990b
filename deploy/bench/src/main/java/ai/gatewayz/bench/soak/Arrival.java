package ai.gatewayz.bench.soak;

import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits for models to come from the providers' lists to a gateway. */
final class Arrival {

  private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private Arrival() {}

  static void await(Replica gateway, int models) throws IOException, InterruptedException {
    URI list = gateway.address("/v1/models?available=true&limit=1");
    long began = System.nanoTime();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(list).header("Authorization", "Bearer " + World.API_KEY).build();
      int there = 0;
      while (there < models) {
        if (System.nanoTime() - began > PATIENCE_NANOS) {
          throw new IOException("only " + there + " models are available at the gateway");
        }
        Thread.sleep(500);
        Matcher total =
            TOTAL.matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        there = total.find() ? Integer.parseInt(total.group(1)) : 0;
      }
    }
  }
}
