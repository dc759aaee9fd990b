package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;
import static ai.gatewayz.gateway.snapshot.Facts.tested;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.gateway.TopicWriter;
import ai.gatewayz.gateway.snapshot.ModelEntry;
import ai.gatewayz.health.contract.CapabilityVerdict;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for thoughts, in the words of any protocol, is sent to who has shown some. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class ReasoningRoutingComponentTest extends MessagesScene {

  private static final String MODEL = "replay/thinker";
  private static final String CHAT_PATH = "/v1/chat/completions";
  private static final String MESSAGES_PATH = "/v1/messages";

  /** The cheaper one is asked where nothing speaks against it. */
  private static final Offer REFUTED = chat("replay", MODEL);

  private static final Offer VERIFIED = chat("replay-openrouter", MODEL);

  private void offeredTested() {
    offered(REFUTED, VERIFIED);
    try (TopicWriter topics = new TopicWriter(kafka)) {
      tell(topics, REFUTED, CapabilityVerdict.State.REFUTED);
      tell(topics, VERIFIED, CapabilityVerdict.State.VERIFIED);
    }
    await().until(() -> known(REFUTED) && known(VERIFIED));
  }

  private static void tell(TopicWriter topics, Offer offer, CapabilityVerdict.State state) {
    topics.verdict(tested(offer, Map.of(Capability.REASONING, state), 2));
  }

  private boolean known(Offer offer) {
    return snapshots.current().model(MODEL).map(ModelEntry::offers).orElse(List.of()).stream()
        .anyMatch(
            view ->
                view.key().equals(offer.key())
                    && (view.verified(Capability.REASONING) || view.refuted(Capability.REASONING)));
  }

  private static String body(String path, String more) {
    String content =
        path.endsWith("responses")
            ? "'input':'Say hello'"
            : "'max_tokens':64,'messages':[{'role':'user','content':'Say hello'}]";
    // Else what speaks the protocol comes first.
    String sort = path.equals(CHAT_PATH) ? "" : ",'provider':{'sort':'price'}";
    return q("{'model':'" + MODEL + "'," + content + more + sort + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CHAT_PATH + "|''|replay",
        CHAT_PATH + "|,'reasoning_effort':'none'|replay",
        CHAT_PATH + "|,'reasoning_effort':'low'|replay-openrouter",
        CHAT_PATH + "|,'reasoning':{'effort':'high'}|replay-openrouter",
        CHAT_PATH + "|,'reasoning':{'enabled':false}|replay",
        MESSAGES_PATH + "|''|replay",
        MESSAGES_PATH + "|,'thinking':{'type':'disabled'}|replay",
        MESSAGES_PATH + "|,'thinking':{'type':'adaptive'}|replay",
        MESSAGES_PATH + "|,'output_config':{'effort':'high'}|replay",
        MESSAGES_PATH + "|,'thinking':{'type':'enabled','budget_tokens':1024}|replay-openrouter",
        "/v1/responses|''|replay",
        "/v1/responses|,'reasoning':{'effort':'none'}|replay",
        "/v1/responses|,'reasoning':{'effort':'medium'}|replay-openrouter",
      },
      quoteCharacter = '`')
  void thoughtsAreAskedOfWhoHasShownSome(String path, String more, String provider)
      throws Exception {
    offeredTested();
    Caller.Answer answer = caller.post(path, body(path, more.equals("''") ? "" : more));
    assertEquals(200, answer.status(), answer.body());
    assertEquals(provider, answer.header("x-gatewayz-provider"));
  }

  @Test
  void whereNobodyHasShownAnyTheCallerIsToldSo() throws Exception {
    offeredTested();
    Caller.Answer answer =
        caller.post(
            CHAT_PATH,
            body(CHAT_PATH, q(",'reasoning_effort':'low','provider':{'only':['replay']}")));
    assertEquals(400, answer.status(), answer.body());
    assertEquals("reasoning_effort", answer.at("/error/param"));
    assertTrue(
        answer.at("/error/message").contains("cannot think before it answers at replay"),
        answer.body());
  }
}
