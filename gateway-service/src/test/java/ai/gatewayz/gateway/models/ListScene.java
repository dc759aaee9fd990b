package ai.gatewayz.gateway.models;

import static ai.gatewayz.gateway.snapshot.Facts.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.gateway.gzip.Segments;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** A list of models without a server around it. */
abstract class ListScene {

  static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
  static final Reach REACH = Reach.of(Set.of("together", "fireworks", "huggingface"), TODAY);

  private static final ModelQueryParser PARSER =
      new ModelQueryParser(
          new TreeSet<>(Set.of("together", "fireworks", "huggingface", "portkey")), View.CALLABLE);

  final Ledger ledger = new Ledger();
  final Segments segments = new Segments(1 << 20);
  ModelIndex index = ModelIndex.empty(REACH);

  void refresh() {
    index = index.next(ledger.snapshot(NOON));
  }

  static ModelQuery query(String... parameters) {
    Map<String, List<String>> query = new HashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      query
          .computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
          .add(parameter.substring(equals + 1));
    }
    return PARSER.parse(query);
  }

  /** The answer as JSON, which is the same in gzip. */
  JsonNode list(String... parameters) {
    ModelQuery parsed = query(parameters);
    ModelPage page = new ModelPage(parsed.of(index), parsed, null);
    byte[] bytes = page.toBytes();
    assertEquals(bytes.length, page.length());
    try {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      page.gzip(segments).write(zipped);
      assertEquals(zipped.size(), page.gzip(segments).length());
      JsonNode json = EventJson.mapper().readTree(bytes);
      assertEquals(
          json,
          EventJson.mapper()
              .readTree(new GZIPInputStream(new ByteArrayInputStream(zipped.toByteArray()))));
      return json;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  List<String> ids(String... parameters) {
    List<String> ids = new ArrayList<>();
    list(parameters).get("data").forEach(model -> ids.add(model.get("id").asText()));
    return ids;
  }
}
