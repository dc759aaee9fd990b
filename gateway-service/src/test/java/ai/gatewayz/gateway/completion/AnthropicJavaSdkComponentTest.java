package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.OverloadedException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Anthropic's own client for Java, unmodified: only base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class AnthropicJavaSdkComponentTest extends BothWaysScene {

  private AnthropicClient client() {
    return client(GatewayStack.API_KEY);
  }

  private AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(origin())
        .apiKey(key)
        .timeout(Duration.ofSeconds(20))
        .maxRetries(0)
        .build();
  }

  private static MessageCreateParams.Builder ask(String model, String question) {
    return MessageCreateParams.builder().model(model).maxTokens(64).addUserMessage(question);
  }

  private static MessageCreateParams question() {
    return ask(MODEL, "Say hello").build();
  }

  private static MessageCreateParams.Builder withTool() {
    Tool.InputSchema.Properties city =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
            .build();
    return ask(MODEL, "Use the tool")
        .addTool(
            Tool.builder()
                .name("weather")
                .inputSchema(Tool.InputSchema.builder().properties(city).build())
                .build());
  }

  private Message stream(MessageCreateParams question) {
    MessageAccumulator whole = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream =
        client().messages().createStreaming(question)) {
      stream.stream().forEach(whole::accumulate);
    }
    return whole.message();
  }

  private static void answered(Order order, Message message) {
    message.validate();
    assertEquals(order.words, message.content().getFirst().asText().text());
    assertEquals(StopReason.END_TURN, message.stopReason().orElseThrow());
    assertTrue(message.usage().outputTokens() > 0);
  }

  private static ToolUseBlock called(Message message) {
    assertEquals(StopReason.TOOL_USE, message.stopReason().orElseThrow());
    ToolUseBlock call = message.content().getFirst().asToolUse();
    assertEquals("weather", call.name());
    assertEquals(Map.of("city", JsonValue.from("Zurich")), call._input().asObject().orElseThrow());
    return call;
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aMessage(Order order) {
    given(order);
    answered(order, client().messages().create(question()));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aStream(Order order) {
    given(order);
    answered(order, stream(question()));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aToolIsCalledAndItsResultTaken(Order order) {
    given(order);
    Message asks = client().messages().create(withTool().build());
    MessageCreateParams result =
        withTool()
            .addMessage(asks)
            .addUserMessageOfContentBlockParams(
                List.of(
                    ContentBlockParam.ofToolResult(
                        ToolResultBlockParam.builder()
                            .toolUseId(called(asks).id())
                            .content(ToolCalls.RESULT)
                            .build())))
            .build();
    answered(order, client().messages().create(result));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aToolIsCalledInAStream(Order order) {
    given(order);
    called(stream(withTool().build()));
  }

  @Test
  void tokensAreCounted() {
    MessageCountTokensParams question =
        MessageCountTokensParams.builder().model(MODEL).addUserMessage("Say hello").build();
    assertTrue(client().messages().countTokens(question).inputTokens() > 0);
  }

  private <T extends AnthropicServiceException> void refused(
      Class<T> as, ErrorType type, AnthropicClient client, MessageCreateParams question) {
    T error = assertThrows(as, () -> client.messages().create(question));
    assertEquals(type, error.type().orElseThrow(), error.getMessage());
    assertFalse(error.requestId().orElseThrow().isEmpty());
  }

  private <T extends AnthropicServiceException> void refused(Class<T> as, ErrorType type) {
    refused(as, type, client(), question());
  }

  @Test
  void errorsHaveItsOwnTypes() {
    given(Order.NATIVE_ALONE);
    refused(
        UnauthorizedException.class, ErrorType.AUTHENTICATION_ERROR, client("wrong"), question());
    refused(
        NotFoundException.class,
        ErrorType.NOT_FOUND_ERROR,
        client(),
        ask("no/such-model", "Say hello").build());
    fails(429, "{'error':{'message':'Rate limit reached','code':'rate_limit_exceeded'}}");
    refused(RateLimitException.class, ErrorType.RATE_LIMIT_ERROR);
    fails(
        400,
        "{'error':{'message':'The maximum context length is 8192 tokens','code':'context_length_exceeded'}}");
    refused(BadRequestException.class, ErrorType.INVALID_REQUEST_ERROR);
  }

  @Test
  void whereNobodyAnswersItIsTheService() {
    fails(500, "{'error':{'message':'boom'}}");
    refused(InternalServerException.class, ErrorType.API_ERROR);
  }

  @Test
  void whereAllAreBusyItIsOverloaded() {
    fails(503, "{'error':{'message':'no capacity'}}");
    refused(OverloadedException.class, ErrorType.OVERLOADED_ERROR);
  }

  @ParameterizedTest
  @EnumSource(
      value = Order.class,
      names = {"NATIVE_ALONE", "TRANSLATED_ALONE"})
  void aStreamThatBreaksOffIsAnError(Order order) {
    given(order);
    spoken = body -> stream(MESSAGE_BEGUN);
    chat = body -> stream(WORDS);
    SseException error = assertThrows(SseException.class, () -> stream(question()));
    assertEquals(ErrorType.API_ERROR, error.type().orElseThrow());
  }
}
