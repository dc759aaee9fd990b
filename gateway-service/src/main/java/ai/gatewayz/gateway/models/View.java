package ai.gatewayz.gateway.models;

import java.util.Locale;

/** Which models the list shows. */
public enum View {
  /** what can be called now as far as anyone knows, what is verified first */
  CALLABLE,
  /** what is verified to answer */
  VERIFIED,
  /** what is not */
  UNVERIFIED,
  /** whatever is known of, in the order of the ids */
  ALL;

  private static final String NOT_VERIFIED = "unverified";

  /** Why a model is left out; null where it is shown. */
  String hides(ModelRow row) {
    return switch (this) {
      case ALL -> null;
      case CALLABLE -> row.obstacle() == null ? null : row.obstacle().label();
      case VERIFIED ->
          row.answers() ? null : row.obstacle() == null ? NOT_VERIFIED : row.obstacle().label();
      case UNVERIFIED -> row.answers() ? "verified" : null;
    };
  }

  /** As callers write it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
