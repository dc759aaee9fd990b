package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Has a body translated within the memory that bodies may take: while it is read as trees and
 * written anew it takes several times its length, and a body of many small values much more.
 */
public final class Translating {

  /** Up to so many bytes it takes about a millisecond: it does more than a scan with each byte. */
  public static final int QUICK = 32 * 1024;

  /**
   * Bytes for each byte of the body: its texts, what is written of them, and the copies between.
   */
  private static final int COPIES = 4;

  /** Bytes of a value, or of a name with its place, in a tree, beside their texts. */
  private static final int VALUE = 96;

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private Translating() {}

  /**
   * What is made of the body; a translation of its length may be kept for as long as the body.
   *
   * @throws ai.gatewayz.gateway.error.FailureException where there is too little memory for it, now
   *     or ever
   */
  public static <T> T within(RequestBody body, Supplier<T> translation) {
    long kept = body.length();
    long needed = COPIES * kept + VALUE * (kept > QUICK ? values(body) : 0);
    RequestBody.Memory memory = body.memory();
    if (!memory.reserve(needed)) {
      throw (kept + needed > memory.most() ? tooLarge() : noRoom()).exception();
    }
    boolean good = false;
    try {
      T made = translation.get();
      good = true;
      return made;
    } finally {
      memory.giveBack(good ? needed - kept : needed);
    }
  }

  /**
   * What was made of a body, to be kept with it.
   *
   * @param only what it does not say though it matters; empty for nothing
   * @throws ai.gatewayz.gateway.error.FailureException where something matters: then nobody may be
   *     asked by it
   */
  public static RequestBody possible(RequestBody body, byte[] made, String only) {
    if (!only.isEmpty()) {
      throw Failure.field(
              only, only + " can be asked of a provider only that speaks this protocol itself.")
          .exception();
    }
    return body.translatedTo(made);
  }

  private static Failure tooLarge() {
    return Failure.of(
        GatewayError.REQUEST_TOO_LARGE,
        "The body is too large to be translated to the provider's protocol. Send less, or use"
            + " /v1/chat/completions.");
  }

  private static Failure noRoom() {
    return Failure.of(
            GatewayError.OVERLOADED,
            "This gateway has too little free memory for a request of this size. Retry after 1 s.")
        .withRetryAfter(COME_BACK);
  }

  /** Values and names, up to where it is no JSON any more: the translation will say so. */
  private static long values(RequestBody body) {
    long values = 0;
    try (JsonParser json = JSON.createParser(body.bytes(), 0, body.length())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        values += token.isStructEnd() ? 0 : 1;
      }
    } catch (JsonProcessingException e) {
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array of bytes", e);
    }
    return values;
  }
}
