package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.simulator.Fault;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiModelCatalog;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** LangChain4j's OpenAI client, unmodified: only its base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class LangChain4jComponentTest extends ClientScene {

  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("weather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
          .build();

  private OpenAiChatModel model(String name) {
    return model(name, GatewayStack.API_KEY, Duration.ofSeconds(20));
  }

  private OpenAiChatModel model(String name, String key, Duration timeout) {
    return OpenAiChatModel.builder()
        .baseUrl(base())
        .apiKey(key)
        .modelName(name)
        .timeout(timeout)
        .maxRetries(0)
        .build();
  }

  private static ChatRequest withTool(ChatMessage... messages) {
    return ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build();
  }

  /** The whole of a streamed answer, or what it failed with. */
  private CompletableFuture<ChatResponse> stream(ChatRequest request, StringBuilder text) {
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    OpenAiStreamingChatModel.builder()
        .baseUrl(base())
        .apiKey(GatewayStack.API_KEY)
        .modelName(MODEL)
        .build()
        .chat(
            request,
            new StreamingChatResponseHandler() {
              @Override
              public void onPartialResponse(String part) {
                text.append(part);
              }

              @Override
              public void onCompleteResponse(ChatResponse answer) {
                whole.complete(answer);
              }

              @Override
              public void onError(Throwable error) {
                whole.completeExceptionally(error);
              }
            });
    return whole;
  }

  @Test
  void listsModels() {
    List<String> names =
        OpenAiModelCatalog.builder()
            .baseUrl(base())
            .apiKey(GatewayStack.API_KEY)
            .build()
            .listModels()
            .stream()
            .map(model -> model.name())
            .toList();
    assertTrue(names.contains(MODEL), names.toString());
  }

  @Test
  void completesPlain() {
    ChatResponse answer = model(MODEL).chat(UserMessage.from("Say hello"));
    assertFalse(answer.aiMessage().text().isBlank());
    assertTrue(answer.tokenUsage().outputTokenCount() > 0);
  }

  @Test
  void completesStreamed() throws Exception {
    StringBuilder text = new StringBuilder();
    ChatRequest question = ChatRequest.builder().messages(UserMessage.from("words:50")).build();
    ChatResponse answer = stream(question, text).get(20, TimeUnit.SECONDS);
    assertTrue(text.toString().endsWith("word49"), text.toString());
    assertEquals(text.toString(), answer.aiMessage().text());
    assertEquals(50, answer.tokenUsage().outputTokenCount());
  }

  @Test
  void callsToolsAndTakesTheirResults() {
    UserMessage question = UserMessage.from("Use the tool");
    AiMessage asks = model(MODEL).chat(withTool(question)).aiMessage();
    ToolExecutionRequest call = asks.toolExecutionRequests().getFirst();
    assertEquals("weather", call.name());
    assertEquals("{\"city\":\"Zürich\"}", call.arguments());
    ChatMessage result = ToolExecutionResultMessage.from(call, "12 degrees");
    assertTrue(
        model(MODEL)
            .chat(withTool(question, asks, result))
            .aiMessage()
            .text()
            .contains("12 degrees"));
  }

  @Test
  void callsToolsInAStream() throws Exception {
    ChatResponse answer =
        stream(withTool(UserMessage.from("Use the tool")), new StringBuilder())
            .get(20, TimeUnit.SECONDS);
    ToolExecutionRequest call = answer.aiMessage().toolExecutionRequests().getFirst();
    assertEquals("weather", call.name());
    assertEquals("{\"city\":\"Zürich\"}", call.arguments());
  }

  @Test
  void embeds() {
    var vectors =
        OpenAiEmbeddingModel.builder()
            .baseUrl(base())
            .apiKey(GatewayStack.API_KEY)
            .modelName(VECTORS)
            .dimensions(12)
            .build()
            .embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")))
            .content();
    assertEquals(2, vectors.size());
    assertEquals(12, vectors.getFirst().dimension());
  }

  @Test
  void mapsErrorsToItsOwnExceptions() {
    assertThrows(ModelNotFoundException.class, () -> model("no/such-model").chat("Hello"));
    assertThrows(InternalServerException.class, () -> model(DEAD).chat("Hello"));
    assertThrows(
        AuthenticationException.class,
        () -> model(MODEL, "wrong", Duration.ofSeconds(20)).chat("Hello"));
    broken(new Fault.RateLimited(Duration.ofSeconds(30)));
    assertThrows(RateLimitException.class, () -> model(MODEL).chat("Hello"));
    broken(new Fault.ContextTooLong());
    assertThrows(InvalidRequestException.class, () -> model(MODEL).chat("Hello"));
  }

  /** It passes over error events: what tells the caller is that no reason to finish ever came. */
  @Test
  void aStreamThatBreaksOffHasNotFinished() throws Exception {
    broken(new Fault.CutStream(3));
    ChatRequest question = ChatRequest.builder().messages(UserMessage.from("Hello")).build();
    ChatResponse answer = stream(question, new StringBuilder()).get(20, TimeUnit.SECONDS);
    assertNull(answer.finishReason());
  }

  @Test
  void aStreamThatNeverBeginsIsAnError() {
    broken(new Fault.ServerError(500));
    ChatRequest question = ChatRequest.builder().messages(UserMessage.from("Hello")).build();
    ExecutionException failed =
        assertThrows(
            ExecutionException.class,
            () -> stream(question, new StringBuilder()).get(20, TimeUnit.SECONDS));
    assertInstanceOf(InternalServerException.class, failed.getCause());
  }

  @Test
  void itsTimeoutIsItsOwn() {
    broken(new Fault.Silent());
    assertThrows(
        TimeoutException.class,
        () -> model(MODEL, GatewayStack.API_KEY, Duration.ofMillis(300)).chat("Hello"));
  }
}
