package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** A list as one body, each entry with a long description, written as fast as it is read. */
final class HugeList {

  private final String opening;
  private final String closing;
  private final List<ObjectNode> entries;
  private final String description;

  HugeList(ListName list, List<ObjectNode> entries, int megabytes) {
    String field = list == ListName.FIREWORKS_LIBRARY ? "models" : "data";
    boolean bare = list == ListName.TOGETHER || list == ListName.HUGGINGFACE_HUB;
    this.opening = bare ? "[" : "{\"" + field + "\":[";
    this.closing = bare ? "]" : "]}";
    this.entries = entries;
    this.description = "x".repeat(megabytes * 1_000_000 / Math.max(1, entries.size()));
  }

  void send(HttpServerResponse response) {
    response.putHeader("Content-Type", "application/json").setChunked(true);
    response.write(opening);
    write(response, 0);
  }

  private void write(HttpServerResponse response, int from) {
    for (int i = from; i < entries.size(); i++) {
      if (response.closed()) {
        return;
      }
      if (response.writeQueueFull()) {
        int next = i;
        response.drainHandler(drained -> write(response, next));
        return;
      }
      String entry = entries.get(i).deepCopy().put("description", description).toString();
      response.write(i == 0 ? entry : "," + entry);
    }
    response.end(closing);
  }
}
