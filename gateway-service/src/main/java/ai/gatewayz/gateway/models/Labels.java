package ai.gatewayz.gateway.models;

import jakarta.ws.rs.core.Response;

/** The headers of every answer about models. */
final class Labels {

  /** An answer to one of these is none to another. */
  private static final String VARY = "Accept-Encoding, " + AnthropicList.HEADER;

  private final String tag;
  private final long snapshotAge;

  /**
   * @param tag of what is answered; null for what changes all the time
   * @param snapshotAge in seconds
   */
  Labels(String tag, long snapshotAge) {
    this.tag = tag;
    this.snapshotAge = snapshotAge;
  }

  Response on(Response.ResponseBuilder response) {
    return response
        .header("ETag", tag)
        .header("Cache-Control", "private, no-cache")
        .header("Vary", VARY)
        .header("x-gatewayz-snapshot-age", snapshotAge)
        .build();
  }
}
