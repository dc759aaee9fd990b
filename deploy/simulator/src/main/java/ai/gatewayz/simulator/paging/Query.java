package ai.gatewayz.simulator.paging;

import java.util.function.Function;

/**
 * The query of a list request.
 *
 * @param url the address of the list as the caller sees it, without the query
 * @param parameters a parameter by its name; null where absent
 */
public record Query(String url, Function<String, String> parameters) {

  String text(String name) {
    return parameters.apply(name);
  }

  boolean has(String name) {
    return parameters.apply(name) != null;
  }

  int number(String name, int otherwise) {
    String value = parameters.apply(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
