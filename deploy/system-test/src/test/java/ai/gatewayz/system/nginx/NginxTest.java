package ai.gatewayz.system.nginx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.system.manifests.Rendered;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the ingress's annotations make of nginx, as its controller writes them into the
 * configuration: streams and large bodies pass.
 */
class NginxTest {

  private static final String PREFIX = "nginx.ingress.kubernetes.io/";

  /** The directives that the annotations stand for, where they are not of the same name. */
  private static final Map<String, String> DIRECTIVES =
      Map.of("proxy-body-size", "client_max_body_size");

  /** Of a request's body: nearly as much as the gateway takes. */
  private static final int BODY = 19_000_000;

  @TempDir Path folder;

  private final CountDownLatch firstIsRead = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer behind;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        Nginx.program().isPresent(), "no nginx here (deploy/local/install-tools.sh installs it)");
    behind = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    behind.setExecutor(threads);
    behind.createContext(
        "/stream",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            // Somebody who gathers up answers has nothing to pass on until there is a second one.
            boolean read = firstIsRead.await(5, TimeUnit.SECONDS);
            out.write(("data: " + read + "\n\n").getBytes(StandardCharsets.UTF_8));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    behind.createContext(
        "/body",
        exchange -> {
          long bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
          byte[] answer = Long.toString(bytes).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    behind.start();
  }

  @AfterEach
  void stop() {
    if (behind != null) {
      behind.stop(0);
    }
    threads.close();
  }

  private static List<String> told() {
    JsonNode annotations =
        Rendered.of("overlays/production").one("Ingress", "gateway").at("/metadata/annotations");
    return annotations.properties().stream()
        .filter(each -> each.getKey().startsWith(PREFIX))
        .map(
            each -> {
              String name = each.getKey().substring(PREFIX.length());
              return DIRECTIVES.getOrDefault(name, name.replace('-', '_'))
                  + " "
                  + each.getValue().asText()
                  + ";";
            })
        .toList();
  }

  private Nginx nginx(List<String> directives) throws IOException {
    return Nginx.start(
        Nginx.program().orElseThrow(), folder, behind.getAddress().getPort(), directives);
  }

  /** The events of a stream whose second one waits until the first is read. */
  private List<String> stream(Nginx nginx) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      InputStream answer =
          client
              .send(
                  HttpRequest.newBuilder(nginx.address("/stream")).build(),
                  BodyHandlers.ofInputStream())
              .body();
      try (var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8))) {
        String first = lines.readLine();
        firstIsRead.countDown();
        return Stream.concat(Stream.of(first), lines.lines().filter(line -> !line.isEmpty()))
            .toList();
      }
    }
  }

  private int body(Nginx nginx) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(nginx.address("/body"))
                  .version(HttpClient.Version.HTTP_1_1)
                  .expectContinue(true)
                  .POST(BodyPublishers.ofByteArray(new byte[BODY]))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        assertEquals(Integer.toString(BODY), answer.body());
      }
      return answer.statusCode();
    }
  }

  @Test
  void anEventIsThereBeforeTheNext() throws Exception {
    try (Nginx nginx = nginx(told())) {
      assertEquals(List.of("data: first", "data: true"), stream(nginx));
    }
  }

  @Test
  void aLargeBodyPasses() throws Exception {
    try (Nginx nginx = nginx(told())) {
      assertEquals(200, body(nginx));
    }
  }

  /** As nginx is where nobody tells it anything: it passes events on, but takes a megabyte only. */
  @Test
  void withoutThemALargeBodyIsRefused() throws Exception {
    try (Nginx nginx = nginx(List.of())) {
      assertEquals(413, body(nginx));
    }
  }

  @Test
  void allOfThemAreDirectives() {
    assertEquals(5, told().size(), told()::toString);
    assertTrue(told().contains("client_max_body_size 20m;"));
  }
}
