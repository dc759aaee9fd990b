package ai.gatewayz.local.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirstListsTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private HttpServer services;
  private FirstLists lists;

  @BeforeEach
  void start() throws IOException {
    services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    services.createContext(
        "/",
        exchange -> {
          String answer = answers.get(exchange.getRequestURI().toString());
          byte[] body = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    services.start();
    String address = "http://127.0.0.1:" + services.getAddress().getPort();
    lists = new FirstLists(address, address, "key", HttpClient.newHttpClient());
  }

  @AfterEach
  void stop() {
    services.stop(0);
  }

  @Test
  void onesOwnEndpointIsWaitedForAndNamedWithoutTheOthers() throws Exception {
    answers.put(
        "/catalog/providers",
        "{\"data\":[{\"id\":\"acme\",\"configured\":true},{\"id\":\"together\",\"configured\":false}]}");
    answers.put(
        "/v1/models?limit=20&gateway=acme",
        "{\"total\":2,\"data\":[{\"id\":\"acme/Small\"},{\"id\":\"acme/Large\"}]}");
    assertEquals(List.of("acme"), lists.configured());
    assertEquals(2, lists.models("acme"));
    assertEquals(0, lists.models("together"));
    assertEquals(
        Optional.of(new FirstLists.Example("acme", "acme/Small")),
        lists.example(lists.configured()));
  }

  @Test
  void aModelThatChatsComesBeforeOneThatIsFirst() throws Exception {
    answers.put("/v1/models?limit=20&gateway=acme", "{\"data\":[{\"id\":\"acme/Embed\"}]}");
    answers.put(
        "/v1/models?limit=20&gateway=acme&capability=chat", "{\"data\":[{\"id\":\"acme/Chat\"}]}");
    assertEquals("acme/Chat", lists.example(List.of("acme")).orElseThrow().model());
  }

  @Test
  void whoHasTheReadmesModelIsAskedForIt() throws Exception {
    answers.put(
        "/v1/models?limit=20&gateway=acme&capability=chat", "{\"data\":[{\"id\":\"acme/Chat\"}]}");
    answers.put(
        "/v1/models?limit=20&gateway=together&capability=chat&q=meta-llama%2FLlama-3.3-70B-Instruct",
        "{\"data\":[{\"id\":\"x/" + LLAMA + "\"},{\"id\":\"" + LLAMA + "\"}]}");
    assertEquals(
        Optional.of(new FirstLists.Example("together", LLAMA)),
        lists.example(List.of("acme", "together")));
  }

  @Test
  void nothingIsThereYet() throws Exception {
    assertEquals(List.of(), lists.configured());
    assertEquals(Optional.empty(), lists.example(List.of("acme")));
  }
}
