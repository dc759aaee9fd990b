package ai.gatewayz.catalog.api;

import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.catalog.schema.Schema;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.hibernate.HibernateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns failures into answers; nobody sees a stack trace. */
final class ErrorMapper {

  private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

  private final Schema schema;

  ErrorMapper(Schema schema) {
    this.schema = schema;
  }

  @ServerExceptionMapper
  Response known(ApiException failure) {
    return answer(failure.error(), failure.getMessage());
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException failure) {
    String message =
        failure.getConstraintViolations().stream()
            .map(violation -> name(violation.getPropertyPath()) + ": " + violation.getMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return answer(ApiError.BAD_REQUEST, message);
  }

  @ServerExceptionMapper
  Response unreadable(MismatchedInputException failure) {
    String where = where(failure);
    return answer(ApiError.BAD_REQUEST, (where.isEmpty() ? "body" : where) + ": cannot be read");
  }

  /** Where a request may have no other fields than those that are known. */
  @ServerExceptionMapper
  Response unknown(UnrecognizedPropertyException failure) {
    String known =
        failure.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return answer(ApiError.BAD_REQUEST, where(failure) + ": is no field; there are " + known);
  }

  /** The name may be a stranger's. */
  private static String where(MismatchedInputException failure) {
    return Texts.shown(
        failure.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining(".")));
  }

  /** As the caller knows it: without the method, and not as its argument is called here. */
  private static String name(Path path) {
    String last = "";
    for (Path.Node node : path) {
      last = node.getName() == null ? last : node.getName();
    }
    return switch (last) {
      case "maxPrice" -> "max_price";
      case "minContext" -> "min_context";
      case "lastEventId" -> "Last-Event-ID";
      default -> last;
    };
  }

  @ServerExceptionMapper
  Response http(WebApplicationException failure) {
    int status = failure.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(failure);
    }
    if (status == 404 && failure.getCause() != null) {
      // What the framework makes of a parameter that is not of its type.
      return answer(ApiError.BAD_REQUEST, "A parameter has the wrong type.");
    }
    return switch (status) {
      case 404 -> answer(ApiError.NOT_FOUND, "Nothing is served at this address.");
      case 401 -> answer(ApiError.UNAUTHORIZED, "A valid token is required.");
      case 403 -> answer(ApiError.FORBIDDEN, "This request is not permitted.");
      default ->
          Response.status(status)
              .type(MediaType.APPLICATION_JSON)
              .entity(
                  ErrorBody.of(ApiError.BAD_REQUEST, "The request is not valid for this address."))
              .build();
    };
  }

  @ServerExceptionMapper
  Response database(HibernateException failure) {
    if (isAboutAValue(failure)) {
      return unstorable();
    }
    LOG.warnf("The database failed a request: %s", failure.getMessage());
    return answer(
        ApiError.DATABASE_UNAVAILABLE, "The database is unavailable. Retry in a few seconds.");
  }

  @ServerExceptionMapper
  Response unexpected(Throwable failure) {
    if (isAboutAValue(failure)) {
      return unstorable();
    }
    if (!schema.ready() || isAboutTheNetwork(failure)) {
      LOG.warnf("A request failed because the database is unavailable: %s", failure.toString());
      return answer(
          ApiError.DATABASE_UNAVAILABLE, "The database is unavailable. Retry in a few seconds.");
    }
    LOG.error("A request failed unexpectedly", failure);
    return answer(ApiError.INTERNAL, "This service failed unexpectedly. Its log says why.");
  }

  private static Response unstorable() {
    return answer(
        ApiError.BAD_REQUEST,
        "A value of the request cannot be stored: it is too large or contains U+0000.");
  }

  /** What the database says of data (class 22 of SQL's states) is said of the request's. */
  private static boolean isAboutAValue(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String state =
          switch (cause) {
            case PgException refused -> refused.getSqlState();
            // What Hibernate makes of it.
            case SQLException refused -> refused.getSQLState();
            default -> null;
          };
      if (state != null && state.startsWith("22")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAboutTheNetwork(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof TimeoutException
          || cause instanceof VertxException) {
        return true;
      }
    }
    return false;
  }

  private static Response answer(ApiError error, String message) {
    return Response.status(error.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(ErrorBody.of(error, message))
        .build();
  }
}
