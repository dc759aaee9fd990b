package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;

/** A model that a provider lists, and how long its news take to be seen at each service. */
final class Listing {

  static final String PROVIDER = "together";

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final int PAUSE_MILLIS = 100;

  private final Target target;
  private final String id;

  Listing(Target target, String id) {
    this.target = target;
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Lists it at that price, and has the list read. */
  void list(String usd) throws IOException, InterruptedException {
    String alike = target.simulator().catalog().chatIds(PROVIDER).getFirst();
    ObjectNode entry =
        target.simulator().catalog().entry(ListName.TOGETHER, alike).orElseThrow().deepCopy();
    entry.put("id", id);
    entry.putObject("pricing").put("input", new BigDecimal(usd)).put("output", new BigDecimal(usd));
    target.simulator().catalog().put(ListName.TOGETHER, entry);
    sync();
  }

  /** A catalog that has just started may be reading the same list by itself. */
  void sync() throws IOException, InterruptedException {
    long began = System.nanoTime();
    Answer answer = target.sync(PROVIDER);
    while (!answer.body().contains("\"result\":\"complete\"")) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("the list was not read: " + answer.label() + " " + answer.body());
      }
      Thread.sleep(PAUSE_MILLIS);
      answer = target.sync(PROVIDER);
    }
  }

  /** Milliseconds until the gateway knows it at that price; an exception where it never does. */
  long priced(String usd) throws IOException, InterruptedException {
    return awaited(Service.GATEWAY, "/v1/models/" + PROVIDER + "/" + id, usd);
  }

  /** Milliseconds until that is a part of an answer. */
  long awaited(Service service, String path, String part) throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (true) {
      Answer answer = target.get(service, path);
      long passed = System.nanoTime() - began;
      if (answer.status() == 200 && answer.body().contains(part)) {
        return passed / 1_000_000;
      }
      if (passed > PATIENCE_NANOS) {
        throw new IOException(
            service.module()
                + " does not tell "
                + part
                + " at "
                + path
                + ": "
                + answer.label()
                + " "
                + answer.body());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Until the gateway completes with it. */
  void completed() throws IOException, InterruptedException {
    Answer answer =
        target.post(
            "/v1/chat/completions",
            "{\"model\":\"%s/%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
                .formatted(PROVIDER, id));
    if (answer.status() != 200) {
      throw new IOException("it is not completed with: " + answer.label() + " " + answer.body());
    }
  }
}
