package ai.gatewayz.catalog.listing;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.coding.ContentDecoder;
import ai.gatewayz.providers.limits.ToldWait;
import ai.gatewayz.providers.listing.PageSeen;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.DataFormatException;

/** An answer that refuses a page: whether a retry may help, and how long to wait before it. */
final class RefusedPage {

  /** The words of a refusal; what follows is not read. */
  private static final int ENOUGH_BYTES = 16 * 1024;

  private final Duration maxWait;
  private final InstantSource clock;
  private final HttpClientResponse answer;
  private final Buffer words = Buffer.buffer();
  private final Promise<PageSeen> page = Promise.promise();

  RefusedPage(Duration maxWait, InstantSource clock, HttpClientResponse answer) {
    this.maxWait = maxWait;
    this.clock = clock;
    this.answer = answer;
  }

  /** Always fails, with {@link PageFailedException}. */
  Future<PageSeen> read() {
    int status = answer.statusCode();
    if (!passing(status)) {
      fail(new PageFailedException.Final("the provider refused with status " + status));
    } else if (told(MissingNode.getInstance()).isPresent()) {
      decide(told(MissingNode.getInstance()));
    } else {
      ContentDecoder decoder = new ContentDecoder(answer.getHeader("content-encoding"));
      answer.exceptionHandler(
          broken -> {
            decoder.close();
            decide(Optional.empty());
          });
      answer.handler(bytes -> feed(bytes, decoder));
      answer.endHandler(
          end -> {
            decoder.close();
            decide(told(body()));
          });
    }
    return page.future();
  }

  private static boolean passing(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  private void feed(Buffer bytes, ContentDecoder decoder) {
    if (page.future().isComplete()) {
      return;
    }
    try {
      decoder.add(bytes.getBytes(), this::decoded);
    } catch (DataFormatException e) {
      decide(Optional.empty());
    }
  }

  /** False where it is enough. */
  private boolean decoded(byte[] piece) {
    words.appendBytes(piece);
    if (words.length() >= ENOUGH_BYTES) {
      decide(told(body()));
    }
    return !page.future().isComplete();
  }

  private Optional<Duration> told(JsonNode body) {
    return ToldWait.read(answer.statusCode(), answer::getHeader, body, clock.instant());
  }

  private JsonNode body() {
    try {
      JsonNode root = EventJson.tree(words.getBytes());
      return root.isArray() ? root.path(0) : root;
    } catch (IOException noJson) {
      return TextNode.valueOf(words.toString(StandardCharsets.UTF_8));
    }
  }

  private void decide(Optional<Duration> told) {
    int status = answer.statusCode();
    if (told.isPresent() && told.get().compareTo(maxWait) > 0) {
      fail(
          new PageFailedException.Final(
              "the provider answered "
                  + status
                  + " and asked to wait "
                  + told.get().toSeconds()
                  + " s"));
    } else {
      fail(
          new PageFailedException.Passing(
              "the provider answered " + status, told.orElse(null), null));
    }
  }

  private void fail(PageFailedException failure) {
    if (page.tryFail(failure)) {
      answer.request().reset();
    }
  }
}
