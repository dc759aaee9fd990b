package ai.gatewayz.catalog.log;

import ai.gatewayz.catalog.consumer.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/**
 * What a line is about, as fields of its own beside its text: in JSON those of {@code mdc}. So that
 * whoever looks for a provider or an incident need not know how the line is worded.
 */
public final class Fields {

  private final Map<String, String> values = new LinkedHashMap<>();

  private Fields() {}

  public static Fields of(String name, Object value) {
    return new Fields().and(name, value);
  }

  /** Nothing where there is no value. */
  public Fields and(String name, Object value) {
    if (value != null) {
      values.put(name, Texts.shown(value.toString()));
    }
    return this;
  }

  /**
   * @param line writes one line
   */
  public void on(Runnable line) {
    values.forEach(MDC::put);
    try {
      line.run();
    } finally {
      values.keySet().forEach(MDC::remove);
    }
  }
}
