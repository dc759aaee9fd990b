package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Ability;
import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Vectors of length one that depend on the text alone, as numbers or in base64, which several
 * client libraries ask for by themselves.
 */
public final class Embeddings {

  private static final int DIMENSIONS = 64;

  private Embeddings() {}

  public static ObjectNode of(CompletionRequest request) {
    ObjectNode answer = Json.object().put("object", "list").put("model", request.model());
    ArrayNode data = answer.putArray("data");
    boolean base64 = request.body().path("encoding_format").asText().equals("base64");
    int dimensions = request.body().path("dimensions").asInt(DIMENSIONS);
    int tokens = 0;
    for (String input : inputs(request.body().path("input"))) {
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      float[] vector =
          request.pretends() == Ability.EMBEDDINGS
              ? new float[dimensions]
              : vector(input, dimensions);
      if (base64) {
        entry.put("embedding", base64(vector));
      } else {
        ArrayNode numbers = entry.putArray("embedding");
        for (float number : vector) {
          numbers.add(number);
        }
      }
      tokens += 1 + input.length() / 4;
    }
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return answer;
  }

  /** A text, several texts, the tokens of a text, or those of several. */
  private static List<String> inputs(JsonNode input) {
    List<String> inputs = new ArrayList<>();
    if (!input.isArray() || input.path(0).isNumber()) {
      inputs.add(text(input));
    } else {
      input.forEach(each -> inputs.add(text(each)));
    }
    return inputs;
  }

  private static String text(JsonNode input) {
    return input.isTextual() ? input.asText() : input.toString();
  }

  private static float[] vector(String text, int dimensions) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[dimensions];
    double square = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
