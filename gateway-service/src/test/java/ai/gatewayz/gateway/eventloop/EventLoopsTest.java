package ai.gatewayz.gateway.eventloop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.VertxOptions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  @Test
  void thereIsOneForEachProcessorAndNeverOneAlone() {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(99);
    new EventLoops(OptionalInt.empty()).accept(options);
    assertEquals(
        Math.max(2, Runtime.getRuntime().availableProcessors()), options.getEventLoopPoolSize());
  }

  @Test
  void whatIsConfiguredStays() {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(99);
    new EventLoops(OptionalInt.of(99)).accept(options);
    assertEquals(99, options.getEventLoopPoolSize());
  }
}
