package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.ear;
import static ai.gatewayz.gateway.snapshot.Facts.painter;
import static ai.gatewayz.gateway.snapshot.Facts.voice;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.attempt.Seats;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.gateway.standing.LiveStandings;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.simulator.lists.ModelLists;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pictures, speech and transcriptions, with what can go wrong at a provider before another answers.
 */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class MediaComponentTest {

  private static final String PAINTER = ModelLists.SHARED_PAINTER;
  private static final Offer PAINTS_FIRST = painter("openrouter", "sim-labs/painter-1", PAINTER);
  private static final Offer PAINTS_TOO = painter("together", PAINTER, PAINTER);
  private static final String PICTURE =
      "{\"model\":\"" + PAINTER + "\",\"prompt\":\"a dot\",\"n\":2,\"size\":\"256x256\"}";

  private static final String VOICE = ModelLists.SHARED_VOICE;
  private static final Offer SPEAKS_FIRST = voice("openrouter", "sim-labs/voice-1", VOICE);
  private static final Offer SPEAKS_TOO = voice("together", VOICE, VOICE);
  private static final String RAW_VOICE = "replay/voice";
  private static final Offer SPEAKS_RAW = voice("replay", RAW_VOICE, RAW_VOICE);

  private static final String EAR = ModelLists.SHARED_EAR;
  private static final Offer LISTENS_FIRST = ear("openrouter", "sim-labs/ear-1", EAR);
  private static final Offer LISTENS_TOO = ear("together", EAR, EAR);
  private static final String RAW_EAR = "replay/ear";

  private static Simulator simulator;

  @Inject Snapshots snapshots;
  @Inject LiveStandings standings;
  @Inject Seats seats;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private Caller caller;

  @BeforeAll
  static void start() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void nothingWrong() {
    caller = new Caller(port);
    simulator.faults().clear();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    await()
        .until(
            () ->
                Stream.of("openrouter", "together", "replay")
                    .allMatch(provider -> seats.taken(provider) == 0));
  }

  private void painters() {
    Offered.only(List.of(PAINTS_FIRST, PAINTS_TOO), kafka, snapshots, standings);
  }

  @Test
  void picturesComeAsTheirProviderMadeThem() throws Exception {
    painters();
    Caller.Answer answer = caller.post("/v1/images/generations", PICTURE);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("openrouter", answer.header("x-gatewayz-provider"));
    assertEquals(2, answer.json().path("data").size(), answer.body());
    assertTrue(answer.at("/data/1/b64_json").length() > 10, answer.body());
    Caller.Answer explained = caller.post("/v1/route/images/generations", PICTURE);
    assertEquals("openrouter", explained.at("/candidates/0/provider"), explained.body());
  }

  static Stream<Fault.OfModel> faults() {
    return Stream.of(
        new Fault.ServerError(500),
        new Fault.EmptyBody(),
        new Fault.ErrorInside200(),
        new Fault.GarbledAnswer(),
        new Fault.Reset(),
        new Fault.Gone());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anotherPaintsWhereOneFails(Fault.OfModel fault) throws Exception {
    painters();
    simulator.faults().set("openrouter", PAINTS_FIRST.id(), fault);
    Caller.Answer answer = caller.post("/v1/images/generations", PICTURE);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("together", answer.header("x-gatewayz-provider"));
    assertEquals("2", answer.header("x-gatewayz-attempts"));
  }

  @Test
  void whatCannotBeAskedForIsRefused() throws Exception {
    painters();
    Caller.Answer streamed =
        caller.post("/v1/images/generations", PICTURE.replace("{", "{\"stream\":true,"));
    assertEquals(400, streamed.status(), streamed.body());
    assertEquals("stream", streamed.at("/error/param"));
    Caller.Answer nothing =
        caller.post("/v1/images/generations", "{\"model\":\"" + PAINTER + "\"}");
    assertEquals("prompt", nothing.at("/error/param"), nothing.body());
    Caller.Answer chat = caller.complete(PAINTER, false);
    assertEquals(400, chat.status(), chat.body());
  }

  private static String words(String model) {
    return "{\"model\":\"" + model + "\",\"input\":\"hello\",\"voice\":\"any\"}";
  }

  private void voices() {
    Offered.only(List.of(SPEAKS_FIRST, SPEAKS_TOO), kafka, snapshots, standings);
  }

  @Test
  void speechComesAsSound() throws Exception {
    voices();
    Caller.Answer answer = caller.post("/v1/audio/speech", words(VOICE));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("audio/mpeg", answer.header("content-type"));
    assertEquals("openrouter", answer.header("x-gatewayz-provider"));
    assertTrue(answer.body().startsWith("ID3hello.hello."), answer.body());
    assertTrue(answer.body().length() >= 4_096, "all of it");
  }

  /** Among them what is text in the place of sound. */
  @ParameterizedTest
  @MethodSource("faults")
  void anotherSpeaksWhereOneFails(Fault.OfModel fault) throws Exception {
    voices();
    simulator.faults().set("openrouter", SPEAKS_FIRST.id(), fault);
    Caller.Answer answer = caller.post("/v1/audio/speech", words(VOICE));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("audio/mpeg", answer.header("content-type"));
    assertEquals("together", answer.header("x-gatewayz-provider"));
  }

  @Test
  void soundThatBreaksOffIsNeverWhole() throws Exception {
    Offered.only(List.of(SPEAKS_RAW), kafka, snapshots, standings);
    try (RawProvider provider = new RawProvider(SimulatedProviders.replayPort())) {
      provider.behave(
          (in, out) ->
              RawProvider.write(
                  out,
                  "HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: 1000\r\n\r\nRIFF"));
      assertThrows(IOException.class, () -> caller.post("/v1/audio/speech", words(RAW_VOICE)));
    }
  }

  /** What the caller does not take is left with its provider, and not for ever. */
  @Test
  void whoDoesNotListenHoldsTheProviderBack() throws Exception {
    Offered.only(List.of(SPEAKS_RAW), kafka, snapshots, standings);
    AtomicLong sent = new AtomicLong();
    byte[] piece = new byte[64 * 1024];
    int pieces = 1_024;
    try (RawProvider provider = new RawProvider(SimulatedProviders.replayPort())) {
      provider.behave(
          (in, out) -> {
            RawProvider.write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\nContent-Length: "
                    + (long) pieces * piece.length
                    + "\r\n\r\n");
            for (int i = 0; i < pieces; i++) {
              out.write(piece);
              sent.addAndGet(piece.length);
            }
          });
      HttpResponse<InputStream> answer =
          caller.open(
              caller.request("/v1/audio/speech").POST(BodyPublishers.ofString(words(RAW_VOICE))));
      assertEquals(200, answer.statusCode());
      try (InputStream sound = answer.body()) {
        await().until(() -> provider.open() == 0);
        assertTrue(sent.get() < (long) pieces * piece.length, () -> sent + " were sent");
        assertThrows(
            IOException.class, () -> sound.transferTo(OutputStream.nullOutputStream()), "cut off");
      }
    }
  }

  private void ears() {
    Offered.only(List.of(LISTENS_FIRST, LISTENS_TOO), kafka, snapshots, standings);
  }

  private static String field(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String file(int bytes) {
    return "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n"
        + "Content-Type: audio/wav\r\n\r\n"
        + "x".repeat(bytes)
        + "\r\n";
  }

  private Caller.Answer heard(String path, String... parts) throws Exception {
    return caller.send(
        caller
            .request(path)
            .setHeader("Content-Type", "multipart/form-data; boundary=cut")
            .POST(BodyPublishers.ofString(String.join("", parts) + "--cut--\r\n")));
  }

  @Test
  void whatIsSaidIsWrittenDown() throws Exception {
    ears();
    // Longer than what is sent at once.
    Caller.Answer answer =
        heard(
            "/v1/audio/transcriptions",
            file(300_000),
            field("model", EAR),
            field("language", "en"));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("A file of 300000 bytes.", answer.at("/text"));
    assertEquals("openrouter", answer.header("x-gatewayz-provider"));
    assertEquals("application/json", answer.header("content-type"));
    Caller.Answer text =
        heard(
            "/v1/audio/transcriptions",
            field("model", EAR),
            field("response_format", "text"),
            file(7));
    assertEquals("A file of 7 bytes.\n", text.body());
    assertEquals("text/plain; charset=utf-8", text.header("content-type"));
    Caller.Answer explained = heard("/v1/route/audio/transcriptions", field("model", EAR), file(7));
    assertEquals("openrouter", explained.at("/candidates/0/provider"), explained.body());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void anotherListensWhereOneFails(Fault.OfModel fault) throws Exception {
    ears();
    simulator.faults().set("openrouter", LISTENS_FIRST.id(), fault);
    Caller.Answer answer = heard("/v1/audio/transcriptions", field("model", EAR), file(300_000));
    assertEquals(200, answer.status(), answer.body());
    assertEquals("together", answer.header("x-gatewayz-provider"));
    assertEquals("A file of 300000 bytes.", answer.at("/text"));
  }

  @Test
  void onlyFormsAreTranscribed() throws Exception {
    ears();
    Caller.Answer json =
        caller.post("/v1/audio/transcriptions", "{\"model\":\"" + EAR + "\",\"file\":\"x\"}");
    assertEquals(415, json.status(), json.body());
    Caller.Answer none = heard("/v1/audio/transcriptions", field("model", EAR));
    assertEquals(400, none.status(), none.body());
    assertEquals("file", none.at("/error/param"));
  }

  /** As its provider writes them, once one has begun. */
  @Test
  void eventsOfATranscriptionArePassedOn() throws Exception {
    Offered.only(List.of(ear("replay", RAW_EAR, RAW_EAR)), kafka, snapshots, standings);
    String events = "event: transcript.text.delta\ndata: {\"delta\":\"Hi\"}\n\n: odd\n\n";
    try (RawProvider provider = new RawProvider(SimulatedProviders.replayPort())) {
      provider.behave((in, out) -> RawProvider.respond(out, "text/event-stream", events));
      Caller.Answer answer =
          heard(
              "/v1/audio/transcriptions",
              field("model", RAW_EAR),
              field("stream", "true"),
              file(7));
      assertEquals(200, answer.status(), answer.body());
      assertEquals(events, answer.body());
      assertEquals("text/event-stream", answer.header("content-type"));
      assertTrue(
          provider.heads().getFirst().contains("multipart/form-data; boundary=\"cut\""),
          provider.heads()::toString);
    }
  }
}
