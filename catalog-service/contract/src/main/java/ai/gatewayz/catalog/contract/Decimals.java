package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Decimals of others. A few characters name one of a billion digits ({@code 1e600000000}), and
 * whatever is done with it then, adding it, comparing it as text, writing it out, never ends.
 */
public final class Decimals {

  /** Twice as many as the catalog takes from a list. */
  private static final int MOST_DIGITS = 150;

  private Decimals() {}

  /** Whether it can be reckoned with and written out. */
  public static boolean sane(BigDecimal decimal) {
    return decimal.scale() <= MOST_DIGITS
        && decimal.scale() >= -MOST_DIGITS
        && decimal.precision() <= MOST_DIGITS;
  }

  /** For the general mapper. */
  static final class Reader extends JsonDeserializer<BigDecimal> {

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      BigDecimal decimal =
          NumberDeserializers.BigDecimalDeserializer.instance.deserialize(json, context);
      if (decimal != null && !sane(decimal)) {
        context.reportInputMismatch(this, "the number has too many digits");
      }
      return decimal;
    }
  }
}
