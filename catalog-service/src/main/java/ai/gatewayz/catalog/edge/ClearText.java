package ai.gatewayz.catalog.edge;

import ai.gatewayz.settings.HttpConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Without TLS, only HTTP/1 is spoken. */
@ApplicationScoped
class ClearText implements HttpServerOptionsCustomizer {

  private final HttpConfig config;

  ClearText(HttpConfig config) {
    this.config = config;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(config.clearTextHttp2());
  }
}
