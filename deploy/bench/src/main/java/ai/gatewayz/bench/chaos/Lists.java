package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Reads the whole list of a replica, through every page. */
final class Lists {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * @throws IOException where it does not answer, or not with a list
   */
  Offers of(Replica replica) throws IOException, InterruptedException {
    Map<String, Offers.Line> lines = new TreeMap<>();
    long total = 1;
    for (int offset = 0; offset < total; offset += PAGE) {
      JsonNode page = page(replica, offset);
      total = page.path("total").asLong();
      page.path("data").forEach(entry -> read(replica, entry, lines));
    }
    return new Offers(lines);
  }

  private JsonNode page(Replica replica, int offset) throws IOException, InterruptedException {
    String path =
        switch (replica.service()) {
          case CATALOG -> "/catalog/offers?";
          case HEALTH -> "/health/availability?";
          case GATEWAY -> "/v1/models?view=all&";
        };
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(replica.address(path + "limit=" + PAGE + "&offset=" + offset))
                .header("Authorization", "Bearer " + World.API_KEY)
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answers " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private static void read(Replica replica, JsonNode entry, Map<String, Offers.Line> lines) {
    switch (replica.service()) {
      case CATALOG ->
          lines.put(
              key(entry),
              new Offers.Line(
                  entry.at("/availability/state").asText("unknown"), price(entry.path("price"))));
      case HEALTH -> lines.put(key(entry), new Offers.Line(entry.path("state").asText(), null));
      case GATEWAY ->
          entry
              .path("offers")
              .forEach(
                  offer ->
                      lines.put(
                          key(offer),
                          new Offers.Line(
                              offer.path("availability").asText(), price(offer.path("pricing")))));
    }
  }

  private static String key(JsonNode entry) {
    return entry.path("provider").asText() + ":" + entry.path("id").asText();
  }

  /** As all lists tell it: USD per million tokens. */
  static String price(JsonNode price) {
    return price.has("input")
        ? number(price.path("input")) + "/" + number(price.path("output"))
        : price.path("kind").asText();
  }

  private static String number(JsonNode value) {
    return new BigDecimal(value.asText()).stripTrailingZeros().toPlainString();
  }
}
