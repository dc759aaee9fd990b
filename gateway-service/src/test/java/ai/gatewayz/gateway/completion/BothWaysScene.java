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
    spoken =
        body ->
            ToolCalls.wanted(body)
                ? said(body, ToolCalls.MESSAGE_EVENTS, ToolCalls.MESSAGE)
                : said(body, MESSAGE_EVENTS, MESSAGE);
    chat =
        body ->
            ToolCalls.wanted(body)
                ? said(body, ToolCalls.CHAT_EVENTS, ToolCalls.CHAT)
                : said(body, CHAT_EVENTS, CHAT);
    responses =
        body -> said(body, ResponsesComponentTest.RESPONSE_EVENTS, ResponsesComponentTest.RESPONSE);
  }

  private static String said(String body, String events, String whole) {
    return streamed(body) ? stream(events) : whole(200, whole);
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

  /** Nobody answers: the provider has this to say, in every protocol. */
  void fails(int status, String error) {
    given(Order.NATIVE_FAILS);
    spoken = body -> whole(status, q(error));
    chat = spoken;
    responses = spoken;
  }

  /** Without a path. */
  String origin() {
    return "http://127.0.0.1:" + port;
  }

  String base() {
    return origin() + "/v1";
  }
}
