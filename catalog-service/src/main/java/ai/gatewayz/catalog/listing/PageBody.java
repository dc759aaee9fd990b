package ai.gatewayz.catalog.listing;

import ai.gatewayz.catalog.consumer.Texts;
import ai.gatewayz.providers.coding.ContentDecoder;
import ai.gatewayz.providers.listing.BrokenPageException;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Walk;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.net.URI;
import java.util.zip.DataFormatException;

/** The body of one answer, fed to the reader piece by piece as it arrives. */
final class PageBody {

  private final URI uri;
  private final long maxBytes;
  private final PageReader reader;
  private final Promise<PageSeen> page = Promise.promise();
  private HttpClientResponse answer;
  private ContentDecoder decoder;
  private long bytes;

  PageBody(Walk walk, URI uri, long maxBytes) {
    this.uri = uri;
    this.maxBytes = maxBytes;
    this.reader = new PageReader(walk.list().field(), walk::entry);
  }

  Future<PageSeen> read(HttpClientResponse response) {
    answer = response;
    String coding = answer.getHeader("content-encoding");
    decoder = new ContentDecoder(coding);
    answer.exceptionHandler(
        failure -> {
          decoder.close();
          fail(
              new PageFailedException.Passing(
                  "the connection closed before the end of the answer", null, failure));
        });
    if (!decoder.known()) {
      fail(
          new PageFailedException.Final(
              "the provider sent a content encoding that was not requested: "
                  + Texts.shown(coding)));
      return page.future();
    }
    answer.handler(this::feed);
    answer.endHandler(end -> finish());
    return page.future();
  }

  /** Nobody waits for it any more: what still arrives is not read. */
  void abandon() {
    fail(new PageFailedException.Passing("reading the page was cancelled", null, null));
  }

  private void feed(Buffer buffer) {
    if (page.future().isComplete()) {
      return;
    }
    try {
      decoder.add(buffer.getBytes(), this::decoded);
    } catch (DataFormatException e) {
      fail(new PageFailedException.Passing("a page does not match its content encoding", null, e));
    }
  }

  /** False where nothing more is to be read. */
  private boolean decoded(byte[] piece) {
    bytes += piece.length;
    if (bytes > maxBytes) {
      fail(new PageFailedException.Final("a page is larger than " + maxBytes + " bytes"));
      return false;
    }
    try {
      reader.feed(piece);
    } catch (BrokenPageException e) {
      fail(new PageFailedException.Passing(e.getMessage(), null, e));
    }
    return !page.future().isComplete();
  }

  private void finish() {
    if (page.future().isComplete()) {
      return;
    }
    if (!decoder.complete()) {
      fail(
          new PageFailedException.Passing(
              "the connection closed before the end of the answer", null, null));
      return;
    }
    decoder.close();
    try {
      reader.end();
      page.complete(
          new PageSeen(uri, reader.envelope(), reader.count(), answer.headers().getAll("link")));
    } catch (BrokenPageException e) {
      fail(new PageFailedException.Passing(e.getMessage(), null, e));
    }
  }

  private void fail(PageFailedException failure) {
    if (page.tryFail(failure) && answer != null) {
      answer.request().reset();
    }
  }
}
