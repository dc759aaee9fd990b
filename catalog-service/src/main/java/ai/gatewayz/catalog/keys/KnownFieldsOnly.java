package ai.gatewayz.catalog.keys;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Type;
import java.util.function.BiFunction;

/** Refuses a body with a field that it should not have, or has twice. */
@RegisterForReflection
public final class KnownFieldsOnly implements BiFunction<ObjectMapper, Type, ObjectReader> {

  @Override
  public ObjectReader apply(ObjectMapper mapper, Type type) {
    return mapper
        .readerFor(mapper.constructType(type))
        .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }
}
