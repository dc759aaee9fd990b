package ai.gatewayz.gateway.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.openai.OpenAi;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormRequestTest {

  private static final String TYPE = "multipart/form-data; boundary=cut";
  private static final String FILE =
      part(
          "; name=\"file\"; filename=\"ä.wav\"\r\nContent-Type: audio/wav",
          "\r\n--cu\u0000\r\r\n-");
  private static final String MODEL = part("; name=\"model\"", "a/b");
  private static final String END = "--cut--\r\n";

  private static String part(String disposition, String content) {
    return "--cut\r\nContent-Disposition: form-data" + disposition + "\r\n\r\n" + content + "\r\n";
  }

  private static CompletionRequest scan(String type, String form) {
    RequestBody body = RequestBody.of(form.getBytes(StandardCharsets.UTF_8));
    return Scanners.of(Operation.TRANSCRIPTIONS, type).scan(body);
  }

  private static String sent(CompletionRequest request) {
    Target target = new Target("theirs", new OpenAi().body(), name -> false, false, false, false);
    return new String(request.bodyFor(target).bytes(), StandardCharsets.UTF_8);
  }

  private static GatewayError refused(String form) {
    return assertThrows(FailureException.class, () -> scan(TYPE, form)).failure().error();
  }

  @Test
  void onlyTheModelIsWrittenAnew() {
    for (String form : new String[] {FILE + MODEL + END, MODEL + FILE + "--cut--"}) {
      CompletionRequest request = scan(TYPE, form);
      assertEquals("a/b", request.model());
      assertEquals(form.replace("a/b", "theirs"), sent(request));
      assertEquals("multipart/form-data; boundary=\"cut\"", request.body().contentType());
    }
  }

  @Test
  void otherFieldsGoOnAsTheyAre() {
    String others =
        part("; name=\"timestamp_granularities[]\"", "word")
            + part("; name=\"timestamp_granularities[]\"", "segment")
            + part(";name=language", "")
            + part(
                "; filename*=utf-8''x; name=\"include\"\r\nContent-Transfer-Encoding: binary", "y");
    assertEquals(
        (others + FILE + MODEL + END).replace("a/b", "theirs"),
        sent(scan(TYPE, others + FILE + MODEL + END)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "multipart/form-data",
        "multipart/mixed; boundary=cut",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=a b",
        "multipart/form-data; boundary=cut; boundary=other",
        "multipart/form-data; charset=utf-8",
        "multipart/form-data, multipart/form-data; boundary=cut",
      })
  void whatIsNoFormIsNotRead(String type) {
    FailureException refused =
        assertThrows(FailureException.class, () -> scan(type, FILE + MODEL + END));
    assertEquals(GatewayError.UNSUPPORTED_MEDIA_TYPE, refused.failure().error());
  }

  @Test
  void aBoundaryMayStandInQuotes() {
    assertEquals("a/b", scan("Multipart/Form-Data; Boundary=\"cut\"", FILE + MODEL + END).model());
    assertThrows(FailureException.class, () -> scan(null, FILE + MODEL + END));
  }

  /** Another server might find another model in it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "; name=\"x\"; name=\"model\"",
        "; name*=utf-8''model; name=\"x\"",
        "; name=\"x\\\"; name=\"model\"",
        "; filename=\"a\\\"; name=\"x\"",
        "; name=\"x\"; other=1",
        "; name=\"x\"garbage",
        "; name=x\"y",
        "; name=",
        "; name",
        "",
        "; name=\"x\"\r\nContent-Disposition: form-data; name=\"model\"",
        "; name=\"x\"\r\n folded: header",
        "; name=\"x\"\r\nContent-Transfer-Encoding: base64",
        "; name=\"x\"\r\nX-Other: y",
        "; name=\"x\"\r\n: y",
      })
  void whatCouldBeReadInTwoWaysIsRefused(String disposition) {
    assertEquals(
        GatewayError.INVALID_FORM, refused(part(disposition, "other") + FILE + MODEL + END));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--cut",
        "--cut--",
        "before\r\n",
        "--cut\n",
        "--cut \r\n",
        "--cut\r\n",
        "--cut\r\nContent-Disposition: form-data; name=\"x\"",
        "--cut\r\nContent-Disposition: form-data; name=\"x\"\n\nvalue\n",
      })
  void whatIsCutOrOddIsRefused(String begin) {
    assertThrows(FailureException.class, () -> scan(TYPE, begin));
    assertThrows(FailureException.class, () -> scan(TYPE, begin + "x" + FILE + MODEL + END));
  }

  @Test
  void nothingFollowsTheEnd() {
    assertEquals(GatewayError.INVALID_FORM, refused(FILE + MODEL + END + MODEL + END));
    assertEquals(GatewayError.INVALID_FORM, refused(FILE + MODEL));
  }

  @ParameterizedTest
  @CsvSource({
    "model, model",
    "Model, model",
    "FILE, file",
    "file, file",
    "models, models",
    "Provider, provider",
  })
  void whatIsActedOnIsThereOnceAndWrittenLikeThat(String name, String param) {
    FailureException refused =
        assertThrows(
            FailureException.class,
            () -> scan(TYPE, FILE + MODEL + part("; name=\"" + name + "\"", "x") + END));
    assertEquals(param, refused.failure().param());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; name=\"model\"; filename=\"a\"",
        "; name=\"model\"\r\nContent-Type: text/plain; charset=utf-16",
        "; name=\"model\"\r\nContent-Type: application/json",
      })
  void aModelIsPlainText(String disposition) {
    FailureException refused =
        assertThrows(
            FailureException.class, () -> scan(TYPE, FILE + part(disposition, "a/b") + END));
    assertEquals("model", refused.failure().param());
    assertEquals(
        "a/b",
        scan(
                TYPE,
                FILE
                    + part("; name=\"model\"\r\nContent-Type: text/plain; charset=UTF-8", "a/b")
                    + END)
            .model());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void aModelHasAName(String model) {
    FailureException refused =
        assertThrows(
            FailureException.class, () -> scan(TYPE, FILE + part("; name=\"model\"", model) + END));
    assertEquals("model", refused.failure().param());
  }

  @Test
  void partsAndHeadersAreSoManyAtMost() {
    String many = part("; name=\"x\"", "y").repeat(63);
    assertEquals(GatewayError.INVALID_FORM, refused(many + FILE + MODEL + END));
    assertEquals(
        GatewayError.INVALID_FORM,
        refused(
            part("; name=\"x\"" + "\r\nContent-Length: 1".repeat(8), "y") + FILE + MODEL + END));
    assertEquals(
        GatewayError.INVALID_FORM,
        refused(part("; name=\"" + "x".repeat(1_024) + "\"", "y") + FILE + MODEL + END));
  }

  /** Whatever is cut or changed, it is read or refused. */
  @Test
  void noFormIsTooOdd() {
    Random random = new Random(7);
    byte[] form = (FILE + MODEL + END).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] odd = form.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextBoolean() ? odd.length : random.nextInt(odd.length);
      RequestBody body = new RequestBody("", odd, length, () -> {});
      try {
        CompletionRequest read = Scanners.of(Operation.TRANSCRIPTIONS, TYPE).scan(body);
        sent(read);
      } catch (FailureException refused) {
        assertEquals(400, refused.failure().error().status());
      }
    }
  }
}
