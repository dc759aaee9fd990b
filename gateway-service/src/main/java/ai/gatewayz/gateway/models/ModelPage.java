package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.gateway.models.ModelQuery.Page;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The answer to a query: the rows' JSON as it is, between an envelope's. */
final class ModelPage {

  private static final byte[] HEAD =
      "{\"object\":\"list\",\"data\":[".getBytes(StandardCharsets.US_ASCII);

  private final Page page;
  private final byte[] tail;

  ModelPage(Page page, Integer limit) {
    this.page = page;
    tail = tail(page, limit);
  }

  /** How many bytes {@link #write} writes. */
  long length() {
    long length = HEAD.length + tail.length + Math.max(0, page.rows().size() - 1);
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

  private static byte[] tail(Page page, Integer limit) {
    ObjectNode fields = EventJson.mapper().createObjectNode();
    fields.put("total", page.total());
    fields.put("returned", page.rows().size());
    fields.put("offset", page.offset());
    fields.put("limit", limit);
    fields.put("has_more", page.hasMore());
    try {
      String json = EventJson.mapper().writeValueAsString(fields);
      return ("]," + json.substring(1)).getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
