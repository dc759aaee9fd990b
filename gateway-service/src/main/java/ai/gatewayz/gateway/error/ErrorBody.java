package ai.gatewayz.gateway.error;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes the OpenAI error envelope: {@code {"error":{"message","type","param","code","request_id",
 * …}}}. {@code param} is there even when null, as at OpenAI.
 */
public final class ErrorBody {

  private static final JsonFactory JSON = new ObjectMapper().getFactory();

  private ErrorBody() {}

  public static byte[] of(Failure failure, String requestId) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeStringField("message", failure.message());
      json.writeStringField("type", failure.error().type());
      json.writeStringField("param", failure.param());
      json.writeStringField("code", failure.code());
      json.writeStringField("request_id", requestId);
      for (Map.Entry<String, Object> detail : failure.details().entrySet()) {
        json.writeObjectField(detail.getKey(), detail.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("an error envelope of plain values", e);
    }
    return bytes.toByteArray();
  }

  /** The envelope as a server-sent event, for a stream that holds whole events and comments. */
  public static byte[] event(Failure failure, String requestId) {
    return ("data: " + new String(of(failure, requestId), StandardCharsets.UTF_8) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
