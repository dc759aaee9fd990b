package ai.gatewayz.simulator.error;

import ai.gatewayz.simulator.lists.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A whole answer. */
public record Reply(int status, Map<String, String> headers, String body) {

  static Reply json(int status, ObjectNode body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), body.toString());
  }

  static Reply html(int status, String title) {
    return new Reply(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        "<!DOCTYPE html><html><head><title>"
            + title
            + "</title></head><body><h1>"
            + title
            + "</h1></body></html>");
  }

  /** {@code {"error":{"message","type","param","code"}}} */
  static Reply openAi(int status, String message, String type, String param, String code) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return json(status, body);
  }

  /** {@code {"error":"…"}} */
  static Reply plain(int status, String message) {
    return json(status, Json.object().put("error", message));
  }

  Reply with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Reply(status, all, body);
  }
}
