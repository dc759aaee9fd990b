package ai.gatewayz.simulator.paging;

import ai.gatewayz.simulator.lists.Json;
import ai.gatewayz.simulator.lists.ListName;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a list into the page that a query asks for. */
public final class Paging {

  private static final int MAX = 1_000;
  private static final String JSON = "application/json; charset=utf-8";

  private Paging() {}

  public static Page page(ListName list, List<ObjectNode> entries, Query query) {
    return switch (list) {
      case OPENROUTER -> openRouter(entries, query);
      case PORTKEY -> portkey(entries, query);
      case FEATHERLESS -> featherless(entries, query);
      case FIREWORKS, HUGGINGFACE_ROUTER ->
          whole(Json.object().put("object", "list").set("data", array(entries)));
      case FIREWORKS_LIBRARY -> library(entries, query);
      case TOGETHER -> new Page(1, Map.of("Content-Type", JSON), array(entries).toString());
      case HUGGINGFACE_HUB -> hub(entries, query);
    };
  }

  private static Page whole(ObjectNode body) {
    return new Page(1, Map.of("Content-Type", JSON), body.toString());
  }

  private static ArrayNode array(List<ObjectNode> entries) {
    return Json.MAPPER.createArrayNode().addAll(entries);
  }

  private static <T> List<T> slice(List<T> all, long from, int size) {
    int start = Math.clamp(from, 0, all.size());
    return all.subList(start, Math.min(all.size(), start + Math.max(0, size)));
  }

  /**
   * Everything at once unless offset or limit is given; only what produces text unless asked
   * otherwise.
   */
  private static Page openRouter(List<ObjectNode> entries, Query query) {
    String wanted = query.has("output_modalities") ? query.text("output_modalities") : "text";
    List<ObjectNode> all =
        wanted.equals("all")
            ? entries
            : entries.stream()
                .filter(
                    e ->
                        e.at("/architecture/output_modalities")
                            .toString()
                            .contains("\"" + wanted + "\""))
                .toList();
    boolean paged = query.has("offset") || query.has("limit");
    int limit = paged ? Math.clamp(query.number("limit", 500), 1, MAX) : all.size();
    int offset = query.number("offset", 0);
    ObjectNode body = Json.object();
    body.set("data", array(slice(all, offset, limit)));
    body.put("total_count", all.size());
    boolean more = offset + limit < all.size();
    body.putObject("links")
        .put(
            "next",
            more
                ? URI.create(query.url()).getPath()
                    + "?offset="
                    + (offset + limit)
                    + "&limit="
                    + limit
                    + "&output_modalities="
                    + wanted
                : null);
    return new Page(offset / Math.max(1, limit) + 1, Map.of("Content-Type", JSON), body.toString());
  }

  /** A first page of 500 unless told otherwise, and a byte order mark before the JSON. */
  private static Page portkey(List<ObjectNode> entries, Query query) {
    int limit = Math.clamp(query.number("limit", 500), 1, MAX);
    int offset = query.number("offset", 0);
    ObjectNode body = Json.object().put("object", "list").put("total", entries.size());
    body.set("data", array(slice(entries, offset, limit)));
    return new Page(offset / limit + 1, Map.of("Content-Type", JSON), "\uFEFF" + body);
  }

  /**
   * {@code page} and {@code per_page}; neither: the whole catalog. {@code limit} and {@code offset}
   * are ignored.
   */
  private static Page featherless(List<ObjectNode> entries, Query query) {
    boolean paged = query.has("page") || query.has("per_page");
    int size = paged ? Math.clamp(query.number("per_page", 100), 100, MAX) : entries.size();
    int page = Math.max(1, query.number("page", 1));
    ObjectNode body = Json.object();
    body.set("data", array(slice(entries, (long) (page - 1) * size, size)));
    if (paged) {
      int pages = (entries.size() + size - 1) / Math.max(1, size);
      body.putObject("pagination")
          .put("current_page", page)
          .put("per_page", size)
          .put("total_pages", pages)
          .put("total_items", entries.size());
      body.put("total", entries.size());
    }
    return new Page(page, Map.of("Content-Type", JSON), body.toString());
  }

  /** Page tokens; sizes above 200 are taken as 200. */
  private static Page library(List<ObjectNode> entries, Query query) {
    int size = Math.clamp(query.number("pageSize", 50), 1, 200);
    int offset = query.has("pageToken") ? decode(query.text("pageToken")) : 0;
    ObjectNode body = Json.object();
    body.set("models", array(slice(entries, offset, size)));
    body.put("nextPageToken", offset + size < entries.size() ? encode(offset + size) : "");
    body.put("totalSize", entries.size());
    return new Page(offset / size + 1, Map.of("Content-Type", JSON), body.toString());
  }

  /** A cursor in the {@code Link} header; {@code offset} is ignored. */
  private static Page hub(List<ObjectNode> entries, Query query) {
    int limit = Math.clamp(query.number("limit", MAX), 1, MAX);
    int offset = query.has("cursor") ? decode(query.text("cursor")) : 0;
    String body = array(slice(entries, offset, limit)).toString();
    Map<String, String> headers =
        Map.of(
            "Content-Type", JSON,
            "RateLimit", "\"api\";r=499;t=287",
            "RateLimit-Policy", "\"fixed window\";\"api\";q=500;w=300");
    if (offset + limit < entries.size()) {
      String provider =
          query.has("inference_provider")
              ? "&inference_provider=" + query.text("inference_provider")
              : "";
      headers = new HashMap<>(headers);
      headers.put(
          "Link",
          "<"
              + query.url()
              + "?limit="
              + limit
              + provider
              + "&cursor="
              + encode(offset + limit)
              + ">; rel=\"next\"");
    }
    return new Page(offset / limit + 1, headers, body);
  }

  private static String encode(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("{\"after\":" + offset + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static int decode(String token) {
    String json = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    return Integer.parseInt(json.replaceAll("\\D", ""));
  }
}
