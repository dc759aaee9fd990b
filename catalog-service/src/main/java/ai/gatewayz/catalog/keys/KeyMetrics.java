package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.log.Fields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** What operators do to keys, counted and written down; neither ever holds a digest or a text. */
@ApplicationScoped
class KeyMetrics {

  private static final Logger LOG = Logger.getLogger(KeyMetrics.class);

  private final Map<KeyAct.Kind, Counter> acts = new EnumMap<>(KeyAct.Kind.class);

  KeyMetrics(MeterRegistry registry) {
    for (KeyAct.Kind kind : KeyAct.Kind.values()) {
      acts.put(
          kind,
          Counter.builder("gatewayz.catalog.keys.acts")
              .description("What operators did to callers' keys")
              .tag("act", word(kind))
              .register(registry));
    }
  }

  private static String word(KeyAct.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** For what is committed: what was taken back was never done. */
  void done(KeyAct.Kind kind, String key, String author) {
    acts.get(kind).increment();
    Fields.of("key", key)
        .and("act", word(kind))
        .and("author", author)
        .on(() -> LOG.infof("A key was %s: %s", word(kind), key));
  }
}
