package ai.gatewayz.catalog.edge;

import ai.gatewayz.edge.ConnectionLimits;
import ai.gatewayz.edge.PortFilter;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What strangers invent goes no further than this, and is no series of its own. */
@ApplicationScoped
class PublicPort {

  private final PortFilter filter;

  PublicPort(PortFilter filter) {
    this.filter = filter;
  }

  void register(@Observes Router router) {
    filter.register(router);
  }

  @Produces
  @Singleton
  static ConnectionLimits limits(ConnectionConfig config) {
    return ConnectionLimits.of(
        config.headTimeout(),
        config.idleTimeout(),
        config.requestTimeout(),
        config.mostPerAddress());
  }
}
