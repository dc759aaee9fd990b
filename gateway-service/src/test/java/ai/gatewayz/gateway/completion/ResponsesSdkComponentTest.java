package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.GatewayStack;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official SDK's Responses, unmodified: only its base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ResponsesSdkComponentTest extends BothWaysScene {

  private OpenAIClient client() {
    return OpenAIOkHttpClient.builder()
        .baseUrl(base())
        .apiKey(GatewayStack.API_KEY)
        .timeout(Duration.ofSeconds(20))
        .maxRetries(0)
        .build();
  }

  private static ResponseCreateParams question() {
    return ResponseCreateParams.builder().model(MODEL).input("Say hello").build();
  }

  private static void answered(Order order, Response response) {
    if (order.words.startsWith("translated")) {
      response.validate();
    }
    assertEquals(ResponseStatus.COMPLETED, response.status().orElseThrow());
    assertEquals(
        order.words,
        response.output().getFirst().asMessage().content().getFirst().asOutputText().text());
    assertTrue(response.usage().orElseThrow().outputTokens() > 0);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aResponse(Order order) {
    given(order);
    answered(order, client().responses().create(question()));
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void aStream(Order order) {
    given(order);
    ResponseAccumulator whole = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> stream =
        client().responses().createStreaming(question())) {
      stream.stream().forEach(whole::accumulate);
    }
    answered(order, whole.response());
  }
}
