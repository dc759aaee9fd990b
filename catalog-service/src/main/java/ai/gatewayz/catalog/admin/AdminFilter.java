package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import ai.gatewayz.catalog.log.OperatorAct;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Lets the operator's token through, and has a line in the log for what is done with it. */
@Provider
@AdminOnly
class AdminFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Logger LOG = Logger.getLogger(AdminFilter.class);
  private static final String SCHEME = "Bearer ";
  private static final String PASSED = "gatewayz.operator";

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
    request.setProperty(PASSED, true);
  }

  /** Strangers are no operators, and cannot fill the log. */
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(PASSED) == null) {
      return;
    }
    UriInfo uri = request.getUriInfo();
    new OperatorAct(
            request.getMethod(),
            uri.getPath(),
            response.getStatus(),
            uri.getQueryParameters().getFirst("author"))
        .log(LOG);
  }
}
