package ai.gatewayz.catalog.changes;

import ai.gatewayz.catalog.background.Background;
import ai.gatewayz.catalog.background.Repeating;
import ai.gatewayz.catalog.schema.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far the changes have come, looked up once for all streams of this replica, and the streams'
 * number.
 */
@ApplicationScoped
class ChangeHead {

  private final ChangeLog log;
  private final ChangesConfig config;
  private final Schema schema;
  private final Background background;
  private final AtomicInteger streams = new AtomicInteger();
  private volatile long latest;
  private Repeating looking;

  ChangeHead(ChangeLog log, ChangesConfig config, Schema schema, Background background) {
    this.log = log;
    this.config = config;
    this.schema = schema;
    this.background = background;
  }

  void start(@Observes StartupEvent started) {
    looking = background.every(config.pause(), "Reading the latest change", this::look);
  }

  void stop(@Observes ShutdownEvent stopping) {
    looking.cancel();
  }

  /** False where there are as many streams as may be. */
  boolean open() {
    if (streams.incrementAndGet() > config.mostStreams()) {
      streams.decrementAndGet();
      return false;
    }
    return true;
  }

  void close() {
    streams.decrementAndGet();
  }

  /** Whether there may be something after that point. */
  boolean isAfter(long point) {
    return latest > point;
  }

  private Uni<Void> look() {
    return streams.get() == 0 || !schema.ready()
        ? Uni.createFrom().voidItem()
        : log.bounds().invoke(bounds -> latest = bounds.latest()).replaceWithVoid();
  }
}
