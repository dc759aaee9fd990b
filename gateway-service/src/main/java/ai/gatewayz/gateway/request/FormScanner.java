package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.form.Boundary;
import ai.gatewayz.gateway.form.FormPart;
import ai.gatewayz.gateway.form.FormReader;
import ai.gatewayz.providers.dialect.Operation;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a form with a file in it: its parts are walked through where they lie, and only the model
 * is read, which is the one thing that is written anew for a provider. What servers might read in
 * two ways is refused.
 */
final class FormScanner implements BodyScanner {

  private static final String MODEL = "model";

  /** A provider acts on these itself, by fields that routing has not seen. */
  private static final Set<String> FOR_NOBODY = Set.of("models", "provider");

  private final Operation operation;
  private final String contentType;

  /**
   * @param contentType of the request; null for none
   */
  FormScanner(Operation operation, String contentType) {
    this.operation = operation;
    this.contentType = contentType;
  }

  @Override
  public CompletionRequest scan(RequestBody body) {
    Boundary boundary = Boundary.of(contentType);
    List<FormPart> parts = new FormReader(body.bytes(), body.length(), boundary).parts();
    FormPart model = null;
    Set<String> seen = new HashSet<>();
    for (FormPart part : parts) {
      String name = part.name().toLowerCase(Locale.ROOT);
      boolean acted = name.equals(MODEL) || name.equals(operation.content());
      if (FOR_NOBODY.contains(name)) {
        throw Failure.field(
                name, "A form has no field " + name + " here: name one model in the field model.")
            .exception();
      }
      if (acted && (!seen.add(name) || !part.name().equals(name))) {
        throw Failure.field(
                name, "The field " + name + " must be there once, and written like that.")
            .exception();
      }
      model = name.equals(MODEL) ? part : model;
    }
    if (!seen.contains(operation.content())) {
      throw Failure.field(operation.content(), "The field " + operation.content() + " is missing.")
          .exception();
    }
    body.is(boundary.contentType());
    return request(body, model);
  }

  private CompletionRequest request(RequestBody body, FormPart part) {
    if (part == null) {
      throw Failure.field(MODEL, "Name a model in the field model.").exception();
    }
    int length = part.end() - part.start();
    // What is longer in bytes is longer in characters too, whatever they are.
    String model =
        length > 4 * RequestScanner.MAX_MODEL_LENGTH
            ? ""
            : new String(body.bytes(), part.start(), length, StandardCharsets.UTF_8);
    if (!part.plain() || !RequestScanner.isModel(model)) {
      throw Failure.field(
              MODEL,
              "The field model must name a model in 1 to "
                  + RequestScanner.MAX_MODEL_LENGTH
                  + " characters.")
          .exception();
    }
    return new CompletionRequest(
        operation,
        body,
        model,
        new Edits(List.of(new Edits.Place(Edits.Kind.MODEL_TEXT, part.start(), part.end()))),
        false,
        StreamOptions.NONE,
        false,
        1,
        false,
        0,
        false,
        false,
        0,
        0,
        List.of(),
        ProviderPreferences.NONE,
        null);
  }
}
