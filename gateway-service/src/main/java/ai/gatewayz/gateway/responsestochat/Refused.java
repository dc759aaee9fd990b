package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.FailureException;

/** Why a request is not taken, in words that say what to do. */
final class Refused {

  private static final int LONGEST = 64;

  private Refused() {}

  static FailureException field(String field, String what) {
    return Failure.field(field, what).exception();
  }

  /** Nothing is kept here between two requests. */
  static FailureException stored(String field) {
    return field(
        field,
        field
            + " is not served: this gateway keeps no responses. Send the whole conversation in input"
            + " instead, with the items of earlier answers.");
  }

  static FailureException hosted(String field, String type) {
    return field(
        field,
        field
            + " is of type "
            + shown(type)
            + ", which is not served: this gateway runs no tools. Use tools of type function or"
            + " custom, or leave it out.");
  }

  static FailureException input() {
    return field("input", "input must be a string or an array of items.");
  }

  static FailureException noInput() {
    return field("input", "The field input is missing or empty.");
  }

  static FailureException background() {
    return field("background", "background is not served: leave it out, and wait for the answer.");
  }

  static FailureException item(String place, String type) {
    return field(
        place,
        place + " is of type " + shown(type) + ", which is not served: leave such items out.");
  }

  static FailureException part(String place, String type) {
    return field(
        place + ".content",
        place
            + ".content holds a part of type "
            + shown(type)
            + ", which is not served: send text and images.");
  }

  static String shown(String type) {
    StringBuilder text = new StringBuilder();
    type.chars().limit(LONGEST).forEach(c -> text.append(c > ' ' && c < 127 ? (char) c : '?'));
    return text.isEmpty() ? "unknown" : text.toString();
  }
}
