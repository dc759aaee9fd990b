package ai.gatewayz.events;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;

/** JSON Schemas as a maintained validator reads them; formats are checked too. */
final class Schemas {

  /** Tells numbers as they are written: 1.50 is not 1.5. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private Schemas() {}

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(EventType event) {
    return read(EventType.folder().resolve("schemas").resolve(event.file()));
  }

  /** What is wrong with a value; nothing where it is valid. */
  static Set<ValidationMessage> faults(JsonNode schema, JsonNode value) {
    return compile(schema).validate(value);
  }

  static JsonSchema compile(JsonNode schema) {
    return FACTORY.getSchema(schema, CONFIG);
  }

  /** What is wrong with a schema itself by the rules of its draft. */
  static Set<ValidationMessage> faultsOfSchema(JsonNode schema) {
    return FACTORY
        .getSchema(SchemaLocation.of(SpecVersion.VersionFlag.V202012.getId()), CONFIG)
        .validate(schema);
  }
}
