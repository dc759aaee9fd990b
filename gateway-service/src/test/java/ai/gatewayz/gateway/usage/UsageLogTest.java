package ai.gatewayz.gateway.usage;

import static ai.gatewayz.gateway.usage.UsageRecordTest.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.logging.json.runtime.JsonFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageLogTest {

  private static final int REQUESTS = 1_000;

  private static final Logger LOG = Logger.getLogger(UsageLog.CATEGORY);

  private final List<String> written = new ArrayList<>();
  private final ExtHandler console =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          written.add(getFormatter().format(line));
        }
      };

  private void write() throws InterruptedException {
    console.setLevel(Level.ALL);
    LOG.addHandler(console);
    LOG.setUseParentHandlers(false);
    LOG.setLevel(Level.INFO);
    UsageLog log = new UsageLog(new SimpleMeterRegistry());
    for (int i = 0; i < REQUESTS; i++) {
      log.write(record(Result.DELIVERED, null, Tokens.NONE), null);
    }
    log.start();
    log.stop();
  }

  @AfterEach
  void restore() {
    LOG.removeHandler(console);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(null);
  }

  private static JsonFormatter json(Set<String> without) {
    return new JsonFormatter(null, without, Map.of());
  }

  @Test
  void aConsoleIsWrittenToOnceForMany() throws InterruptedException {
    console.setFormatter(
        json(
            Set.of(
                "sequence",
                "loggerClassName",
                "threadId",
                "mdc",
                "ndc",
                "processName",
                "processId")));

    write();

    assertEquals(REQUESTS, written.stream().flatMap(String::lines).count());
    assertTrue(written.size() < REQUESTS / 10, () -> written.size() + " times");
    written.stream()
        .flatMap(String::lines)
        .forEach(line -> assertTrue(line.startsWith("{") && line.endsWith("}"), line));
  }

  @Test
  void whoeverWritesThemAnotherWayGetsThemOneByOne() throws InterruptedException {
    console.setFormatter(json(Set.of()));

    write();

    assertEquals(REQUESTS, written.size());
  }
}
