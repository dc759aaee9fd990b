package ai.gatewayz.health.admin;

import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.log.Fields;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Lets the operator's token through, and has a line in the log for what is done with it. */
@Provider
@AdminOnly
class AdminFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Logger LOG = Logger.getLogger(AdminFilter.class);
  private static final int REFUSED = 400;
  private static final String SCHEME = "Bearer ";

  private final AdminToken token;

  AdminFilter(AdminToken token) {
    this.token = token;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!token.configured()) {
      throw new ApiException(ApiError.FORBIDDEN, "No operator token is configured.");
    }
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null
        || !header.startsWith(SCHEME)
        || !token.matches(header.substring(SCHEME.length()))) {
      throw new ApiException(ApiError.UNAUTHORIZED, "The operator's token is required.");
    }
  }

  /** Who did it and why is with what was done: rules, names and overrides have their authors. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String method = request.getMethod();
    if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      return;
    }
    String path = Texts.shown(request.getUriInfo().getPath());
    int status = response.getStatus();
    Fields.of("act", method)
        .and("path", path)
        .and("status", status)
        .and("author", request.getUriInfo().getQueryParameters().getFirst("author"))
        .on(
            () ->
                LOG.logf(
                    status < REFUSED ? Logger.Level.INFO : Logger.Level.WARN,
                    "An operator's %s %s: %d",
                    method,
                    path,
                    status));
  }
}
