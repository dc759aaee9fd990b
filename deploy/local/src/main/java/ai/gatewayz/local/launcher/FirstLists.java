package ai.gatewayz.local.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the services have heard of their providers so far, asked of the services themselves. */
final class FirstLists {

  /** What the README's examples name. */
  private static final String KNOWN = "meta-llama/Llama-3.3-70B-Instruct";

  private final String catalog;
  private final String gateway;
  private final String key;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param catalog the catalog's address
   * @param gateway the gateway's address
   * @param key an API key of the gateway
   */
  FirstLists(String catalog, String gateway, String key, HttpClient http) {
    this.catalog = catalog;
    this.gateway = gateway;
    this.key = key;
    this.http = http;
  }

  /** A model to try, of a provider. */
  record Example(String provider, String model) {}

  /** The providers that requests can go to: those with a key, one's own among them. */
  List<String> configured() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode provider : get(catalog + "/catalog/providers").path("data")) {
      if (provider.path("configured").asBoolean()) {
        ids.add(provider.path("id").asText());
      }
    }
    return ids;
  }

  /** How many models the gateway lists of a provider. */
  int models(String provider) throws InterruptedException {
    return list(provider, "").path("total").asInt(0);
  }

  /** What the commands name: a model that is there, the README's where it is. */
  Optional<Example> example(List<String> providers) throws InterruptedException {
    for (String provider : providers) {
      for (JsonNode model : list(provider, "&capability=chat&q=" + encoded(KNOWN)).path("data")) {
        if (model.path("id").asText().equals(KNOWN)) {
          return Optional.of(new Example(provider, KNOWN));
        }
      }
    }
    for (String filter : List.of("&capability=chat", "")) {
      for (String provider : providers) {
        JsonNode first = list(provider, filter).path("data").path(0).path("id");
        if (first.isTextual()) {
          return Optional.of(new Example(provider, first.asText()));
        }
      }
    }
    return Optional.empty();
  }

  private JsonNode list(String provider, String filter) throws InterruptedException {
    return get(gateway + "/v1/models?limit=20&gateway=" + encoded(provider) + filter);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode get(String address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode body = json.readTree(answer.body());
      return answer.statusCode() == 200 && body != null ? body : MissingNode.getInstance();
    } catch (IOException e) {
      // busy or gone; the caller asks again or notices that it died
      return MissingNode.getInstance();
    }
  }
}
