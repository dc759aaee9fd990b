package ai.gatewayz.health.edge;

import ai.gatewayz.edge.ManagementChannels;
import ai.gatewayz.settings.HttpConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Without TLS, only HTTP/1 is spoken. */
@ApplicationScoped
class ClearText implements HttpServerOptionsCustomizer {

  private final HttpConfig config;

  ClearText(HttpConfig config) {
    this.config = config;
  }

  void management(
      @Observes @Priority(1) StartupEvent start,
      @ConfigProperty(name = "quarkus.management.port") int port) {
    ManagementChannels.speakHttp1On(port);
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(config.clearTextHttp2());
  }
}
