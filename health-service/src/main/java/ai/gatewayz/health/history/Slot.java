package ai.gatewayz.health.history;

import ai.gatewayz.providers.evidence.Finding;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The evidence on one offer in one quarter of an hour. Not thread-safe. */
final class Slot {

  private final TtftSketch ttft = new TtftSketch();
  private long answered;
  private long failed;

  /** What is about our account, a caller's request or a sleeping model is no failure of it. */
  void add(Finding finding, long times) {
    switch (finding) {
      case ANSWERED, BUDGET_TOO_SMALL -> answered += times;
      case MODEL_GONE, NOT_SERVERLESS, OVERLOADED, SERVER_ERROR, GARBLED, TIMED_OUT, UNREACHABLE ->
          failed += times;
      case WRONG_OPERATION,
          COLD,
          GATED,
          KEY_REJECTED,
          CREDITS_EXHAUSTED,
          PERMISSION_DENIED,
          RATE_LIMITED,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          REQUEST_REFUSED -> {}
    }
  }

  TtftSketch ttft() {
    return ttft;
  }

  boolean empty() {
    return answered + failed == 0;
  }

  void write(ObjectNode row) {
    ObjectNode buckets = JsonNodeFactory.instance.objectNode();
    ttft.buckets().forEach((bucket, count) -> buckets.put(bucket.toString(), count));
    row.put("answered", answered).put("failed", failed).set("ttft", buckets);
  }
}
