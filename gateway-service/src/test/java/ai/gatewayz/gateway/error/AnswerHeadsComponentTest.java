package ai.gatewayz.gateway.error;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads of answers as they are on the wire: a client library would hide what is there twice. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AnswerHeadsComponentTest {

  private static final Offer OFFER = chat("together", "heads/model");
  private static final String ID = "caller-7.a_B";

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeEach
  void oneModel() {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(OFFER);
      topics.verdict(verdict(OFFER, State.UNAVAILABLE, 1));
    }
    await().until(() -> snapshots.current().offer(OFFER.key()).isPresent());
  }

  private String send(String line, String headers, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      String request =
          line
              + " HTTP/1.1\r\nHost: g\r\nConnection: close\r\nx-request-id: "
              + ID
              + "\r\n"
              + headers
              + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n")
              + "\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String key() {
    return "Authorization: Bearer " + GatewayStack.API_KEY + "\r\n";
  }

  private static List<String> ids(String answer) {
    return answer
        .substring(0, answer.indexOf("\r\n\r\n"))
        .lines()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-request-id:"))
        .map(line -> line.substring(13).strip())
        .toList();
  }

  private static JsonNode error(String answer) throws IOException {
    return new ObjectMapper()
        .readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1))
        .path("error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GET /|200|",
        "GET /models/heads/model|200|",
        "GET /models/no/such|404|",
        "GET /assets/gatewayz.js|200|",
        "GET /assets/nothing.js|404|",
        "GET /nothing|404|",
        "GET /chat/completions|404|",
        "POST /chat/completions|404|{}",
        "GET /x;y|404|",
        "GET /events/asyncapi.yaml|200|",
        "GET /events/nothing|404|",
        "POST /|405|{}",
        "GET /v1|404|",
        "GET /v1/|404|",
        "GET /v1/nothing|404|",
        "POST /v1/nothing|404|{}",
        "POST /v1/v1/chat/completions|404|{}",
        "POST /v1/responses/resp_1/cancel|404|{}",
        "GET /v1/models|200|",
        "HEAD /v1/models|200|",
        "GET /v1/models?limit=x|400|",
        "GET /v1/models/heads/model|200|",
        "GET /v1/models/no/such|404|",
        "POST /v1/models|405|{}",
        "DELETE /v1/models/heads/model|405|",
        "GET /v1/chat/completions|405|",
        "OPTIONS /v1/chat/completions|405|",
        "GET /v1/embeddings|405|",
        "GET /v1/route/chat/completions|405|",
        "POST /v1/chat/completions|400|{nope",
        "POST /v1/chat/completions|404|{\"model\":\"no/such\",\"messages\":[{}]}",
        "POST /v1/chat/completions|503|{\"model\":\"heads/model\",\"messages\":[{}]}",
        "POST /v1/completions|404|{\"model\":\"no/such\",\"prompt\":\"x\"}",
        "POST /v1/embeddings|400|{\"model\":\"heads/model\",\"input\":\"x\"}",
        "POST /v1/route/chat/completions|200|{\"model\":\"heads/model\",\"messages\":[{}]}",
        "POST /v1/route/chat/completions|404|{\"model\":\"no/such\",\"messages\":[{}]}",
        "POST /v1/route/chat/completions|400|{nope",
      })
  void anAnswerHasItsRequestsIdOnce(String line, int status, String body) throws Exception {
    String answer = send(line, key(), body == null ? "" : body);
    assertTrue(answer.startsWith("HTTP/1.1 " + status), line + "\n" + answer);
    assertEquals(List.of(ID), ids(answer), line + "\n" + answer);
    if (answer.contains("\"error\":")) {
      assertEquals(ID, error(answer).path("request_id").asText(), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/models",
        "GET /v1/nothing",
        "POST /v1/chat/completions",
        "GET /v1/models/a/b"
      })
  void whoHasNoKeyKeepsTheId(String line) throws Exception {
    String answer = send(line, "", "");
    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    assertEquals(List.of(ID), ids(answer), answer);
    assertEquals(ID, error(answer).path("request_id").asText());
  }

  @Test
  void anAddressThatDoesNotExistNamesThoseThatDo() throws Exception {
    for (String line : List.of("GET /nothing", "POST /v1/nothing", "GET /x;y", "GET /v1")) {
      JsonNode error = error(send(line, key(), ""));
      assertEquals("not_found", error.path("code").asText(), line);
      assertTrue(error.path("message").asText().contains("POST /v1/chat/completions"), line);
      for (JsonNode address : error.path("addresses")) {
        String served = address.asText().replace("{id}", "heads/model");
        String answer = send(served, key(), served.startsWith("POST") ? "{}" : "");
        int status = Integer.parseInt(answer.substring(9, 12));
        boolean form = status == 415 && served.endsWith("/audio/transcriptions");
        assertTrue(status == 200 || status == 400 || form, served + "\n" + answer);
      }
    }
    String doubled =
        error(send("POST /v1/v1/chat/completions", key(), "{}")).path("message").asText();
    assertTrue(doubled.contains("The base URL names /v1 twice."), doubled);
    String bare = error(send("POST /chat/completions", "", "{}")).path("message").asText();
    assertTrue(bare.contains("The base URL has to end in /v1."), bare);
  }

  @Test
  void aMethodThatIsNotAnsweredNamesTheOneThatIs() throws Exception {
    for (String line :
        List.of(
            "GET /v1/route/chat/completions|POST",
            "GET /v1/chat/completions|POST",
            "POST /v1/models|GET",
            "PUT /v1/models/a/b|GET")) {
      String[] asked = line.split("\\|");
      String answer = send(asked[0], key(), "");
      assertTrue(answer.startsWith("HTTP/1.1 405"), line + "\n" + answer);
      String head =
          answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(java.util.Locale.ROOT);
      assertTrue(head.contains("\r\nallow: "), answer);
      assertTrue(
          head.split("\r\nallow: ")[1].contains(asked[1].toLowerCase(java.util.Locale.ROOT)));
      assertTrue(error(answer).path("message").asText().contains(asked[1]), answer);
    }
  }
}
