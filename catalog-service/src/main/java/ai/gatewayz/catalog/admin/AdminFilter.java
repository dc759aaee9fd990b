package ai.gatewayz.catalog.admin;

import ai.gatewayz.catalog.api.ApiError;
import ai.gatewayz.catalog.api.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets the operator's token through. */
@Provider
@AdminOnly
class AdminFilter implements ContainerRequestFilter {

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
}
