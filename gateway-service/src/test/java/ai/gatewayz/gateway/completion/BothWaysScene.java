package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.snapshot.Facts.chat;

import ai.gatewayz.catalog.contract.Offer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;

/** A model at an offer that speaks the other protocols, at one that does not, and at both. */
abstract class BothWaysScene extends MessagesScene {

  static final String MODEL = "replay/both-ways";

  private static final Offer TRANSLATED = chat("replay", MODEL);
  private static final Offer NATIVE = chat("replay-openrouter", MODEL);
  private static final String FAILED = whole(500, q("{'error':{'message':'boom'}}"));

  /** Who answers: the one asked first, or the other after it has failed. */
  enum Order {
    NATIVE_ALONE("native words"),
    TRANSLATED_ALONE("translated words"),
    NATIVE_FAILS("translated words"),
    TRANSLATED_FAILS("native words");

    final String words;

    Order(String words) {
      this.words = words;
    }
  }

  private UnaryOperator<String> responses;

  @BeforeEach
  void speaksBoth() {
    responses =
        body ->
            streamed(body)
                ? stream(ResponsesComponentTest.RESPONSE_EVENTS)
                : whole(200, ResponsesComponentTest.RESPONSE);
  }

  @Override
  void answer(String head, String body, OutputStream out) throws IOException {
    if (head.startsWith(RESPONSES)) {
      RawProvider.write(out, responses.apply(body));
    } else {
      super.answer(head, body, out);
    }
  }

  void given(Order order) {
    switch (order) {
      case NATIVE_ALONE -> offered(NATIVE);
      case TRANSLATED_ALONE -> offered(TRANSLATED);
      case NATIVE_FAILS -> {
        offered(NATIVE, TRANSLATED);
        spoken = body -> FAILED;
        responses = spoken;
      }
      case TRANSLATED_FAILS -> {
        offered(TRANSLATED, NATIVE);
        chat = body -> FAILED;
      }
    }
  }

  String base() {
    return "http://127.0.0.1:" + port + "/v1";
  }
}
