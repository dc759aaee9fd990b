package ai.gatewayz.gateway.error;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The forms in which callers read errors. The address decides, since a filter knows no more. */
public enum ErrorForm {
  OPENAI {
    @Override
    int status(Failure failure) {
      return failure.error().status();
    }

    @Override
    public byte[] body(Failure failure, String requestId) {
      return ErrorBody.of(failure, requestId);
    }

    @Override
    public byte[] event(Failure failure, String requestId) {
      return ErrorBody.event(failure, requestId);
    }
  },

  /** OpenAI's, in the words and events of its Responses. */
  RESPONSES {
    @Override
    int status(Failure failure) {
      return OPENAI.status(failure);
    }

    @Override
    public byte[] body(Failure failure, String requestId) {
      return ErrorBody.of(ResponsesWords.of(failure), requestId);
    }

    /** Some clients read the typed response, others any event with an error. */
    @Override
    public byte[] event(Failure failure, String requestId) {
      Failure told = ResponsesWords.of(failure);
      String envelope = new String(ErrorBody.of(told, requestId), StandardCharsets.UTF_8);
      ObjectNode event =
          JSON.createObjectNode().put("type", "response.failed").put("sequence_number", 0);
      ObjectNode response = event.putObject("response").put("id", "resp_" + requestId);
      response.put("object", "response").put("status", "failed").putArray("output");
      response.putObject("error").put("code", told.code()).put("message", told.message());
      String typed = event.toString();
      return ("event: response.failed\ndata: "
              + typed.substring(0, typed.length() - 1)
              + ","
              + envelope.substring(1)
              + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  },

  /** {@code {"type":"error","error":{"type","message",…},"request_id"}} */
  ANTHROPIC {
    @Override
    int status(Failure failure) {
      return switch (failure.error()) {
        // Its clients know no status of a gateway.
        case PROVIDER_ERROR, ANSWER_INTERRUPTED -> 500;
        case MODEL_UNAVAILABLE, OVERLOADED -> 529;
        default -> failure.error().status();
      };
    }

    @Override
    public byte[] body(Failure failure, String requestId) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
      try (JsonGenerator json = JSON.getFactory().createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringField("type", "error");
        json.writeObjectFieldStart("error");
        json.writeStringField("type", type(failure.error()));
        json.writeStringField("message", message(failure));
        json.writeStringField("code", failure.code());
        if (failure.param() != null) {
          json.writeStringField("param", failure.param());
        }
        for (Map.Entry<String, Object> detail : failure.details().entrySet()) {
          json.writeObjectField(detail.getKey(), detail.getValue());
        }
        json.writeEndObject();
        json.writeStringField("request_id", requestId);
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException("an error of plain values", e);
      }
      return bytes.toByteArray();
    }

    @Override
    public byte[] event(Failure failure, String requestId) {
      return ("event: error\ndata: "
              + new String(body(failure, requestId), StandardCharsets.UTF_8)
              + "\n\n")
          .getBytes(StandardCharsets.UTF_8);
    }
  };

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGES = "/v1/messages";
  private static final String RESPONSES_PATH = "/v1/responses";

  /** That of the address which was asked. */
  public static ErrorForm of(RoutingContext context) {
    String path = context.normalizedPath();
    if (isBelow(MESSAGES, path)) {
      return ANTHROPIC;
    }
    return isBelow(RESPONSES_PATH, path) ? RESPONSES : OPENAI;
  }

  private static boolean isBelow(String address, String path) {
    return path.startsWith(address)
        && (path.length() == address.length() || path.charAt(address.length()) == '/');
  }

  abstract int status(Failure failure);

  public abstract byte[] body(Failure failure, String requestId);

  /** As a server-sent event, for a stream that has begun. */
  public abstract byte[] event(Failure failure, String requestId);

  /** The words by which Anthropic's clients choose their exception. */
  private static String type(GatewayError error) {
    return switch (error) {
      case INVALID_JSON,
          INVALID_FORM,
          INVALID_FIELD,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_FILTER,
          REQUEST_REFUSED,
          METHOD_NOT_ALLOWED,
          UNSUPPORTED_MEDIA_TYPE ->
          "invalid_request_error";
      case INVALID_API_KEY -> "authentication_error";
      case FORBIDDEN, MODEL_BLOCKED -> "permission_error";
      case MODEL_NOT_FOUND, NOT_FOUND -> "not_found_error";
      case REQUEST_TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_error";
      case REQUEST_TIMEOUT, PROVIDER_TIMEOUT -> "timeout_error";
      case INTERNAL_ERROR, PROVIDER_ERROR, ANSWER_INTERRUPTED -> "api_error";
      case MODEL_UNAVAILABLE, OVERLOADED -> "overloaded_error";
    };
  }

  /** By these words agents know that they have to shorten the conversation. */
  private static String message(Failure failure) {
    return failure.error() == GatewayError.CONTEXT_LENGTH_EXCEEDED
        ? "prompt is too long: " + failure.message()
        : failure.message();
  }
}
