package ai.gatewayz.simulator.completion;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Says how long the file was that it was sent: as JSON, or as the text alone. */
public final class Transcriptions {

  private static final String END = "\r\n--";

  private Transcriptions() {}

  /** Fields of a form with a file, as if they were JSON; empty where it has no file. */
  public static Optional<CompletionRequest> parse(byte[] form) {
    String text = new String(form, StandardCharsets.ISO_8859_1);
    String file = field(text, "file");
    if (file == null) {
      return Optional.empty();
    }
    ObjectNode body = Json.object().put("model", field(text, "model")).put("bytes", file.length());
    body.put("response_format", field(text, "response_format"));
    return Optional.of(new CompletionRequest(body));
  }

  /** Null where it is not there. */
  private static String field(String form, String name) {
    int part = form.indexOf("name=\"" + name + "\"");
    int from = part < 0 ? -1 : form.indexOf("\r\n\r\n", part) + 4;
    return from < 4 ? null : form.substring(from, Math.max(from, form.indexOf(END, from)));
  }

  private static boolean plain(CompletionRequest request) {
    return request.body().path("response_format").asText().equals("text");
  }

  public static String type(CompletionRequest request) {
    return plain(request) ? "text/plain; charset=utf-8" : "application/json";
  }

  public static String of(CompletionRequest request) {
    String said = "A file of " + request.body().path("bytes").asInt() + " bytes.";
    ObjectNode answer = Json.object().put("text", said);
    answer.putObject("usage").put("type", "duration").put("seconds", 1);
    return plain(request) ? said + "\n" : answer.toString();
  }
}
