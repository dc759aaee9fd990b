package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LangChain4j's Anthropic client, unmodified: only its base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class LangChain4jAnthropicComponentTest extends BothWaysScene {

  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("weather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
          .build();

  private static final ChatRequest QUESTION =
      ChatRequest.builder().messages(UserMessage.from("Say hello")).build();

  private AnthropicChatModel model() {
    return model(MODEL, GatewayStack.API_KEY);
  }

  private AnthropicChatModel model(String name, String key) {
    return AnthropicChatModel.builder()
        .baseUrl(base())
        .apiKey(key)
        .modelName(name)
        .maxTokens(64)
        .timeout(Duration.ofSeconds(20))
        .maxRetries(0)
        .build();
  }

  private static ChatRequest withTool(ChatMessage... messages) {
    return ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build();
  }

  /** The whole of a streamed answer, or what it failed with. */
  private CompletableFuture<ChatResponse> stream(ChatRequest request, StringBuilder text) {
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    AnthropicStreamingChatModel.builder()
        .baseUrl(base())
        .apiKey(GatewayStack.API_KEY)
        .modelName(MODEL)
        .maxTokens(64)
        .timeout(Duration.ofSeconds(20))
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

  private ChatResponse streamed(ChatRequest request, StringBuilder text) throws Exception {
    return stream(request, text).get(20, TimeUnit.SECONDS);
  }

  private static void answered(Order order, ChatResponse answer) {
    assertEquals(order.words, answer.aiMessage().text());
    assertEquals(FinishReason.STOP, answer.finishReason());
    assertTrue(answer.tokenUsage().outputTokenCount() > 0);
  }

  private static ToolExecutionRequest called(ChatResponse answer) {
    assertEquals(FinishReason.TOOL_EXECUTION, answer.finishReason());
    ToolExecutionRequest call = answer.aiMessage().toolExecutionRequests().getFirst();
    assertEquals("weather", call.name());
    assertEquals("{\"city\":\"Zurich\"}", call.arguments().replace(" ", "").replace("\n", ""));
    return call;
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aMessage(Order order) {
    given(order);
    answered(order, model().chat(QUESTION));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aStream(Order order) throws Exception {
    given(order);
    StringBuilder text = new StringBuilder();
    answered(order, streamed(QUESTION, text));
    assertEquals(order.words, text.toString());
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aToolIsCalledAndItsResultTaken(Order order) {
    given(order);
    UserMessage question = UserMessage.from("Use the tool");
    ChatResponse asks = model().chat(withTool(question));
    AiMessage said = asks.aiMessage();
    ChatMessage result = ToolExecutionResultMessage.from(called(asks), ToolCalls.RESULT);
    answered(order, model().chat(withTool(question, said, result)));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aToolIsCalledInAStream(Order order) throws Exception {
    given(order);
    called(streamed(withTool(UserMessage.from("Use the tool")), new StringBuilder()));
  }

  @Test
  void errorsAreItsOwnExceptions() {
    given(Order.NATIVE_ALONE);
    assertThrows(AuthenticationException.class, () -> model(MODEL, "wrong").chat(QUESTION));
    assertThrows(
        ModelNotFoundException.class,
        () -> model("no/such-model", GatewayStack.API_KEY).chat(QUESTION));
    fails(429, "{'error':{'message':'Rate limit reached','code':'rate_limit_exceeded'}}");
    assertThrows(RateLimitException.class, () -> model().chat(QUESTION));
    fails(
        400,
        "{'error':{'message':'maximum context length is 8192"
            + " tokens','code':'context_length_exceeded'}}");
    assertThrows(InvalidRequestException.class, () -> model().chat(QUESTION));
    fails(500, "{'error':{'message':'boom'}}");
    assertThrows(InternalServerException.class, () -> model().chat(QUESTION));
  }

  @Test
  void aStreamThatNeverBeginsIsAnError() {
    fails(500, "{'error':{'message':'boom'}}");
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> streamed(QUESTION, new StringBuilder()));
    assertInstanceOf(InternalServerException.class, failed.getCause());
  }
}
