package ai.gatewayz.gateway.tochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.protocol.Trees;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a request member by member: of its longest, the conversation, only one element is held as a
 * tree.
 */
public final class Members {

  private Members() {}

  /**
   * @param body its first {@code length} bytes are the request
   * @param conversation the member whose elements are read one at a time, where it is an array
   * @param element takes each of these
   * @param member takes any other member that is not null, by its name
   * @throws ai.gatewayz.gateway.error.FailureException where it is no object in JSON, or names a
   *     field of an object twice
   */
  public static void read(
      byte[] body,
      int length,
      String conversation,
      Consumer<JsonNode> element,
      BiConsumer<String, JsonNode> member) {
    try (JsonParser json = Trees.REQUESTS.getFactory().createParser(body, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw Failure.of(GatewayError.INVALID_JSON, "The body must be one JSON object in UTF-8.")
            .exception();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() == JsonToken.START_ARRAY && name.equals(conversation)) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            element.accept(Trees.next(json));
          }
          continue;
        }
        JsonNode value = Trees.next(json);
        if (!value.isNull()) {
          member.accept(name, value);
        }
      }
      if (json.nextToken() != null) {
        throw Failure.of(GatewayError.INVALID_JSON, "The body has content after the JSON object.")
            .exception();
      }
    } catch (JsonProcessingException e) {
      throw Failure.of(
              GatewayError.INVALID_JSON,
              "The body is not valid JSON, or names a field of an object twice: see byte "
                  + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset())
                  + ".")
          .exception();
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }
}
