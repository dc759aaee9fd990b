package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.verdict;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.SimulatedProviders;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.Snapshots;
import ai.gatewayz.health.contract.Availability.State;
import ai.gatewayz.simulator.Simulator;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official SDK, unmodified: only its base URL and key are ours. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class OpenAiSdkComponentTest {

  private static final String LLAMA = "meta-llama/Llama-3.3-70B-Instruct";
  private static final Offer OFFER = chat("huggingface", LLAMA);

  private static Simulator simulator;

  @Inject Snapshots snapshots;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @BeforeAll
  static void providers() {
    simulator = SimulatedProviders.start();
  }

  @AfterAll
  static void close() {
    simulator.close();
  }

  @BeforeEach
  void aModel() {
    try (TopicWriter topics = new TopicWriter(kafka)) {
      topics.offer(OFFER);
      topics.verdict(verdict(OFFER, State.AVAILABLE, 1));
    }
    await().until(() -> snapshots.current().offer(OFFER.key()).isPresent());
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + port + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private static ChatCompletionCreateParams ask(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello").build();
  }

  @Test
  void listsModels() {
    List<String> ids =
        client(GatewayStack.API_KEY).models().list().autoPager().stream()
            .map(model -> model.id())
            .toList();
    assertTrue(ids.contains(LLAMA), ids.toString());
    assertEquals(LLAMA, client(GatewayStack.API_KEY).models().retrieve(LLAMA).id());
  }

  @Test
  void completesPlain() {
    ChatCompletion answer = client(GatewayStack.API_KEY).chat().completions().create(ask(LLAMA));
    assertFalse(answer.choices().getFirst().message().content().orElseThrow().isBlank());
    assertTrue(answer.usage().orElseThrow().completionTokens() > 0);
  }

  @Test
  void completesStreamed() {
    StringBuilder text = new StringBuilder();
    try (StreamResponse<ChatCompletionChunk> stream =
        client(GatewayStack.API_KEY).chat().completions().createStreaming(ask(LLAMA))) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .forEach(choice -> choice.delta().content().ifPresent(text::append));
    }
    assertFalse(text.toString().isBlank());
  }

  @Test
  void mapsErrorsToItsOwnExceptions() {
    OpenAIClient client = client(GatewayStack.API_KEY);
    assertThrows(
        NotFoundException.class, () -> client.chat().completions().create(ask("no/such-model")));
    assertThrows(
        UnauthorizedException.class, () -> client("wrong").chat().completions().create(ask(LLAMA)));
    ChatCompletionCreateParams empty =
        ChatCompletionCreateParams.builder().model(LLAMA).messages(List.of()).build();
    assertThrows(BadRequestException.class, () -> client.chat().completions().create(empty));
  }
}
