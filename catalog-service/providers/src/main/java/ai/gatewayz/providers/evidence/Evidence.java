package ai.gatewayz.providers.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * One classified answer.
 *
 * @param httpStatus 0 where there was no answer
 * @param retryAfter how long the provider asks us to wait, by any of its headers or fields
 * @param detail the provider's sentence, cleaned of addresses, accounts and key-like text, and cut
 *     to 500 characters where it is about what a caller sent, else to 200; empty where there is
 *     none
 * @param code the provider's machine-readable code, in lower case, of at most 64 characters of
 *     {@code [a-z0-9_.-]}; empty where there is none
 * @param param the request field that the provider blames, in a member of the error or in its
 *     words, of at most 128 characters of {@code [A-Za-z0-9_.\[\]-]}; empty where it blames none
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

  /** The same answer, of which more is known than it says itself. */
  public Evidence as(Finding other) {
    return new Evidence(other, httpStatus, retryAfter, detail, code, param);
  }

  public static Evidence of(Finding finding) {
    return new Evidence(finding, 0, Optional.empty(), "");
  }
}
