package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.simulator.Fault;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The official SDK, unmodified: only its base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OpenAiSdkComponentTest extends ClientScene {

  private OpenAIClient client() {
    return client(GatewayStack.API_KEY, Duration.ofSeconds(20));
  }

  private OpenAIClient client(String key, Duration timeout) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(base())
        .apiKey(key)
        .timeout(timeout)
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams.Builder ask(String model, String question) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage(question);
  }

  private static ChatCompletionCreateParams ask(String model) {
    return ask(model, "Say hello").build();
  }

  private ChatCompletion stream(ChatCompletionCreateParams question) {
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client().chat().completions().createStreaming(question)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.chatCompletion();
  }

  private static ChatCompletionCreateParams.Builder withTool(String question) {
    FunctionDefinition weather =
        FunctionDefinition.builder()
            .name("weather")
            .parameters(
                FunctionParameters.builder()
                    .putAdditionalProperty("type", JsonValue.from("object"))
                    .putAdditionalProperty(
                        "properties",
                        JsonValue.from(
                            Map.of(
                                "city", Map.of("type", "string"),
                                "days", Map.of("type", "integer"))))
                    .build())
            .build();
    return ask(MODEL, question)
        .addTool(ChatCompletionFunctionTool.builder().function(weather).build());
  }

  @Test
  void listsModels() {
    List<String> ids =
        client().models().list().autoPager().stream().map(model -> model.id()).toList();
    assertTrue(ids.contains(MODEL), ids.toString());
    assertEquals(MODEL, client().models().retrieve(MODEL).id());
    assertThrows(NotFoundException.class, () -> client().models().retrieve("no/such-model"));
  }

  @Test
  void completesPlain() {
    ChatCompletion answer = client().chat().completions().create(ask(MODEL));
    assertFalse(answer.choices().getFirst().message().content().orElseThrow().isBlank());
    assertTrue(answer.usage().orElseThrow().completionTokens() > 0);
  }

  @Test
  void completesStreamedWithUsage() {
    ChatCompletion answer =
        stream(
            ask(MODEL, "words:50")
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
    assertTrue(answer.choices().getFirst().message().content().orElseThrow().endsWith("word49"));
    assertEquals(50, answer.usage().orElseThrow().completionTokens());
  }

  @Test
  void callsToolsAndTakesTheirResults() {
    ChatCompletionCreateParams.Builder talk = withTool("Use the tool");
    ChatCompletionMessage asks =
        client().chat().completions().create(talk.build()).choices().getFirst().message();
    ChatCompletionMessageFunctionToolCall call =
        asks.toolCalls().orElseThrow().getFirst().asFunction();
    assertEquals("weather", call.function().name());
    assertEquals("{\"city\":\"Zürich\",\"days\":1}", ordered(call.function().arguments()));
    ChatCompletion answer =
        client()
            .chat()
            .completions()
            .create(
                talk.addMessage(asks)
                    .addMessage(
                        ChatCompletionToolMessageParam.builder()
                            .toolCallId(call.id())
                            .content("12 degrees")
                            .build())
                    .build());
    assertTrue(
        answer.choices().getFirst().message().content().orElseThrow().contains("12 degrees"));
  }

  @Test
  void callsToolsInAStream() {
    ChatCompletion answer = stream(withTool("Use the tool").build());
    var call =
        answer.choices().getFirst().message().toolCalls().orElseThrow().getFirst().asFunction();
    assertEquals("weather", call.function().name());
    assertEquals("{\"city\":\"Zürich\",\"days\":1}", ordered(call.function().arguments()));
    assertEquals("tool_calls", answer.choices().getFirst().finishReason().toString());
  }

  /** The order of a map's entries is not fixed, and so is that of the arguments. */
  private static String ordered(String arguments) {
    return arguments.startsWith("{\"days\"")
        ? arguments.replaceFirst("\\{(.*),(.*)}", "{$2,$1}")
        : arguments;
  }

  @Test
  void embeds() {
    CreateEmbeddingResponse answer =
        client()
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model(VECTORS)
                    .inputOfArrayOfStrings(List.of("one", "two"))
                    .dimensions(12)
                    .build());
    assertEquals(2, answer.data().size());
    assertEquals(12, answer.data().getFirst().embedding().size());
    assertTrue(answer.usage().promptTokens() > 0);
  }

  @Test
  void mapsErrorsToItsOwnExceptions() {
    var chat = client().chat().completions();
    NotFoundException unknown =
        assertThrows(NotFoundException.class, () -> chat.create(ask("no/such-model")));
    assertEquals("model_not_found", unknown.code().orElseThrow());
    assertEquals("model", unknown.param().orElseThrow());
    NotFoundException elsewhere =
        assertThrows(NotFoundException.class, () -> chat.create(ask(MODEL + ":together")));
    assertTrue(
        elsewhere.getMessage().contains("together does not offer " + MODEL),
        elsewhere.getMessage());
    InternalServerException dead =
        assertThrows(InternalServerException.class, () -> chat.create(ask(DEAD)));
    assertEquals(503, dead.statusCode());
    assertEquals("model_unavailable", dead.code().orElseThrow());
    assertThrows(
        UnauthorizedException.class,
        () -> client("wrong", Duration.ofSeconds(20)).chat().completions().create(ask(MODEL)));
    ChatCompletionCreateParams empty =
        ChatCompletionCreateParams.builder().model(MODEL).messages(List.of()).build();
    BadRequestException bad = assertThrows(BadRequestException.class, () -> chat.create(empty));
    assertEquals("messages", bad.param().orElseThrow());
  }

  @Test
  void mapsWhatProvidersSayToItsOwnExceptions() {
    var chat = client().chat().completions();
    broken(new Fault.RateLimited(Duration.ofSeconds(30)));
    RateLimitException limited =
        assertThrows(RateLimitException.class, () -> chat.create(ask(MODEL)));
    assertEquals(List.of("30"), limited.headers().values("retry-after"));
    broken(new Fault.ContextTooLong());
    BadRequestException tooLong =
        assertThrows(BadRequestException.class, () -> chat.create(ask(MODEL)));
    assertEquals("context_length_exceeded", tooLong.code().orElseThrow());
    assertTrue(
        tooLong.getMessage().contains("maximum context length is 131072 tokens"),
        tooLong.getMessage());
    assertTrue(tooLong.getMessage().contains("you requested 200000"), tooLong.getMessage());
    broken(new Fault.ContentFiltered());
    BadRequestException filtered =
        assertThrows(BadRequestException.class, () -> chat.create(ask(MODEL)));
    assertEquals("content_filter", filtered.code().orElseThrow());
    broken(new Fault.ServerError(500));
    InternalServerException failed =
        assertThrows(InternalServerException.class, () -> chat.create(ask(MODEL)));
    assertEquals(502, failed.statusCode());
    // Our own account's trouble is not the caller's.
    broken(new Fault.KeyRejected());
    assertThrows(InternalServerException.class, () -> chat.create(ask(MODEL)));
  }

  @Test
  void aStreamThatBreaksOffThrows() {
    broken(new Fault.CutStream(3));
    SseException cut = assertThrows(SseException.class, () -> stream(ask(MODEL)));
    assertEquals("answer_interrupted", cut.code().orElseThrow());
  }

  @Test
  void itsTimeoutIsItsOwnAndOursIsAnError() {
    broken(new Fault.Silent());
    assertThrows(
        OpenAIIoException.class,
        () ->
            client(GatewayStack.API_KEY, Duration.ofMillis(300))
                .chat()
                .completions()
                .create(ask(MODEL)));
    InternalServerException late =
        assertThrows(
            InternalServerException.class, () -> client().chat().completions().create(ask(MODEL)));
    assertEquals(504, late.statusCode());
    assertEquals("provider_timeout", late.code().orElseThrow());
  }
}
