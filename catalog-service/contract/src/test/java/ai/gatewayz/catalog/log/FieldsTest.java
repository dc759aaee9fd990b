package ai.gatewayz.catalog.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class FieldsTest {

  @Test
  void theyAreThereForTheLineAloneAndOnOneLine() {
    AtomicReference<Object> seen = new AtomicReference<>();
    Fields.of("provider", "together")
        .and("offer", "a\nb")
        .and("reason", null)
        .on(
            () -> {
              assertEquals("together", MDC.get("provider"));
              assertNull(MDC.get("reason"));
              seen.set(MDC.get("offer"));
            });
    assertEquals("a?b", seen.get());
    assertNull(MDC.get("provider"));
  }

  @Test
  void theyAreGoneThoughTheLineFails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            Fields.of("incident", 7)
                .on(
                    () -> {
                      throw new IllegalStateException();
                    }));
    assertNull(MDC.get("incident"));
  }
}
