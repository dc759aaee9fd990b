package ai.gatewayz.gateway.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.ErrorBody;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReplyTest {

  /** Some clients take each blank line for an event, and fail on one without data. */
  @Test
  void commentsAndTheErrorAfterThemMakeOneEvent() {
    String error =
        new String(
            ErrorBody.event(Failure.of(GatewayError.PROVIDER_ERROR, "no"), "r1"),
            StandardCharsets.UTF_8);
    String sent = Reply.COMMENT + Reply.COMMENT + error;
    assertTrue(Reply.COMMENT.startsWith(":"));
    assertEquals(Reply.COMMENT.length() - 1, Reply.COMMENT.indexOf('\n'));
    assertEquals(sent.length() - 2, sent.indexOf("\n\n"));
    assertFalse(sent.contains("\r"));
  }
}
