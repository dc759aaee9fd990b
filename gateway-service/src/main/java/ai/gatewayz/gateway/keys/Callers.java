package ai.gatewayz.gateway.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Says who calls, by the configured keys and those that the catalog has published, and whether he
 * may do so from there and in that protocol.
 */
@Singleton
class Callers {

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final ApiKeys configured;
  private final KnownKeys known;
  private final InstantSource clock;

  Callers(KeysConfig config, KnownKeys known, InstantSource clock) {
    this.configured = ApiKeys.of(config.keys());
    this.known = known;
    this.clock = clock;
  }

  /** What becomes of a request. */
  sealed interface Verdict {
    record Admitted(Caller caller) implements Verdict {}

    record Refused(Failure failure) implements Verdict {}
  }

  boolean anyConfigured() {
    return !configured.isEmpty();
  }

  /**
   * @param text of the key
   * @param address of the caller; null where it is unknown
   * @param path that is called
   */
  Verdict judge(String text, String address, String path) {
    KeyDigest digest = KeyDigest.of(text);
    Optional<String> holder = configured.holder(digest);
    if (holder.isPresent()) {
      return new Verdict.Admitted(Caller.configured(holder.get()));
    }
    return known
        .find(digest)
        .map(found -> judge(found, address, path))
        .orElseGet(() -> new Verdict.Refused(unknown(text)));
  }

  private Verdict judge(KnownKeys.Found found, String address, String path) {
    Caller caller = found.caller();
    CallerKey key = caller.key();
    Instant now = clock.instant();
    if (key.disabled()) {
      return unauthorised("This API key is disabled. Ask the operator of this gateway.");
    }
    if (ended(key.expires(), now)) {
      return unauthorised("This API key has expired.");
    }
    if (ended(found.until(), now)) {
      return unauthorised("This API key was replaced by a new one.");
    }
    if (!caller.from(address)) {
      return forbidden("This API key may not be used from this network.");
    }
    Optional<String> protocol = CalledProtocol.of(path);
    if (protocol.isPresent() && !caller.speaks(protocol.get())) {
      return forbidden(
          "This API key may not be used for "
              + protocol.get()
              + ", only for "
              + String.join(", ", key.protocols())
              + ".");
    }
    return new Verdict.Admitted(caller);
  }

  private Failure unknown(String text) {
    if (KeyText.damaged(text)) {
      return Failure.of(
          GatewayError.INVALID_API_KEY,
          "The API key is not whole: a part of it is missing or mistyped.");
    }
    if (text.startsWith(KeyText.PREFIX) && !known.loaded()) {
      return Failure.of(
              GatewayError.OVERLOADED,
              "This gateway is still loading its API keys. Retry after 1 s.")
          .withRetryAfter(COME_BACK);
    }
    return invalid();
  }

  static Failure invalid() {
    return Failure.of(
        GatewayError.INVALID_API_KEY,
        "No valid API key was given. Send it as Authorization: Bearer <key>.");
  }

  private static boolean ended(Instant end, Instant now) {
    return end != null && !now.isBefore(end);
  }

  private static Verdict unauthorised(String message) {
    return new Verdict.Refused(Failure.of(GatewayError.INVALID_API_KEY, message));
  }

  private static Verdict forbidden(String message) {
    return new Verdict.Refused(Failure.of(GatewayError.FORBIDDEN, message));
  }
}
