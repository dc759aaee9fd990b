package ai.gatewayz.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the routes is a good one by the rules of OpenAPI, and by those of its own. */
class OpenApiTest {

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Path PUBLISHED =
      Path.of(System.getProperty("gatewayz.root", ".."), "deploy/events/target/openapi/3.1.json");
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String SCHEMAS = "#/components/schemas/";

  private final OpenApiDocument document;

  OpenApiTest() throws IOException {
    document = OpenApiDocument.read();
  }

  /** By the schema that OpenAPI publishes; see {@code deploy/events/install-tools.sh}. */
  @Test
  void isADocumentOfOpenApi() throws IOException {
    assumeTrue(Files.exists(PUBLISHED), "skipped: OpenAPI's schema was not fetched");
    var schema = FACTORY.getSchema(OpenApiDocument.JSON.readTree(PUBLISHED.toFile()));
    assertEquals(Set.of(), schema.validate(document.root()));

    JsonNode wrong = document.root().deepCopy();
    ((ObjectNode) wrong.at("/paths/~1v1~1key/get")).put("responses", "many");
    assertFalse(schema.validate(wrong).isEmpty());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    Set<String> references = new HashSet<>(document.root().findValuesAsText("$ref"));
    assertTrue(references.size() > 20, references.toString());
    for (String reference : references) {
      assertFalse(document.root().at(reference.substring(1)).isMissingNode(), reference);
    }
    document
        .root()
        .at("/components/schemas")
        .fieldNames()
        .forEachRemaining(name -> assertTrue(references.contains(SCHEMAS + name), name));
  }

  @Test
  void everySchemaIsOne() {
    var rules = FACTORY.getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()));
    for (JsonNode schema : document.root().at("/components/schemas")) {
      assertEquals(Set.of(), rules.validate(schema), schema.toString());
    }
  }

  @Test
  void everyExampleIsWhatItsSchemaSays() {
    int examples = 0;
    for (JsonNode holder : document.root().findParents("example")) {
      examples++;
      assertEquals(
          Set.of(),
          FACTORY.getSchema(standing(holder.path("schema"))).validate(holder.path("example")),
          holder.toString());
    }
    assertTrue(examples > 30, examples + " examples");
  }

  /** A schema with all that it may refer to. */
  private JsonNode standing(JsonNode schema) {
    ObjectNode alone = schema.deepCopy();
    alone.set("components", document.root().path("components"));
    return alone;
  }

  @Test
  void everyOperationHasItsNameAnswersAndExamples() {
    Set<String> names = new HashSet<>();
    Set<String> tags = new HashSet<>(document.root().path("tags").findValuesAsText("name"));
    for (OpenApiDocument.Described each : document.operations()) {
      String where = each.method() + " " + each.path();
      JsonNode operation = each.operation();
      assertTrue(names.add(operation.path("operationId").asText()), where);
      assertFalse(operation.path("summary").asText().isEmpty(), where);
      operation.path("tags").forEach(tag -> assertTrue(tags.contains(tag.asText()), where));
      assertTrue(operation.path("responses").has("200"), where);
      if (each.path().startsWith("/v1/")) {
        assertTrue(operation.path("responses").has("default"), where);
        JsonNode content = operation.at("/responses/200/content");
        assertTrue(
            content.has("audio/*") || content.at("/application~1json").has("example"), where);
      }
      if (each.method().equals("POST")) {
        JsonNode content = operation.at("/requestBody/content");
        assertFalse(content.isEmpty(), where);
        content.forEach(form -> assertTrue(form.has("example"), where));
      }
      assertEquals(parameters(each.path()), inPath(operation), where);
    }
  }

  private static List<String> parameters(String path) {
    List<String> names = new ArrayList<>();
    Matcher matcher = PARAMETER.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static List<String> inPath(JsonNode operation) {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        assertTrue(parameter.path("required").asBoolean());
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }

  /** A key is needed for what is below {@code /v1/}, and for nothing else. */
  @Test
  void saysWhereAKeyIsNeeded() {
    JsonNode schemes = document.root().at("/components/securitySchemes");
    assertFalse(document.root().path("security").isEmpty());
    document
        .root()
        .path("security")
        .forEach(
            one -> one.fieldNames().forEachRemaining(name -> assertTrue(schemes.has(name), name)));
    for (OpenApiDocument.Described each : document.operations()) {
      JsonNode own = each.operation().path("security");
      assertEquals(
          each.path().startsWith("/v1/"), own.isMissingNode(), each.method() + " " + each.path());
      assertTrue(own.isEmpty(), each.path());
    }
  }
}
