package ai.gatewayz.catalog.keys;

import ai.gatewayz.catalog.consumer.Texts;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What operators do to keys, counted and written down; neither ever holds a digest or a text. */
@ApplicationScoped
class KeyMetrics {

  private static final Logger LOG = Logger.getLogger(KeyMetrics.class);

  private final MeterRegistry registry;

  KeyMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void done(KeyAct act) {
    String kind = act.act.name().toLowerCase(Locale.ROOT);
    registry.counter("gatewayz.catalog.keys.acts", "act", kind).increment();
    LOG.infof("Key %s: %s by %s", Texts.shown(act.keyId), kind, Texts.shown(act.author));
  }
}
