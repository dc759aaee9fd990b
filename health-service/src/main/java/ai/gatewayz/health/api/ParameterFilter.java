package ai.gatewayz.health.api;

import ai.gatewayz.health.error.ApiError;
import ai.gatewayz.health.error.ApiException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses what a parameter cannot be, by its name, before anything is made of it: the framework
 * says "not found" without a name to a number that it cannot read, and the database fails at U+0000
 * and at numbers that are short to write and long to hold.
 */
@Provider
class ParameterFilter implements ContainerRequestFilter {

  private enum Kind {
    WHOLE("[+-]?\\d{1,9}", "must be a whole number of at most nine digits"),
    YES_OR_NO("true|false", "must be true or false");

    private final Pattern form;
    private final String words;

    Kind(String form, String words) {
      this.form = Pattern.compile(form);
      this.words = words;
    }
  }

  /** The parameters that are no texts. */
  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("limit", Kind.WHOLE),
          Map.entry("offset", Kind.WHOLE),
          Map.entry("open", Kind.YES_OR_NO));

  @Override
  public void filter(ContainerRequestContext request) {
    request.getUriInfo().getPathParameters().forEach(ParameterFilter::requireText);
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              requireText(name, values);
              requireKind(name, values);
            });
  }

  private static void requireText(String name, List<String> values) {
    for (String value : values) {
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw refused(name, "must not contain control characters");
      }
    }
  }

  private static void requireKind(String name, List<String> values) {
    Kind kind = KINDS.get(name);
    if (kind == null) {
      return;
    }
    for (String value : values) {
      if (!kind.form.matcher(value).matches()) {
        throw refused(name, kind.words);
      }
    }
  }

  private static ApiException refused(String name, String words) {
    // A name that is hostile itself is told as far as it is harmless.
    String harmless = name.replaceAll("[^A-Za-z0-9_.-]", "?");
    return new ApiException(ApiError.BAD_REQUEST, harmless + ": " + words);
  }
}
