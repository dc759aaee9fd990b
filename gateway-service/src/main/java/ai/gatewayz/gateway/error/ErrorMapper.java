package ai.gatewayz.gateway.error;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The envelope for exceptions of resources. */
class ErrorMapper {

  @ServerExceptionMapper
  Response expected(FailureException thrown, RoutingContext context) {
    return response(thrown.failure(), context);
  }

  @ServerExceptionMapper
  Response http(WebApplicationException thrown, RoutingContext context) {
    int status = thrown.getResponse().getStatus();
    return switch (status) {
      case 404 ->
          response(
              Addresses.notFound(context.request().method().name(), context.normalizedPath()),
              context);
      case 405 -> notAllowed(thrown.getResponse().getHeaderString("Allow"), context);
      case 415 ->
          response(
              Failure.of(GatewayError.UNSUPPORTED_MEDIA_TYPE, "Send application/json."), context);
      default ->
          status >= 400 && status < 500
              ? response(
                  Failure.field(
                      null, "This request cannot be read: check its address, query and headers."),
                  context)
              : response(Failures.from(thrown, RequestId.of(context)), context);
    };
  }

  @ServerExceptionMapper
  Response unexpected(Throwable thrown, RoutingContext context) {
    return response(Failures.from(thrown, RequestId.of(context)), context);
  }

  private static Response notAllowed(String methods, RoutingContext context) {
    String allowed = methods == null ? Addresses.method(context.normalizedPath()) : methods;
    if (!allowed.isEmpty()) {
      context.response().putHeader("allow", allowed);
    }
    return response(
        Addresses.methodNotAllowed(context.request().method().name(), allowed), context);
  }

  /** The request's id is among the headers since the request came. */
  private static Response response(Failure failure, RoutingContext context) {
    ErrorForm form = ErrorForm.of(context);
    Response.ResponseBuilder response =
        Response.status(form.status(failure))
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(form.body(failure, RequestId.of(context)));
    if (form == ErrorForm.ANTHROPIC) {
      response.header(RequestId.ANTHROPICS.toString(), RequestId.of(context));
    }
    if (failure.retryAfter() != null) {
      response.header("retry-after", Failures.seconds(failure.retryAfter()));
    }
    return response.build();
  }
}
