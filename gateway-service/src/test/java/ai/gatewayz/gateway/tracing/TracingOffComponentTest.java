package ai.gatewayz.gateway.tracing;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.gateway.GatewayStack;
import ai.gatewayz.providers.dialect.Operation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Unless it is switched on, nothing listens to HTTP and no request has a trace. */
@QuarkusTest
@QuarkusTestResource(GatewayStack.class)
class TracingOffComponentTest {

  @Inject Vertx vertx;
  @Inject Tracing tracing;

  @Test
  void nothingIsInstrumented() {
    assertNull(((VertxInternal) vertx).tracer());
    assertSame(RequestTrace.NONE, tracing.start(null, Operation.CHAT));
  }
}
