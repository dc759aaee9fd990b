package ai.gatewayz.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.simulator.lists.Ability;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completions in each provider's manner, and what goes wrong on demand. */
class CompletionsTest {

  private static Simulator simulator;
  private static Caller caller;

  @BeforeAll
  static void start() throws IOException {
    simulator = Simulator.start(SimulatorOptions.defaults());
    caller = new Caller(simulator);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @AfterEach
  void noFaults() {
    simulator.faults().clear();
    simulator.journal().clear();
  }

  private static String llama(String provider) {
    return simulator.catalog().chatIds(provider).stream()
        .filter(id -> id.toLowerCase(Locale.ROOT).matches(".*llama-(v3p3|3\\.3)-70b-instruct"))
        .findFirst()
        .orElseThrow();
  }

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"colour\":{\"type\":\"string\",\"enum\":[\"red\"]}}}";
  private static final String RED =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGN4wMAAAAKkAO"
          + "HfkptNAAAAAElFTkSuQmCC";

  private static JsonNode asked(String model, String more) throws Exception {
    return Caller.json(caller.post("openrouter", "{\"model\":\"" + model + "\"," + more + "}"))
        .at("/choices/0/message");
  }

  /** What can be asked of a model beside words, and of one that only says that it can. */
  @Test
  void someModelsPretend() throws Exception {
    String honest = llama("openrouter");
    String pretends = "sim-labs/pretends-";
    String tools =
        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{\"type\":\"function\",\"function\":"
            + "{\"name\":\"f\",\"parameters\":"
            + SCHEMA
            + "}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
    String schema =
        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"response_format\":{\"type\":\"json_schema\","
            + "\"json_schema\":{\"name\":\"a\",\"schema\":"
            + SCHEMA
            + "}}";
    String picture =
        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
            + RED
            + "\"}}]}]";
    String thought =
        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"reasoning_effort\":\"low\"";
    String chosen = "{\"colour\":\"red\"}";

    String arguments = "/tool_calls/0/function/arguments";
    assertEquals(chosen, asked(honest, tools).at(arguments).asText());
    assertTrue(asked(pretends + "tools", tools).at(arguments).isMissingNode());
    assertEquals(chosen, asked(honest, schema).path("content").asText());
    assertFalse(
        asked(pretends + "structured-output", schema).path("content").asText().startsWith("{"));
    assertEquals("Red", asked(honest, picture).path("content").asText());
    assertFalse(asked(pretends + "vision", picture).path("content").asText().contains("Red"));
    assertTrue(asked(honest, thought).has("reasoning_content"));
    assertFalse(asked(pretends + "reasoning", thought).has("reasoning_content"));
    assertEquals(chosen, asked(pretends + "vision", schema).path("content").asText());

    simulator.faults().set("openrouter", honest, new Fault.Refuses(Ability.TOOLS));
    HttpResponse<String> refused =
        caller.post("openrouter", "{\"model\":\"" + honest + "\"," + tools + "}");
    assertEquals(400, refused.statusCode());
    assertTrue(refused.body().contains("does not support tools"), refused.body());
    assertEquals(chosen, asked(honest, schema).path("content").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openrouter", "portkey", "featherless", "fireworks", "together", "huggingface"})
  void everyProviderAnswersPlainAndStreamed(String provider) throws Exception {
    String model = llama(provider);
    HttpResponse<String> plain = caller.chat(provider, model, false);
    assertEquals(200, plain.statusCode(), plain.body());
    assertTrue(Caller.json(plain).at("/choices/0/message/content").asText().startsWith("Hello"));
    HttpResponse<String> stream = caller.chat(provider, model, true);
    assertTrue(stream.body().endsWith("data: [DONE]\n\n"), stream.body());
    assertEquals(
        provider.equals("openrouter"), stream.body().startsWith(": OPENROUTER PROCESSING"));
    assertEquals(2, simulator.journal().count(provider, model));
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter,404,no_endpoints",
    "portkey,404,model_not_found",
    "featherless,404,model_not_found",
    "fireworks,404,NOT_FOUND",
    "together,404,model_not_available",
    "huggingface,400,model_not_supported"
  })
  void goneModelsAreListedAndSayNo(String provider, int status, String code) throws Exception {
    String gone = simulator.catalog().goneIds(provider).getFirst();
    assertTrue(simulator.catalog().ids(provider).contains(gone));
    HttpResponse<String> answer = caller.chat(provider, gone, true);
    assertEquals(status, answer.statusCode());
    assertTrue(answer.body().contains(code), answer.body());
  }

  @Test
  void huggingFaceGoesByItsSuffix() throws Exception {
    String router = llama("huggingface");
    assertEquals(200, caller.chat("huggingface", router + ":groq", false).statusCode());
    assertEquals(200, caller.chat("huggingface", router + ":cheapest", false).statusCode());
    assertEquals(400, caller.chat("huggingface", router + ":hf-inference", false).statusCode());
    List<String> hubOnly =
        simulator.catalog().chatIds("huggingface").stream()
            .filter(id -> id.contains("/Chat-"))
            .toList();
    assertFalse(hubOnly.isEmpty());
    assertEquals(400, caller.chat("huggingface", hubOnly.getFirst(), false).statusCode());
    assertEquals(
        200, caller.chat("huggingface", hubOnly.getFirst() + ":hf-inference", false).statusCode());
  }

  @Test
  void streamsBreakOnDemand() throws Exception {
    String model = llama("together");
    simulator.faults().set("together", model, new Fault.CutStream(2));
    assertThrows(IOException.class, () -> caller.chat("together", model, true));
    simulator.faults().set("together", model, new Fault.NoDone());
    assertFalse(caller.chat("together", model, true).body().contains("[DONE]"));
    simulator.faults().set("together", model, new Fault.ErrorInStream(2));
    assertTrue(caller.chat("together", model, true).body().contains("\"error\""));
    simulator.faults().set("together", model, new Fault.OddFraming());
    assertTrue(caller.chat("together", model, true).body().contains("event: message\r\ndata:{"));
    simulator.faults().set("together", model, new Fault.SplitWrites());
    assertTrue(caller.chat("together", model, true).body().contains("Grüße"));
    simulator.faults().set("together", model, new Fault.Reset());
    assertThrows(IOException.class, () -> caller.chat("together", model, false));
  }

  @Test
  void plainAnswersBreakOnDemand() throws Exception {
    String model = llama("together");
    simulator.faults().set("together", model, new Fault.CutAnswer());
    assertThrows(IOException.class, () -> caller.chat("together", model, false));
    simulator.faults().set("together", model, new Fault.GarbledAnswer());
    assertThrows(IOException.class, () -> Caller.json(caller.chat("together", model, false)));
    simulator.faults().set("together", model, new Fault.GuardrailFlagged());
    for (boolean stream : new boolean[] {false, true}) {
      HttpResponse<String> flagged = caller.chat("together", model, stream);
      assertEquals(246, flagged.statusCode());
      assertTrue(flagged.body().contains("Hello"), flagged.body());
    }
  }

  @Test
  void faultsEndWhenTheirNumberIsUp() throws Exception {
    String model = llama("together");
    simulator
        .faults()
        .set("together", model, new Fault.Times(2, new Fault.RateLimited(Duration.ofSeconds(3))));
    HttpResponse<String> first = caller.chat("together", model, false);
    assertEquals(429, first.statusCode());
    assertEquals("3", first.headers().firstValue("Retry-After").orElse(""));
    assertEquals(429, caller.chat("together", model, false).statusCode());
    assertEquals(200, caller.chat("together", model, false).statusCode());
  }

  @Test
  void faultsAreSwitchedOverHttpToo() throws Exception {
    String model = llama("together");
    var http = HttpClient.newHttpClient();
    var put =
        HttpRequest.newBuilder(URI.create(caller.url("/_simulator/faults")))
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"provider\":\"together\",\"fault\":\"ServerError\",\"with\":{\"status\":503}}"))
            .build();
    assertEquals(204, http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode());
    assertEquals(503, caller.chat("together", model, false).statusCode());
    assertTrue(caller.get("together", caller.url("/_simulator/state")).body().contains("\"gone\""));
  }
}
