package ai.gatewayz.providers.openrouter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The {@code provider} object as OpenRouter is to see it: it has the same field, and means its own
 * hosts. The gateway's own providers in it have been heeded by routing and mean nothing there; the
 * rest, promises on the data above all, is its to keep.
 */
final class OpenRouterPreferences {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("order", "only", "ignore");

  private OpenRouterPreferences() {}

  /** Null where it stays as it is. */
  static byte[] of(byte[] json, Predicate<String> gatewayProvider) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode preferences)) {
        return null;
      }
      boolean changed = false;
      for (String member : NAMES) {
        changed |= withoutOurs(preferences, member, gatewayProvider);
      }
      return changed ? JSON.writeValueAsBytes(preferences) : null;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it has been read before", e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
  }

  private static boolean withoutOurs(
      ObjectNode preferences, String member, Predicate<String> gatewayProvider) {
    if (!(preferences.get(member) instanceof ArrayNode names)) {
      return false;
    }
    ArrayNode theirs = JSON.createArrayNode();
    for (JsonNode name : names) {
      if (!gatewayProvider.test(name.asText().toLowerCase(Locale.ROOT))) {
        theirs.add(name);
      }
    }
    if (theirs.size() == names.size()) {
      return false;
    }
    if (theirs.isEmpty()) {
      preferences.remove(member);
      if (member.equals("order")) {
        // No fallback to another of our providers; which of its hosts answers is left to it.
        preferences.remove("allow_fallbacks");
      }
    } else {
      preferences.set(member, theirs);
    }
    return true;
  }
}
