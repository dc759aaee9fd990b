package ai.gatewayz.catalog.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SkipLogTest {

  private final List<LogRecord> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(SkipLog.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            lines.add(line);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int counted;
  private final SkipLog skips = new SkipLog((topic, reason) -> counted++, () -> now);

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
  }

  private void skip(Refusal reason, long offset) {
    skips.skipped(
        new ConsumerRecord<>("offers", 3, offset, "key\n", new byte[0]),
        new Reading.Refused<>(reason, "price"));
  }

  @Test
  void aFloodIsCountedAndNamedOnceAMinute() {
    for (int i = 0; i < 100_000; i++) {
      skip(Refusal.MALFORMED, 17 + i);
    }
    assertEquals(100_000, counted);
    assertEquals(1, lines.size());
    String line = text(0);
    assertTrue(line.contains("partition 3, offset 17"), line);

    now = now.plusSeconds(60);
    skip(Refusal.MALFORMED, 200_000);
    assertTrue(text(1).contains("99,999") || text(1).contains("99999 more"), text(1));
  }

  @Test
  void anEventOfALaterVersionIsCountedWithoutNoise() {
    skip(Refusal.OTHER_TYPE, 1);
    assertEquals(1, counted);
    assertEquals(0, lines.size());
  }

  @Test
  void eachReasonIsNamed() {
    skip(Refusal.MALFORMED, 1);
    skip(Refusal.BAD_KEY, 2);
    assertEquals(2, lines.size());
  }

  // What is newer needs a formatter that belongs to a handler.
  @SuppressWarnings("deprecation")
  private String text(int at) {
    LogRecord line = lines.get(at);
    return line instanceof org.jboss.logmanager.ExtLogRecord formatted
        ? formatted.getFormattedMessage()
        : String.format(line.getMessage(), line.getParameters());
  }
}
