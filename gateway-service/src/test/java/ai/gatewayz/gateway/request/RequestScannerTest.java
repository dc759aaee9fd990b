package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.featherless.Featherless;
import ai.gatewayz.providers.fireworks.Fireworks;
import ai.gatewayz.providers.huggingface.HuggingFace;
import ai.gatewayz.providers.openai.OpenAi;
import ai.gatewayz.providers.openrouter.OpenRouter;
import ai.gatewayz.providers.together.Together;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestScannerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private static CompletionRequest scan(String body) {
    return RequestScanner.scan(Operation.CHAT, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Target target(String model, Dialect dialect) {
    return new Target(
        model, dialect.body(), Set.of("together", "openrouter")::contains, false, false, false);
  }

  private static String sent(CompletionRequest request, String model, Dialect dialect) {
    return new String(request.bodyFor(target(model, dialect)).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheModelIsReplaced() {
    String body =
        "{ \"x\" : 1e400,\"model\" :\"a/b\" , \"n\":2,\"é\":\"\\u00e9 \\ud83d\\ude00 😀\", "
            + MESSAGES
            + "}\n";
    assertEquals(
        body.replace("\"a/b\"", "\"accounts/f/\\\"q\\\"\""),
        sent(scan(body), "accounts/f/\"q\"", new Fireworks()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"models\":[\"c/d\"],\"model\":\"a/b\",M}",
        "{\"model\":\"a/b\",\"models\":[\"c/d\"],M}",
        "{\"model\":\"a/b\",M,\"models\":[\"c/d\"]}",
        "{\"provider\":{\"only\":[\"together\"]},\"models\":[\"c/d\"],\"model\":\"a/b\",M}",
        "{\"provider\":{\"only\":[\"together\"]} , \"model\":\"a/b\",\"models\" : [\"c/d\"] ,M}",
        "{\"model\":\"a/b\",\"models\":[\"c/d\"],\"provider\":{\"only\":[\"together\"]},M}",
        "{\"model\":\"a/b\",M,\"models\":[\"c/d\"],\"provider\":{\"only\":[\"together\"]}}",
      })
  void routingFieldsStayWithTheGatewayButForOpenRouter(String template) throws Exception {
    CompletionRequest request = scan(template.replace("M", MESSAGES));
    assertEquals(List.of("a/b", "c/d"), request.models());
    assertEquals(
        JSON.readTree("{\"model\":\"x\"," + MESSAGES + "}"),
        JSON.readTree(sent(request, "x", new Together())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"only\":[\"openrouter\"],\"data_collection\":\"deny\"}|{\"data_collection\":\"deny\"}",
        "{\"order\":[\"Together\",\"deepinfra\"],\"sort\":\"price\"}|{\"order\":[\"deepinfra\"],\"sort\":\"price\"}",
        "{\"order\":[\"together\"],\"allow_fallbacks\":false}|{}",
        "{\"order\":[\"groq\"],\"allow_fallbacks\":false}|{\"order\":[\"groq\"],\"allow_fallbacks\":false}",
        "{\"ignore\":[\"groq\",\"together\"]}|{\"ignore\":[\"groq\"]}",
        "null|null",
      })
  void openRouterSeesWhatIsMeantForIt(String preferences, String seen) throws Exception {
    for (String template :
        List.of(
            "{\"provider\":P,\"models\":[\"A/B\"],\"model\":\"m\",M}",
            "{\"model\":\"m\",\"models\":[\"A/B\"],\"provider\":P,M}",
            "{\"models\":[\"A/B\"],\"provider\" : P , \"model\":\"m\",M}",
            "{\"model\":\"m\",M,\"provider\":P,\"models\":[\"A/B\"]}")) {
      String body = template.replace("M", MESSAGES).replace("P", preferences);
      assertEquals(
          JSON.readTree("{\"model\":\"x\"," + MESSAGES + ",\"provider\":" + seen + "}"),
          JSON.readTree(sent(scan(body), "x", new OpenRouter())),
          body);
      assertFalse(JSON.readTree(sent(scan(body), "x", new Together())).has("provider"), body);
    }
  }

  @Test
  void aNullWhereFeatherlessWantsAnArrayBecomesOne() {
    String body =
        "{\"model\":\"m\",\"messages\":[{\"tool_calls\" : null , \"role\":\"assistant\"}]}";
    assertEquals(body.replace("null", "[]"), sent(scan(body), "m", new Featherless()));
    assertEquals(body, sent(scan(body), "m", new Fireworks()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"m\",\"stream\":false,M}|{\"model\":\"m\",\"stream\":true,M}",
        "{ \"model\":\"m\",M}|{\"stream\":true, \"model\":\"m\",M}",
        "{\"models\":[\"a\"],\"model\":\"m\",M}|{\"stream\":true,\"model\":\"m\",M}",
      })
  void anAnswerIsStreamedWhereItHasToBe(String asked, String sent) {
    Target streamed = new Target("m", new Fireworks().body(), name -> false, false, true, false);
    assertEquals(
        sent.replace("M", MESSAGES),
        new String(
            scan(asked.replace("M", MESSAGES)).bodyFor(streamed).bytes(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"include_usage\":true}|true",
        "{\"x\":[{\"include_usage\":false}],\"include_usage\":true}|true",
        "{\"include_usage\":false}|false",
        "{\"x\":{\"include_usage\":true}}|false",
        "{}|false",
        "null|false"
      })
  void theUsageIsAskedForOrNot(String options, boolean wanted) {
    CompletionRequest request =
        scan("{\"stream_options\":" + options + ",\"model\":\"m\"," + MESSAGES + "}");
    assertEquals(wanted, request.includeUsage());
  }

  @Test
  void streamOptionsAreLeftOutForThoseWhoDislikeThem() {
    String body =
        "{\"stream_options\":{\"include_usage\":true},\"stream\":true,\"model\":\"m\","
            + MESSAGES
            + "}";
    CompletionRequest request = scan(body);
    assertTrue(request.hasStreamOptions());
    Target plain = new Target("m", new OpenAi().body(), name -> false, true, false, false);
    assertEquals(
        body.replace("\"stream_options\":{\"include_usage\":true},", ""),
        new String(request.bodyFor(plain).bytes(), StandardCharsets.UTF_8));
    assertEquals(body, sent(request, "m", new OpenAi()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"max_tokens\":{\"model\":\"z\",\"provider\":{}}",
        "\"stream_options\":{\"x\":[[{\"model\":2}]]}",
        "\"tools\":{\"model\":\"z\"}",
        "\"response_format\":[{\"model\":\"z\"}]",
        "\"provider\":{\"allow_fallbacks\":{\"only\":[\"q\"]},\"require_parameters\":[{}],\"zdr\":{\"ignore\":[\"q\"]}}",
      })
  void aValueOfTheWrongKindIsNotReadAsMembers(String odd) throws Exception {
    String body = "{" + odd + ",\"model\":\"a/b\"," + MESSAGES + "}";
    CompletionRequest request = scan(body);
    assertEquals("a/b", request.model());
    assertEquals(Set.of(), request.preferences().only());
    assertEquals(Set.of(), request.preferences().ignore());
    assertEquals("x", JSON.readTree(sent(request, "x", new OpenAi())).path("model").asText());
  }

  /** Bytes of any kind: a request or a clean refusal, nothing else. */
  @Test
  void whateverComesIsARequestOrIsRefused() {
    Random random = new Random(23);
    byte[] good =
        ("{\"model\":\"a/b\",\"stream\":true,\"provider\":{\"order\":[\"x\"],\"max_price\":{\"prompt\":\"1\"}},\"tools\":[{}],\"models\":[\"é😀\"],"
                + MESSAGES
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    int requests = 0;
    for (int run = 0; run < 20_000; run++) {
      byte[] bytes =
          Arrays.copyOf(good, random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length);
      for (int change = random.nextInt(4); change > 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) "{}[]\",:0ntf\\ ".charAt(random.nextInt(13));
      }
      try {
        RequestScanner.scan(Operation.CHAT, bytes).bodyFor(target("up", new OpenRouter())).bytes();
        requests++;
      } catch (FailureException refused) {
        assertEquals(400, refused.failure().error().status());
      }
    }
    assertTrue(requests > 1_000, requests + " of them were requests");
  }

  @Test
  void aRoleThatAProviderDoesNotKnowIsTranslated() {
    String body =
        "{\"messages\":[{\"role\":\"developer\",\"content\":\"developer\"}],\"model\":\"m\"}";
    assertEquals(
        "{\"messages\":[{\"role\":\"system\",\"content\":\"developer\"}],\"model\":\"m\"}",
        sent(scan(body), "m", new HuggingFace()));
    assertEquals(body, sent(scan(body), "m", new Fireworks()));
  }

  @Test
  void whatRoutingNeedsIsRead() {
    CompletionRequest request =
        scan(
            """
            {"model":"a/b","stream":true,"tools":[{"type":"function"}],"max_completion_tokens":99,
             "response_format":{"json_schema":{"type":"x"},"type":"json_schema"},
             "messages":[{"role":"user","content":[{"image_url":{"url":"data:x","type":"no"},"type":"image_url"}]},
               {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://x"}},{"type":"text","text":"a"}]}],
             "provider":{"order":["Together","fireworks"],"ignore":["portkey"],"allow_fallbacks":false,"sort":"price",
               "max_price":{"prompt":1.5,"completion":"2"},"require_parameters":true,"zdr":true,"x":{"a":[1]}}}
            """);
    assertTrue(request.stream() && request.tools() && request.images() && request.structured());
    assertEquals(2, request.pictures());
    assertEquals(99, request.maxTokens());
    assertEquals(
        new ProviderPreferences(
            List.of("together", "fireworks"),
            Set.of(),
            Set.of("portkey"),
            false,
            ProviderPreferences.Sort.PRICE,
            new BigDecimal("1.5"),
            new BigDecimal("2"),
            true,
            "provider.zdr"),
        request.preferences());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|INVALID_JSON|",
        "[]|INVALID_JSON|",
        "{\"model\":|INVALID_JSON|",
        "{\"model\":\"a\",\"messages\":[{}]} {}|INVALID_JSON|",
        "{\"messages\":[{}]}|INVALID_FIELD|model",
        "{\"model\":7,\"messages\":[{}]}|INVALID_FIELD|model",
        "{\"model\":\" \",\"messages\":[{}]}|INVALID_FIELD|model",
        "{\"model\":\"a\",\"model\":\"b\",\"messages\":[{}]}|INVALID_FIELD|model",
        "{\"model\":\"a\"}|INVALID_FIELD|messages",
        "{\"model\":\"a\",\"messages\":\"hi\"}|INVALID_FIELD|messages",
        "{\"model\":\"a\",\"messages\":[]}|INVALID_FIELD|messages",
        "{\"model\":\"a\",\"messages\":[\"hi\"]}|INVALID_FIELD|messages[0]",
        "{\"model\":\"a\",\"messages\":[{}],\"models\":\"b\"}|INVALID_FIELD|models",
        "{\"model\":\"a\",\"messages\":[{}],\"models\":[[\"b\"]]}|INVALID_FIELD|models",
        "{\"model\":\"a\",\"messages\":[{}],\"provider\":[]}|INVALID_FIELD|provider",
        "{\"model\":\"a\",\"messages\":[{}],\"provider\":{\"sort\":\"x\"}}|INVALID_FIELD|provider.sort",
        "{\"model\":\"a\",\"messages\":[{}],\"provider\":{\"max_price\":{\"prompt\":-1}}}|INVALID_FIELD|provider.max_price.prompt",
      })
  void whatCannotBeUsedIsToldByItsName(String body, GatewayError error, String param) {
    FailureException thrown = assertThrows(FailureException.class, () -> scan(body));
    assertEquals(error, thrown.failure().error());
    assertEquals(param, thrown.failure().param());
  }

  @Test
  void deepNestingAndOtherEncodingsAreRefused() {
    String deep = "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertEquals(
        GatewayError.INVALID_JSON,
        assertThrows(FailureException.class, () -> scan(deep)).failure().error());
    byte[] utf16 = ("{\"model\":\"a\"," + MESSAGES + "}").getBytes(StandardCharsets.UTF_16LE);
    assertEquals(
        GatewayError.INVALID_JSON,
        assertThrows(FailureException.class, () -> RequestScanner.scan(Operation.CHAT, utf16))
            .failure()
            .error());
  }

  @Test
  void otherOperationsNeedTheirOwnField() {
    byte[] body = "{\"model\":\"a\",\"input\":[\"x\"]}".getBytes(StandardCharsets.UTF_8);
    assertEquals("a", RequestScanner.scan(Operation.EMBEDDINGS, body).model());
    assertEquals(
        "prompt",
        assertThrows(FailureException.class, () -> RequestScanner.scan(Operation.COMPLETIONS, body))
            .failure()
            .param());
  }

  /** Whatever else is in a body, in whatever order: it arrives, and the routing fields do not. */
  @Test
  void anyBodyKeepsWhatItHolds() throws Exception {
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      ObjectNode body = JSON.createObjectNode();
      List<String> names =
          new ArrayList<>(List.of("model", "messages", "models", "provider", "stream_options"));
      for (int i = random.nextInt(5); i > 0; i--) {
        names.add("f" + i);
      }
      Collections.shuffle(names, random);
      for (String name : names) {
        switch (name) {
          case "model" -> body.put(name, "v/" + random.nextInt());
          case "messages" ->
              body.putArray(name).addObject().put("role", "user").put("content", "\"}]é");
          case "models" -> body.putArray(name).add("o/" + random.nextInt());
          case "provider" -> body.putObject(name).putArray("only").add("together");
          case "stream_options" -> body.putObject(name).put("include_usage", true);
          default -> body.set(name, value(random, 3));
        }
      }
      byte[] bytes =
          random.nextBoolean()
              ? JSON.writeValueAsBytes(body)
              : body.toPrettyString().getBytes(StandardCharsets.UTF_8);
      CompletionRequest request = RequestScanner.scan(Operation.CHAT, bytes);
      body.put("model", "up").remove(List.of("models", "provider"));
      assertEquals(body, JSON.readTree(request.bodyFor(target("up", new Together())).bytes()));
      Target plain = new Target("up", new Together().body(), name -> false, true, true, false);
      body.put("stream", true).remove("stream_options");
      assertEquals(body, JSON.readTree(request.bodyFor(plain).bytes()));
    }
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> JSON.getNodeFactory().textNode("{\"model\":\"\\\" é😀" + random.nextInt());
      case 1 -> JSON.getNodeFactory().numberNode(random.nextInt());
      case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> JSON.getNodeFactory().nullNode();
      case 4 -> JSON.createArrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
      default -> JSON.createObjectNode().set("model", value(random, depth - 1));
    };
  }
}
