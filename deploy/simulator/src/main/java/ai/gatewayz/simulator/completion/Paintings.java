package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** As many pictures as are asked for, within the answer or at an address; each of one dot. */
public final class Paintings {

  private static final String DOT =
      Base64.getEncoder()
          .encodeToString(
              "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
                  .getBytes(StandardCharsets.UTF_8));

  private static final int MOST = 10;

  private Paintings() {}

  public static ObjectNode of(CompletionRequest request) {
    ObjectNode answer = Json.object().put("created", 1_760_000_000L);
    ArrayNode data = answer.putArray("data");
    boolean url = request.body().path("response_format").asText().equals("url");
    for (int i = 0; i < Math.min(MOST, request.body().path("n").asInt(1)); i++) {
      if (url) {
        data.addObject().put("url", "https://pictures.test/" + i + ".svg");
      } else {
        data.addObject().put("b64_json", DOT);
      }
    }
    answer.putObject("usage").put("prompt_tokens", 3).put("total_tokens", 3);
    return answer;
  }
}
