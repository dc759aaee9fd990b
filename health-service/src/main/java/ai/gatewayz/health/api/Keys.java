package ai.gatewayz.health.api;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.contract.Availability;
import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what callers name. */
final class Keys {

  /** No provider has ids that are nearly as long. */
  private static final int LONGEST = 500;

  private Keys() {}

  /** An offer, by provider and the provider's own id, which may hold slashes. */
  static OfferKey of(String provider, String id) {
    if (provider.isBlank() || provider.indexOf(':') >= 0 || provider.length() > LONGEST) {
      throw new ApiException(ApiError.BAD_REQUEST, "This is not a valid provider id.");
    }
    if (id.isBlank() || id.length() > LONGEST) {
      throw new ApiException(
          ApiError.BAD_REQUEST, "A model id must have 1 to " + LONGEST + " characters.");
    }
    return new OfferKey(provider, id);
  }

  static Availability.State state(String text) {
    return Stream.of(Availability.State.values())
        .filter(each -> text != null && each.name().equalsIgnoreCase(text.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new ApiException(
                    ApiError.BAD_REQUEST,
                    "No such state. Known states: "
                        + Stream.of(Availability.State.values())
                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
