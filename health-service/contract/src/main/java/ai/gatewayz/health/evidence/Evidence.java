package ai.gatewayz.health.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * One classified answer.
 *
 * @param httpStatus 0 where there was no answer
 * @param retryAfter how long the provider asks us to wait, by any of its headers or fields
 * @param detail the provider's words, cleaned of addresses and key-like text and cut to 200
 *     characters; for logs and operators, never shown to callers as it is; empty where there are
 *     none
 * @param code the provider's machine-readable code, in lower case; empty where there is none
 * @param param the request field that the provider blames; empty where it blames none
 */
public record Evidence(
    Finding finding,
    int httpStatus,
    Optional<Duration> retryAfter,
    String detail,
    String code,
    String param) {

  /** Without a code or a blamed field. */
  public Evidence(Finding finding, int httpStatus, Optional<Duration> retryAfter, String detail) {
    this(finding, httpStatus, retryAfter, detail, "", "");
  }

  public static Evidence of(Finding finding) {
    return new Evidence(finding, 0, Optional.empty(), "");
  }
}
