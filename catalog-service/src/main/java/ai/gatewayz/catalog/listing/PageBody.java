package ai.gatewayz.catalog.listing;

import ai.gatewayz.providers.listing.BrokenPageException;
import ai.gatewayz.providers.listing.PageReader;
import ai.gatewayz.providers.listing.PageSeen;
import ai.gatewayz.providers.listing.Walk;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.net.URI;

/** The body of one answer, fed to the reader piece by piece as it arrives. */
final class PageBody {

  private final URI uri;
  private final long maxBytes;
  private final PageReader reader;
  private final Promise<PageSeen> page = Promise.promise();
  private HttpClientResponse answer;
  private long bytes;

  PageBody(Walk walk, URI uri, long maxBytes) {
    this.uri = uri;
    this.maxBytes = maxBytes;
    this.reader = new PageReader(walk.list().field(), walk::entry);
  }

  Future<PageSeen> read(HttpClientResponse response) {
    answer = response;
    answer.exceptionHandler(
        failure -> fail(new PageFailedException.Passing("the answer broke off", null, failure)));
    answer.handler(this::feed);
    answer.endHandler(end -> finish());
    return page.future();
  }

  /** Nobody waits for it any more: what still arrives is not read. */
  void abandon() {
    fail(new PageFailedException.Passing("given up", null, null));
  }

  private void feed(Buffer buffer) {
    if (page.future().isComplete()) {
      return;
    }
    bytes += buffer.length();
    if (bytes > maxBytes) {
      fail(new PageFailedException.Final("a page is larger than " + maxBytes + " bytes"));
      return;
    }
    try {
      reader.feed(buffer.getBytes());
    } catch (BrokenPageException e) {
      fail(new PageFailedException.Passing(e.getMessage(), null, e));
    }
  }

  private void finish() {
    if (page.future().isComplete()) {
      return;
    }
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
