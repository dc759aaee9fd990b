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
              Failure.of(GatewayError.NOT_FOUND, "There is nothing at this address."), context);
      case 405 ->
          response(
              Failure.of(
                  GatewayError.METHOD_NOT_ALLOWED,
                  "This address does not answer " + context.request().method().name() + "."),
              context);
      case 415 ->
          response(
              Failure.of(GatewayError.UNSUPPORTED_MEDIA_TYPE, "Send application/json."), context);
      default ->
          status >= 400 && status < 500
              ? response(Failure.field(null, "The request cannot be understood."), context)
              : response(Failures.from(thrown, RequestId.of(context)), context);
    };
  }

  @ServerExceptionMapper
  Response unexpected(Throwable thrown, RoutingContext context) {
    return response(Failures.from(thrown, RequestId.of(context)), context);
  }

  private static Response response(Failure failure, RoutingContext context) {
    String requestId = RequestId.of(context);
    Response.ResponseBuilder response =
        Response.status(failure.error().status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .header(RequestId.HEADER, requestId)
            .entity(ErrorBody.of(failure, requestId));
    if (failure.retryAfter() != null) {
      response.header("retry-after", Failures.seconds(failure.retryAfter()));
    }
    return response.build();
  }
}
