package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.gateway.gzip.Gzip;
import ai.gatewayz.gateway.gzip.Segment;
import ai.gatewayz.gateway.gzip.Segments;
import ai.gatewayz.gateway.models.ModelQuery.Page;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answer to a query: the rows' JSON as it is, between an envelope's. */
final class ModelPage {

  private static final byte[] HEAD =
      "{\"object\":\"list\",\"data\":[".getBytes(StandardCharsets.US_ASCII);

  /** Rows of a segment, mostly and at most. A power of two. */
  private static final int USUAL_ROWS = 32;

  private static final int MOST_ROWS = 128;

  /** Odd and without a pattern: rows in another order give another digest. */
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final Page page;
  private final byte[] tail;

  /**
   * @param next the address of the page that follows; null for none
   */
  ModelPage(Page page, ModelQuery query, String next) {
    this.page = page;
    tail = tail(page, query, next);
  }

  /** How many bytes {@link #write} writes. */
  long length() {
    long length = (long) HEAD.length + tail.length + Math.max(0, page.rows().size() - 1);
    for (ModelRow row : page.rows()) {
      length += row.json().length;
    }
    return length;
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(length()));
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  void write(OutputStream out) throws IOException {
    out.write(HEAD);
    boolean first = true;
    for (ModelRow row : page.rows()) {
      if (!first) {
        out.write(',');
      }
      first = false;
      out.write(row.json());
    }
    out.write(tail);
  }

  /** The same in gzip, of segments that hold some rows each. */
  Gzip gzip(Segments segments) {
    List<Segment> parts = new ArrayList<>();
    parts.add(Segment.of(HEAD));
    List<ModelRow> rows = page.rows();
    int from = 0;
    while (from < rows.size()) {
      int to = end(rows, from);
      List<ModelRow> some = rows.subList(from, to);
      boolean first = from == 0;
      parts.add(segments.of(digest(some, first), () -> joined(some, first)));
      from = to;
    }
    parts.add(Segment.of(tail));
    return new Gzip(parts);
  }

  /**
   * A segment ends where a model says so, whatever stands around it: one that comes or goes changes
   * one segment, not all that follow.
   */
  private static int end(List<ModelRow> rows, int from) {
    int to = from + 1;
    while (to < rows.size()
        && to - from < MOST_ROWS
        && (rows.get(to - 1).id().hashCode() & (USUAL_ROWS - 1)) != 0) {
      to++;
    }
    return to;
  }

  private static long digest(List<ModelRow> rows, boolean first) {
    long digest = first ? 1 : 2;
    for (ModelRow row : rows) {
      digest = digest * MIX + row.digest();
    }
    return digest;
  }

  private static byte[] joined(List<ModelRow> rows, boolean first) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean comma = !first;
    for (ModelRow row : rows) {
      if (comma) {
        bytes.write(',');
      }
      comma = true;
      bytes.writeBytes(row.json());
    }
    return bytes.toByteArray();
  }

  private static byte[] tail(Page page, ModelQuery query, String next) {
    ObjectNode fields = EventJson.mapper().createObjectNode();
    fields.put("view", query.view().text());
    fields.put("total", page.total());
    // As OpenRouter calls it.
    fields.put("total_count", page.total());
    ObjectNode hidden = fields.putObject("hidden");
    hidden.put("total", page.hidden().values().stream().mapToInt(Integer::intValue).sum());
    page.hidden().forEach(hidden::put);
    fields.put("returned", page.rows().size());
    fields.put("offset", page.offset());
    fields.put("limit", query.limit());
    fields.putObject("links").put("next", next);
    fields.put("has_more", page.hasMore());
    try {
      String json = EventJson.mapper().writeValueAsString(fields);
      return ("]," + json.substring(1)).getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
