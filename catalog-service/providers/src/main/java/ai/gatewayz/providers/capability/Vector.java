package ai.gatewayz.providers.capability;

import ai.gatewayz.providers.capability.Shown.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.function.IntToDoubleFunction;

/** Whether an answer holds a vector, and of how many numbers. */
final class Vector {

  /** No model has so many. */
  private static final int MOST = 65_536;

  private Vector() {}

  static Shown read(JsonNode root) {
    JsonNode embedding = root.path("data").path(0).path("embedding");
    if (embedding.isMissingNode()) {
      // HuggingFace's own servers answer with bare arrays.
      embedding = root.path(0).isArray() ? root.path(0) : root;
    }
    if (embedding.isTextual()) {
      return coded(embedding.textValue());
    }
    if (!embedding.isArray() || embedding.size() > MOST) {
      return Shown.NOTHING;
    }
    for (JsonNode number : embedding) {
      if (!number.isNumber()) {
        return Shown.NOTHING;
      }
    }
    JsonNode numbers = embedding;
    return of(numbers.size(), i -> numbers.path(i).asDouble());
  }

  /** Four bytes for each number, little end first. */
  private static Shown coded(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return Shown.NOTHING;
    }
    if (bytes.length % Float.BYTES != 0 || bytes.length / Float.BYTES > MOST) {
      return Shown.NOTHING;
    }
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return of(bytes.length / Float.BYTES, i -> numbers.getFloat(i * Float.BYTES));
  }

  /** A vector without a direction is like no other. */
  private static Shown of(int size, IntToDoubleFunction number) {
    if (size == 0) {
      return Shown.NOTHING;
    }
    boolean direction = false;
    for (int i = 0; i < size; i++) {
      double value = number.applyAsDouble(i);
      if (!Double.isFinite(value)) {
        return Shown.NOTHING;
      }
      direction |= value != 0;
    }
    return direction ? Shown.vector(size) : Shown.refuted(Reason.WRONG);
  }
}
