package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.embeddings;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What streams may hold and how they may end, by a provider that writes whatever a test wants. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class StreamRulesComponentTest {

  private static final String MODEL = "replay/streams";
  private static final Offer OFFER = chat("replay", MODEL);
  private static final String VECTORS = "replay/vectors";
  private static final String EVENTS = "text/event-stream";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String FINISH = choice("{}", "\"stop\"");
  private static final String USAGE =
      "data: {\"id\":\"1\",\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n";

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;
  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private RawProvider provider;
  private Caller caller;

  @BeforeEach
  void rawProvider() throws IOException {
    provider = new RawProvider(SimulatedProviders.replayPort());
    caller = new Caller(port);
    Offered.only(List.of(OFFER), kafka, snapshots, standings);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    provider.close();
    await()
        .until(
            () ->
                seats.taken("replay") == 0
                    && registry.get("gatewayz.requests.active").gauge().value() == 0);
  }

  private static String choice(String delta, String finish) {
    return choice(0, delta, finish);
  }

  private static String choice(int index, String delta, String finish) {
    return "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":"
        + index
        + ",\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static String word(String text) {
    return choice("{\"content\":\"" + text + "\"}", "null");
  }

  private void answering(String type, String... body) {
    provider.behave((in, out) -> RawProvider.respond(out, type, body));
  }

  /** The first answer is what a test wants; who asks again gets a good one. */
  private void answeringOnce(String type, String... body) {
    AtomicInteger asked = new AtomicInteger();
    provider.behave(
        (in, out) -> {
          if (asked.getAndIncrement() == 0) {
            RawProvider.respond(out, type, body);
          } else {
            RawProvider.respond(out, EVENTS, word("good"), FINISH, DONE);
          }
        });
  }

  private double garbled() {
    Counter counter =
        registry
            .find("gatewayz.attempts")
            .tags("provider", "replay", "operation", "chat", "finding", "garbled")
            .counter();
    return counter == null ? 0 : counter.count();
  }

  private static JsonNode brokenOff(Caller.Answer answer) throws Exception {
    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.events().contains("[DONE]"), answer.body());
    JsonNode error = answer.chunks().getLast().path("error");
    assertEquals("answer_interrupted", error.path("code").asText(), answer.body());
    return error;
  }

  private static void whole(Caller.Answer answer, String content) throws Exception {
    assertEquals(200, answer.status(), answer.body());
    assertEquals(content, answer.content(), answer.body());
    assertEquals("[DONE]", answer.events().getLast(), answer.body());
    assertEquals("1", answer.header("x-gatewayz-attempts"));
  }

  // ---- what is no answer chunk

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:\n\n",
        "data: \n\n",
        "data\n\n",
        "data: {\"type\":\"ping\"}\n\n",
        "event: ping\ndata: {\"type\":\"ping\"}\n\n",
        "data: {\"hook_results\":{\"before_request_hooks\":[{\"verdict\":true}]}}\n\n",
        "data: {\"citations\":[\"https://example.org\"],\"search_results\":[{\"title\":\"t\"}]}\n\n",
        "data: {\"id\":\"1\",\"choices\":null}\n\n",
        "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\"}\n\n",
        "data: {}\n\n",
        "data: []\n\n",
        "data: null\n\n",
        "data: \"ping\"\n\n",
        "data: {\"error\":null}\n\n",
        "data: {\"error\":{}}\n\n",
        "data: {\"error\":\"\",\"choices\":[{\"index\":0,\"delta\":{}}]}\n\n",
        "data: {\"error\":false,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}]}\n\n",
        "id: 7\nretry: 1\n\n",
        ": comment\n\n",
        "\n\n"
      })
  void whatIsNoAnswerChunkEndsNoStream(String odd) throws Exception {
    double before = garbled();
    answering(EVENTS, "\uFEFF" + odd, word("one "), odd, word("two"), odd, FINISH, odd, DONE);
    Caller.Answer answer = caller.complete(MODEL, true);
    whole(answer, "one two");
    for (String event : answer.events().subList(0, answer.events().size() - 1)) {
      assertTrue(
          Caller.JSON.readTree(event).path("choices").isArray(), "clients read it: " + event);
    }
    assertFalse(answer.body().contains("\uFEFF"), "clients do not know the first field by it");
    answering(EVENTS, "\uFEFF" + odd, word("one "), odd, word("two"), odd, FINISH, odd, DONE);
    assertEquals("one two", caller.complete(MODEL, false).content());
    assertEquals(before, garbled());
  }

  @Test
  void aChunkThatIsNoJsonIsPassedOnAndCounted() throws Exception {
    double before = garbled();
    answering(EVENTS, word("one "), "data: {\"id\":\"1\",\"cho\n\n", word("two"), FINISH, DONE);
    Caller.Answer answer = caller.complete(MODEL, true);
    whole(answer, "one two");
    assertTrue(answer.events().contains("{\"id\":\"1\",\"cho"), answer.body());
    await().untilAsserted(() -> assertEquals(before + 1, garbled()));
  }

  @Test
  void aChunkThatIsNoJsonInAStreamThatNeverFinishesBreaksItOff() throws Exception {
    answering(EVENTS, word("one "), "data: oops\n\n", word("two"));
    Caller.Answer answer = caller.complete(MODEL, true);
    assertEquals("one two", answer.content());
    assertTrue(
        brokenOff(answer).path("message").asText().contains("not part of an answer"),
        answer.body());
  }

  @Test
  void beforeTheFirstContentItIsAFailedAttempt() throws Exception {
    answeringOnce(EVENTS, ": hold on\n\n", "data: oops\n\n", word("bad"), FINISH, DONE);
    Caller.Answer answer = caller.complete(MODEL, true);
    assertEquals("good", answer.content());
    assertEquals("2", answer.header("x-gatewayz-attempts"));
  }

  @Test
  void whatIsTheProvidersOwnBusinessDoesNotReachTheCaller() throws Exception {
    answering(
        EVENTS,
        "id: 1\nretry: 1\n\n",
        "event: thread.run\nid: 2\u0000\nretry: 0\n" + word("one "),
        ": \u0000\n" + word("two"),
        FINISH,
        "event: end\n" + DONE);
    Caller.Answer answer = caller.complete(MODEL, true);
    whole(answer, "one two");
    for (String hostile : List.of("id:", "retry:", "event:", "\u0000")) {
      assertFalse(answer.body().contains(hostile), answer.body());
    }
  }

  @Test
  void theUsageIsForWhoAsksForIt() throws Exception {
    String inPassing =
        choice("{\"content\":\"two\"}", "null")
            .replace("\"id\"", "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1},\"id\"");
    String stream = word("one ") + inPassing + FINISH + USAGE + DONE;
    answering(EVENTS, stream);
    assertEquals(stream.replace(USAGE, ""), caller.complete(MODEL, true).body());
    Caller.Answer asked =
        caller.complete(
            MODEL, true, body -> body.putObject("stream_options").put("include_usage", true));
    assertEquals(stream, asked.body());
  }

  // ---- the end

  @Test
  void heartbeatsDoNotHoldAFinishedAnswerOpen() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    provider.behave(
        (in, out) -> {
          RawProvider.respond(out, EVENTS, word("one"), FINISH);
          try {
            beat(in, out);
          } finally {
            closed.complete(null);
          }
        });
    for (boolean streamed : List.of(true, false)) {
      Caller.Answer answer = caller.complete(MODEL, streamed);
      assertEquals("one", answer.content(), answer.body());
      assertEquals("1", answer.header("x-gatewayz-attempts"));
      assertEquals(streamed, answer.events().contains("[DONE]"));
      closed.get(10, TimeUnit.SECONDS);
    }
  }

  /** Comments until the gateway goes. */
  private static void beat(InputStream in, OutputStream out) throws IOException {
    while (true) {
      try {
        if (in.read() < 0) {
          return;
        }
      } catch (SocketTimeoutException quiet) {
        RawProvider.write(out, ": still here\n\ndata: {\"type\":\"ping\"}\n\n");
      }
    }
  }

  @Test
  void theUsageIsWaitedForAndBelongsToTheAnswer() throws Exception {
    provider.behave(
        (in, out) -> {
          RawProvider.respond(out, EVENTS, word("one"), FINISH);
          try {
            in.read();
          } catch (SocketTimeoutException later) {
            RawProvider.write(out, USAGE);
          }
        });
    Caller.Answer answer = caller.complete(MODEL, false);
    assertEquals("2", answer.at("/usage/completion_tokens"), answer.body());
    Caller.Answer streamed =
        caller.complete(
            MODEL, true, body -> body.putObject("stream_options").put("include_usage", true));
    whole(streamed, "one");
    assertTrue(streamed.body().contains("\"usage\""), streamed.body());
  }

  static Stream<Arguments> whole() {
    return Stream.of(
        Arguments.of(List.of(word("one"), FINISH)),
        Arguments.of(List.of(word("one"), FINISH, FINISH, USAGE)),
        Arguments.of(List.of(word("one"), FINISH, word(""))),
        Arguments.of(List.of(word("one"), FINISH.stripTrailing())),
        Arguments.of(List.of(word("one"), FINISH, "data: [DONE]")),
        Arguments.of(List.of(word("one"), FINISH, "data: {\"choices\":[],\"usa")),
        Arguments.of(
            List.of(
                word("one"),
                choice(1, "{\"refusal\":\"no\"}", "null"),
                FINISH,
                choice(1, "{}", "\"stop\""),
                USAGE,
                DONE)),
        // Some servers give no finish reasons; they count the tokens when all is said.
        Arguments.of(List.of(word("one"), USAGE, DONE)));
  }

  @ParameterizedTest
  @MethodSource
  void whole(List<String> stream) throws Exception {
    answering(EVENTS, stream.toArray(String[]::new));
    Caller.Answer answer = caller.complete(MODEL, true);
    whole(answer, "one");
    assertTrue(answer.body().endsWith(DONE), answer.body());
    assertFalse(
        answer.body().contains("\n\n\n"), "a blank line is an event to some: " + answer.body());
  }

  static Stream<Arguments> cut() {
    return Stream.of(
        Arguments.of(List.of(word("one"))),
        Arguments.of(List.of(word("one"), DONE)),
        Arguments.of(List.of(word("one"), "data: {\"id\":\"1\",\"choi")),
        Arguments.of(List.of(word("one"), USAGE)),
        Arguments.of(List.of(word("one"), FINISH, word(" more"))),
        Arguments.of(List.of(word("one"), choice(1, "{\"content\":\"b\"}", "null"), FINISH)),
        Arguments.of(
            List.of(word("one"), choice(1, "{\"content\":\"b\"}", "null"), FINISH, USAGE, DONE)),
        Arguments.of(List.of(word("one"), choice(1, "{\"role\":\"assistant\"}", "null"), FINISH)));
  }

  @ParameterizedTest
  @MethodSource
  void cut(List<String> stream) throws Exception {
    answering(EVENTS, stream.toArray(String[]::new));
    Caller.Answer answer = caller.complete(MODEL, true);
    assertTrue(answer.content().startsWith("one"), answer.body());
    String message = brokenOff(answer).path("message").asText();
    assertTrue(message.contains("closed the stream before the answer was complete"), message);
    assertFalse(answer.body().contains("\n\n\n"), answer.body());
  }

  @Test
  void aStreamThatStallsSaysSo() throws Exception {
    provider.behave(
        (in, out) -> {
          RawProvider.respond(out, EVENTS, word("one"));
          beatNot(in);
        });
    Caller.Answer answer = caller.complete(MODEL, true);
    String message = brokenOff(answer).path("message").asText();
    assertTrue(message.contains("sent nothing for 1.5 s"), message);
  }

  private static void beatNot(InputStream in) throws IOException {
    while (true) {
      try {
        if (in.read() < 0) {
          return;
        }
      } catch (SocketTimeoutException quiet) {
        // Still there.
      }
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(choice("{}", "\"error\"")),
        Arguments.of(choice("{\"content\":\"Sorry\"}", "\"error\"")),
        Arguments.of("data: {\"error\":{\"message\":\"busy\"}}\n\n"),
        Arguments.of("data: {\"error\":\"busy\",\"choices\":[]}\n\n"),
        Arguments.of("data: [{\"error\":{\"code\":500,\"message\":\"busy\"}}]\n\n"),
        Arguments.of("data: {\"object\":\"error\",\"message\":\"busy\",\"code\":500}\n\n"),
        Arguments.of("event: error\ndata: {\"message\":\"busy\"}\n\n"),
        Arguments.of("event: error\ndata: busy\n\n"),
        Arguments.of("error: {\"error\":{\"message\":\"failed to decode\"}}\n\n"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void anErrorIsAFailureWhereverItComes(String error) throws Exception {
    answering(EVENTS, word("one"), error, FINISH, DONE);
    Caller.Answer late = caller.complete(MODEL, true);
    assertEquals("one", late.content());
    brokenOff(late);
    assertFalse(late.body().contains("busy"), "their words are theirs: " + late.body());
    answeringOnce(EVENTS, error, word("bad"), FINISH, DONE);
    Caller.Answer early = caller.complete(MODEL, true);
    assertEquals("good", early.content());
    assertEquals("2", early.header("x-gatewayz-attempts"));
  }

  // ---- no answer at all

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"1\",\"choices\":[]}",
        "{\"id\":\"1\",\"choices\":null}",
        "{\"id\":\"1\",\"choices\":{}}",
        "{\"id\":\"1\"}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":0}}",
        "{\"choices\":[{}]}",
        "{\"choices\":[null]}",
        "{\"choices\":[\"x\"]}",
        "{\"choices\":[{\"index\":0,\"message\":null,\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"index\":0,\"message\":{},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null}}]}",
        "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":\"error\"}]}",
        "{\"data\":[{\"embedding\":[0.1]}]}",
        "{}",
        "[]",
        ""
      })
  void a200WithoutAnAnswerIsAFailedAttempt(String body) throws Exception {
    for (boolean streamed : List.of(true, false)) {
      answeringOnce("application/json", body);
      Caller.Answer answer = caller.complete(MODEL, streamed);
      assertEquals("good", answer.content(), answer.body());
      assertEquals("2", answer.header("x-gatewayz-attempts"));
    }
  }

  @Test
  void anEmptyAnswerIsOne() throws Exception {
    answering(
        "application/json",
        "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"length\"}]}");
    for (boolean streamed : List.of(true, false)) {
      Caller.Answer answer = caller.complete(MODEL, streamed);
      assertEquals("1", answer.header("x-gatewayz-attempts"), answer.body());
    }
  }

  // ---- the form

  private static final String WHOLE =
      "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"one\","
          + "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_use\"}],"
          + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "text/event-stream",
        "text/plain",
        ""
      })
  void jsonWhereAStreamWasAskedForIsSentAsOne(String type) throws Exception {
    answering(type.isEmpty() ? null : type, "\uFEFF \n", WHOLE.substring(0, 1), WHOLE.substring(1));
    Caller.Answer answer =
        caller.complete(
            MODEL, true, body -> body.putObject("stream_options").put("include_usage", true));
    whole(answer, "one");
    assertTrue(answer.header("content-type").startsWith(EVENTS));
    List<JsonNode> chunks = answer.chunks();
    assertEquals(3, chunks.size(), answer.body());
    assertEquals("assistant", chunks.get(0).at("/choices/0/delta/role").asText());
    assertEquals(0, chunks.get(0).at("/choices/0/delta/tool_calls/0/index").asInt(-1));
    assertEquals("tool_calls", chunks.get(1).at("/choices/0/finish_reason").asText());
    assertEquals(2, chunks.get(2).at("/usage/completion_tokens").asInt());
    assertFalse(caller.complete(MODEL, true).body().contains("usage"), "nobody asked for it");
    Caller.Answer plain = caller.complete(MODEL, false);
    assertEquals(" \n" + WHOLE, plain.body(), "as it came but for the mark");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/event-stream",
        "Text/Event-Stream;charset=UTF-8",
        "application/json",
        "text/plain",
        ""
      })
  void aStreamWhereJsonWasAskedForIsPutTogether(String type) throws Exception {
    String[] stream = {
      "\uFEFFda",
      "ta" + choice("{\"role\":\"\",\"content\":\"\"}", "null").substring(4),
      word("one"),
      word(" two"),
      choice(
          "{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}",
          "null"),
      choice(
          "{\"tool_calls\":[{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"}\"}}]}",
          "null"),
      choice("{}", "\"tool_use\""),
      USAGE,
      DONE
    };
    answering(type.isEmpty() ? null : type, stream);
    Caller.Answer answer = caller.complete(MODEL, false);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("application/json", answer.header("content-type"));
    assertEquals("chat.completion", answer.at("/object"));
    assertEquals("one two", answer.content());
    assertEquals("assistant", answer.at("/choices/0/message/role"));
    assertEquals("tool_calls", answer.at("/choices/0/finish_reason"));
    assertEquals("a", answer.at("/choices/0/message/tool_calls/0/id"));
    assertEquals("f", answer.at("/choices/0/message/tool_calls/0/function/name"));
    assertEquals("{}", answer.at("/choices/0/message/tool_calls/0/function/arguments"));
    assertEquals("5", answer.at("/usage/total_tokens"));
    whole(caller.complete(MODEL, true), "one two");
  }

  @Test
  void theOlderInterfaceHasBothForms() throws Exception {
    String request = "{\"model\":\"" + MODEL + "\",\"prompt\":\"x\",\"stream\":";
    answering(
        EVENTS,
        "data: {\"choices\":[{\"index\":0,\"text\":\"on\"}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"text\":\"e\",\"finish_reason\":\"eos\"}]}\n\n");
    Caller.Answer together = caller.post("/v1/completions", request + "false}");
    assertEquals("one", together.at("/choices/0/text"), together.body());
    assertEquals("stop", together.at("/choices/0/finish_reason"));
    assertEquals("text_completion", together.at("/object"));
    answering(
        "application/json",
        "{\"choices\":[{\"index\":0,\"text\":\"one\",\"finish_reason\":\"eos\"}]}");
    Caller.Answer streamed = caller.post("/v1/completions", request + "true}");
    assertEquals(
        "one", streamed.chunks().getFirst().at("/choices/0/text").asText(), streamed.body());
    assertEquals("stop", streamed.chunks().getLast().at("/choices/0/finish_reason").asText());
    assertEquals("[DONE]", streamed.events().getLast());
  }

  @Test
  void embeddingsAreNoStream() throws Exception {
    Offered.only(List.of(embeddings("replay", VECTORS)), kafka, snapshots, standings);
    AtomicInteger asked = new AtomicInteger();
    provider.behave(
        (in, out) ->
            RawProvider.respond(
                out,
                EVENTS,
                asked.getAndIncrement() == 0
                    ? word("one") + FINISH + DONE
                    : "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[0.1]}]}"));
    Caller.Answer answer =
        caller.post("/v1/embeddings", "{\"model\":\"" + VECTORS + "\",\"input\":\"x\"}");
    assertEquals(200, answer.status(), answer.body());
    assertEquals("2", answer.header("x-gatewayz-attempts"));
  }

  // ---- hostile shapes

  static Stream<Arguments> hostile() {
    return Stream.of(
            "{\"tool_calls\":[\"x\"]}",
            "{\"tool_calls\":[[]]}",
            "{\"tool_calls\":[{\"index\":2147483648}]}",
            "{\"tool_calls\":[{\"index\":1000000000}]}",
            "{\"tool_calls\":[{\"index\":-1}]}",
            "{\"tool_calls\":[{\"index\":\"x\"}]}",
            "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}",
            "\"x\"")
        .map(delta -> Arguments.of(choice(delta, "null")));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @ValueSource(
      strings = {
        "data: {\"choices\":{}}\n\n",
        "data: {\"choices\":[{\"index\":2147483648,\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":1000000000,\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":-1,\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"index\":\"x\",\"delta\":{\"content\":\"x\"}}]}\n\n"
      })
  void whatNobodyCouldPutTogetherIsAFailedAttempt(String chunk) throws Exception {
    answeringOnce(EVENTS, word("bad"), chunk, FINISH, DONE);
    Caller.Answer answer = caller.complete(MODEL, false);
    assertEquals("good", answer.content(), answer.body());
    assertEquals("2", answer.header("x-gatewayz-attempts"));
    // Where it is passed on, it holds nothing up.
    answering(EVENTS, word("one"), chunk, FINISH, DONE);
    Caller.Answer passed = caller.complete(MODEL, true);
    assertEquals("[DONE]", passed.events().getLast());
  }

  @Test
  void tenThousandToolCallsAreNoAnswer() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int index = 0; index < 10_000; index++) {
      many.append(
          choice("{\"tool_calls\":[{\"index\":" + index + ",\"id\":\"a" + index + "\"}]}", "null"));
    }
    answeringOnce(EVENTS, many.toString(), FINISH, DONE);
    Caller.Answer answer = caller.complete(MODEL, false);
    assertEquals("good", answer.content(), answer.body());
  }
}
