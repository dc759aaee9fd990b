package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.RecordedRequest;
import ai.gatewayz.simulator.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that want more than an answer, written byte by byte: a client library would refuse to.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class HostileRequestsComponentTest {

  private static final String REFUSED = "HTTP/1.1 401";

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer OFFER = chat("together", LLAMA);
  private static final String KEY = "Authorization: Bearer " + GatewayStack.API_KEY + "\r\n";

  private static Simulator simulator;
  private static ServerSocket trap;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() throws IOException {
    simulator = SimulatedProviders.start();
    trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    trap.setSoTimeout(1);
  }

  @AfterAll
  static void close() throws IOException {
    simulator.close();
    trap.close();
  }

  @BeforeEach
  void oneOffer() {
    simulator.journal().clear();
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  /** The answer's bytes as text, to the end of the connection. */
  private String send(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      String length = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
      socket
          .getOutputStream()
          .write(
              (head + "Connection: close\r\n" + length + "\r\n" + body)
                  .getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      in.transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    }
  }

  private static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  private static String completion(String more) {
    return "{\"model\":\"together/"
        + LLAMA
        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]"
        + more
        + "}";
  }

  private String trapAddress() {
    return "http://127.0.0.1:" + trap.getLocalPort();
  }

  private void nobodyFellIntoTheTrap() throws IOException {
    try (Socket caught = trap.accept()) {
      throw new AssertionError("the gateway called " + caught.getLocalPort());
    } catch (SocketTimeoutException nobody) {
      // as it should be
    }
  }

  @Test
  void noFieldChangesWhereARequestGoes() throws Exception {
    for (String field :
        List.of(
            "base_url",
            "api_base",
            "baseURL",
            "url",
            "host",
            "endpoint",
            "custom_host",
            "api_key",
            "proxy",
            "webhook",
            "custom_llm_provider")) {
      String body = completion(",\"" + field + "\":\"" + trapAddress() + "\"");
      String answer = send("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\n" + KEY, body);
      assertEquals(200, status(answer), field + answer);
    }
    for (String model :
        List.of(
            trapAddress(),
            "together/" + trapAddress(),
            "together@127.0.0.1:" + trap.getLocalPort() + "/x",
            "../../" + LLAMA,
            LLAMA + "?x=",
            LLAMA + "\\u0000")) {
      String answer =
          send(
              "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\n" + KEY,
              "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");
      assertTrue(List.of(400, 404).contains(status(answer)), model + answer);
    }
    for (RecordedRequest request : simulator.journal().requests()) {
      assertEquals("/together/v1/chat/completions", request.path());
      assertEquals(LLAMA, request.model());
    }
    nobodyFellIntoTheTrap();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"stream\":\"true\"",
        ",\"stream\":1",
        ",\"stream\":{}",
        ",\"Model\":\"other\"",
        ",\"MODEL\":\"other\"",
        ",\"model\":\"other\"",
        ",\"mode\\u006c\":\"other\"",
        ",\"Messages\":[]",
        ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]",
        ",\"Stream\":true",
        ",\"\u017ftream\":true",
        ",\"Max_Tokens\":1",
        ",\"TOOLS\":[]",
        ",\"Provider\":{}",
        ",\"Models\":[]",
        ",\"stream_options\":[]",
        ",\"stream_options\":true",
        ",\"stream_options\":{\"include_usage\":\"yes\"}",
        ",\"stream_options\":{\"include_usage\":true,\"Include_usage\":false}",
        ",\"provider\":{\"only\":[\"a\"],\"Only\":[\"b\"]}",
        ",\"provider\":{\"max_price\":{\"prompt\":1e999999999}}",
        ",\"provider\":{\"max_price\":{\"prompt\":\"1e999999999\"}}",
      })
  void whatCouldBeReadInTwoWaysIsRefused(String more) throws Exception {
    for (String path : List.of("/v1/chat/completions", "/v1/route/chat/completions")) {
      String answer = send("POST " + path + " HTTP/1.1\r\nHost: g\r\n" + KEY, completion(more));
      assertEquals(400, status(answer), more + " " + answer);
      assertTrue(answer.contains("\"code\":\"invalid_field\""), answer);
      assertFalse(answer.contains("\"param\":null"), answer);
    }
    assertEquals(0, simulator.journal().requests().size(), more);
  }

  @Test
  void aPriceOfManyDigitsCostsNothing() throws Exception {
    for (String quote : List.of("", "\"")) {
      String price = quote + "9".repeat(300_000) + quote;
      String answer =
          send(
              "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\n" + KEY,
              completion(",\"provider\":{\"max_price\":{\"completion\":" + price + "}}"));
      assertEquals(400, status(answer), answer);
    }
  }

  @Test
  void ofFiftyHeadersFewerThanTenArriveAndNoneIsTheCallers() throws Exception {
    StringBuilder head =
        new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:")
            .append(trap.getLocalPort())
            .append("\r\n")
            .append(KEY);
    List<String> odd =
        List.of(
            "Cookie",
            "X-Forwarded-Host",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Original-URL",
            "X-Rewrite-URL",
            "X-Host",
            "Forwarded",
            "X-Real-IP",
            "X-Portkey-Custom-Host",
            "X-Portkey-Provider",
            "X-Portkey-Config",
            "X-Portkey-Forward-Headers",
            "X-Portkey-Virtual-Key",
            "X-Api-Key",
            "Api-Key",
            "X-HF-Bill-To",
            "HTTP-Referer",
            "Referer",
            "X-Title",
            "Origin",
            "Proxy-Authorization",
            "Proxy",
            "OpenAI-Organization",
            "OpenAI-Project",
            "Traceparent",
            "Baggage",
            "Accept-Encoding",
            "Range",
            "If-None-Match",
            "Via",
            "TE");
    odd.forEach(name -> head.append(name).append(": ").append(trapAddress()).append("\r\n"));
    for (int i = odd.size(); i < 50; i++) {
      head.append("X-Odd-").append(i).append(": ").append(trapAddress()).append("\r\n");
    }
    String answer = send(head.toString(), completion(""));
    assertEquals(200, status(answer), answer);
    RecordedRequest seen = simulator.journal().requests().getFirst();
    assertEquals(
        new TreeSet<>(
            List.of(
                "accept",
                "accept-encoding",
                "authorization",
                "content-length",
                "content-type",
                "host",
                "user-agent")),
        seen.headers().keySet());
    assertFalse(seen.headers().toString().contains(Integer.toString(trap.getLocalPort())));
    assertFalse(seen.headers().toString().contains(GatewayStack.API_KEY));
    nobodyFellIntoTheTrap();
  }

  static Stream<String> lines() {
    return Stream.of("POST", "GET")
        .flatMap(
            method ->
                Stream.of(
                        "/v1/chat/completions",
                        "/v1/completions",
                        "/v1/embeddings",
                        "/v1/route/chat/completions",
                        "/v1/models",
                        "/v1/models/" + LLAMA,
                        "//v1/chat/completions",
                        "/v1//chat/completions",
                        "//v1//models",
                        "/./v1/models",
                        "/x/../v1/models",
                        "/%76%31/models",
                        "/v1/%2e%2e/v1/models",
                        "/v1%2fmodels",
                        "/v1/models;a=b",
                        "/v1;a=b/models",
                        "/v1/models/",
                        "/v1/models?x=/q/health",
                        "/v1/models%00",
                        "/q/../v1/models",
                        "http://127.0.0.1/v1/models",
                        "/V1/models",
                        "/v1\\models")
                    .map(path -> method + " " + path));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whateverTheAddressLooksLikeWithoutAKeyNothingIsAnswered(String line) throws Exception {
    for (String headers :
        List.of(
            "Host: g\r\n",
            "Host: localhost:9080\r\n",
            "Host: g\r\nX-Forwarded-Host: localhost\r\nX-Forwarded-Prefix: /q\r\n",
            "Host: g\r\nX-Original-URL: /q/health\r\nX-Rewrite-URL: /models\r\n",
            "Host: g\r\nX-Forwarded-For: 127.0.0.1\r\nX-Real-IP: 127.0.0.1\r\n")) {
      String answer = send(line + " HTTP/1.1\r\n" + headers, completion(""));
      int status = status(answer);
      assertTrue(
          List.of(400, 401, 404, 405).contains(status), line + " " + headers + " gave " + answer);
      assertFalse(answer.contains("\"object\""), line + " " + answer);
    }
    assertEquals(0, simulator.journal().requests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "bearer x",
        "Basic dXNlcjpwYXNz",
        "Bearer ' OR '1'='1",
        "Bearer '; DROP TABLE keys; --",
        "Bearer %27%20OR%201=1",
        "Bearer null",
        "Bearer undefined",
        "Bearer \u00e9\ud83d\ude00",
        "Bearer ${jndi:ldap://127.0.0.1/a}",
        "Bearer ../../etc/passwd",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
        "Bearer test",
        "Bearer TEST-KEY-OF-THE-COMPONENT-TESTS",
        "Bearer test-key-of-the-component-tests-",
        "Bearer test-key-of-the-component-test",
        "Bearer Bearer test-key-of-the-component-tests",
        "Token test-key-of-the-component-tests",
        "test-key-of-the-component-tests"
      })
  void noAuthorizationButTheRightOneLetsIn(String value) throws Exception {
    String answer =
        send(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: " + value + "\r\n",
            completion(""));
    assertEquals(401, status(answer), answer);
    assertTrue(answer.contains("invalid_api_key"), answer);
    assertFalse(answer.toLowerCase(Locale.ROOT).contains("exception"), answer);
  }

  @Test
  void aKeyInTheWrongPlaceOrTooLongIsNone() throws Exception {
    String head = "POST /v1/chat/completions";
    for (String attempt :
        List.of(
            head + "?api_key=" + GatewayStack.API_KEY + " HTTP/1.1\r\nHost: g\r\n",
            head + " HTTP/1.1\r\nHost: g\r\nX-Api-Key: " + GatewayStack.API_KEY + "\r\n",
            head + " HTTP/1.1\r\nHost: g\r\nCookie: authorization=" + GatewayStack.API_KEY + "\r\n",
            head + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer " + "x".repeat(9_000) + "\r\n",
            head + " HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer x\r\n" + KEY)) {
      String answer = send(attempt, completion(""));
      assertEquals(401, status(answer), answer);
    }
  }

  /** Sent ahead, as many as are kept. */
  private static String wrongKeys(int many) {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < many; i++) {
      requests
          .append("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\nAuthorization: Bearer wrong")
          .append(i)
          .append("\r\nContent-Length: 0\r\n\r\n");
    }
    return requests.toString();
  }

  @Test
  void aFloodOfWrongKeysReachesNothing() throws Exception {
    double active = registry.get("gatewayz.requests.active").gauge().value();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      StringBuilder seen = new StringBuilder();
      byte[] bytes = new byte[65_536];
      for (int round = 0; round < 20; round++) {
        int refused = 0;
        socket.getOutputStream().write(wrongKeys(100).getBytes(StandardCharsets.US_ASCII));
        while (refused < 100) {
          int read = socket.getInputStream().read(bytes);
          assertTrue(read > 0, "closed after " + round + " rounds and " + refused);
          seen.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
          for (int at = seen.indexOf(REFUSED); at >= 0; at = seen.indexOf(REFUSED)) {
            refused++;
            seen.delete(0, at + REFUSED.length());
          }
        }
      }
    }
    assertEquals(0, simulator.journal().requests().size());
    assertEquals(active, registry.get("gatewayz.requests.active").gauge().value());
    assertEquals(
        200,
        status(send("POST /v1/chat/completions HTTP/1.1\r\nHost: g\r\n" + KEY, completion(""))));
  }
}
