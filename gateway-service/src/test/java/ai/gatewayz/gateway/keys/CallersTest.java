package ai.gatewayz.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.keys.Callers.Verdict;
import ai.gatewayz.gateway.snapshot.Facts;
import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersTest {

  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  private static final String HOME = "10.1.2.3";
  private static final String CHAT = "/v1/chat/completions";

  private final SecureRandom random = new SecureRandom();
  private final String text = KeyText.generate(random);
  private final KnownKeys known = new KnownKeys(new SimpleMeterRegistry());
  private Instant now = NOON;
  private final Callers callers =
      new Callers(() -> Map.of("ops", KeyText.sha256("configured")), known, () -> now);

  private static PublishedKey key(String... texts) {
    return PublishedKey.of("key_1", texts);
  }

  private Caller admitted(String key, String address, String path) {
    return assertInstanceOf(Verdict.Admitted.class, callers.judge(key, address, path)).caller();
  }

  private Failure refused(String key, String address, String path) {
    return assertInstanceOf(Verdict.Refused.class, callers.judge(key, address, path)).failure();
  }

  @Test
  void configuredAndPublishedKeysAreLetIn() {
    known.replace(List.of(key(text).made()));
    assertEquals("key_1", admitted(text, HOME, CHAT).holder());
    assertEquals("ops", admitted("configured", HOME, CHAT).holder());
    assertEquals(
        GatewayError.INVALID_API_KEY, refused(KeyText.generate(random), HOME, CHAT).error());
  }

  @Test
  void aDisabledAnExpiredAndAReplacedKeyAreNotLetIn() {
    PublishedKey key = key(text);
    key.disabled(true);
    known.replace(List.of(key.made()));
    assertEquals(GatewayError.INVALID_API_KEY, refused(text, HOME, CHAT).error());
    assertTrue(refused(text, HOME, CHAT).message().contains("disabled"));
    key.disabled(false);
    key.expires(NOON.plusSeconds(60));
    known.put(key.made());
    admitted(text, HOME, CHAT);
    now = NOON.plusSeconds(60);
    assertTrue(refused(text, HOME, CHAT).message().contains("expired"));
  }

  @Test
  void afterARotationBothTextsAreLetInUntilTheFirstOnesTimeIsOver() {
    String next = KeyText.generate(random);
    known.replace(List.of(key(text).made()));
    known.put(key(next).formerly(text, NOON.plusSeconds(60)).made());
    admitted(text, HOME, CHAT);
    admitted(next, HOME, CHAT);
    now = NOON.plusSeconds(60);
    assertTrue(refused(text, HOME, CHAT).message().contains("replaced"));
    admitted(next, HOME, CHAT);
    known.put(key(next).made());
    assertEquals(Callers.invalid(), refused(text, HOME, CHAT));
    known.remove("key_1");
    assertEquals(Callers.invalid(), refused(next, HOME, CHAT));
  }

  @Test
  void aKeyIsLetInFromItsNetworksOnly() {
    PublishedKey key = key(text);
    key.networks(List.of("10.0.0.0/8", "2001:db8::/32"));
    known.replace(List.of(key.made()));
    admitted(text, HOME, CHAT);
    admitted(text, "2001:db8::7", CHAT);
    for (String elsewhere : new String[] {"192.0.2.1", null, "", "localhost"}) {
      assertEquals(GatewayError.FORBIDDEN, refused(text, elsewhere, CHAT).error());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, true",
    "/v1/chat/completions/, true",
    "/v1/route/chat/completions, true",
    "/v1/completions, false",
    "/v1/route/completions, false",
    "/v1/embeddings, false",
    "/v1/rerank, false",
    "/v1/images/generations, false",
    "/v1/audio/speech, false",
    "/v1/audio/transcriptions, false",
    "/v1/route/rerank, false",
    "/v1/messages, false",
    "/v1/messages/count_tokens, false",
    "/v1/responses, false",
    "/v1/models, true",
    "/v1/key, true",
    "/v1, true"
  })
  void aKeyIsLetSpeakItsProtocolsOnly(String path, boolean let) {
    PublishedKey key = key(text);
    key.protocols(Set.of("chat"));
    known.replace(List.of(key.made()));
    assertEquals(let, callers.judge(text, HOME, path) instanceof Verdict.Admitted);
    admitted("configured", HOME, path);
    if (!let) {
      assertEquals(GatewayError.FORBIDDEN, refused(text, HOME, path).error());
    }
  }

  @Test
  void anOfferIsAllowedByItsModelAndItsProvider() {
    PublishedKey key = key(text);
    key.models(new Patterns(List.of("meta/*"), List.of("*405b")));
    key.providers(new Patterns(List.of(), List.of("portkey")));
    known.replace(List.of(key.made()));
    Caller caller = admitted(text, HOME, CHAT);
    assertTrue(caller.permit().allows(offer("together", "meta/llama")));
    assertFalse(caller.permit().allows(offer("together", "qwen/qwen")));
    assertFalse(caller.permit().allows(offer("together", "meta/llama-405B")));
    assertFalse(caller.permit().allows(offer("portkey", "meta/llama")));
    assertTrue(admitted("configured", HOME, CHAT).permit().allows(offer("portkey", "qwen/qwen")));
  }

  private static Offer offer(String provider, String model) {
    return Facts.chat(provider, model);
  }

  @Test
  void aDamagedTextIsToldApartAndOneThatCannotBeKnownYetIsPutOff() {
    assertTrue(refused(text.substring(1), HOME, CHAT).message().contains("No valid"));
    assertTrue(
        refused(text.substring(0, text.length() - 1), HOME, CHAT).message().contains("not whole"));
    assertEquals(GatewayError.OVERLOADED, refused(text, HOME, CHAT).error());
    known.replace(List.of());
    assertEquals(Callers.invalid(), refused(text, HOME, CHAT));
  }

  @Test
  void aHundredThousandKeysAreEachFound() {
    List<CallerKey> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(PublishedKey.of("key_" + i, "text-" + i).made());
    }
    known.replace(many);
    for (int i = 0; i < 100_000; i += 997) {
      assertEquals("key_" + i, admitted("text-" + i, HOME, CHAT).holder());
    }
    assertEquals(100_000, known.all().size());
  }

  /** It is done for each request, on an event loop. */
  @Test
  void toJudgeAKeyTakesLittleMemory() {
    PublishedKey key = key(text);
    key.protocols(Set.of("chat"));
    key.networks(List.of("2001:db8::/32", "192.0.2.0/24", "10.0.0.0/8"));
    known.replace(List.of(key.made()));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        admitted(text, HOME, CHAT);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / 500);
    }
    assertTrue(least < 4_096, least + " bytes for each request");
  }

  @Test
  void aCallerIsToldWhatItsKeyMay() {
    PublishedKey key = key(text);
    key.expires(NOON.plusSeconds(60));
    key.mostAtOnce(4);
    key.models(new Patterns(List.of("meta/*"), List.of()));
    known.replace(List.of(key.made()));
    Caller caller = admitted(text, HOME, "/v1/key");
    assertEquals(Optional.of(4), caller.mostAtOnce());
    JsonObject told = KeyRoutes.told(caller);
    assertEquals("search", told.getString("label"));
    assertEquals(4, told.getInteger("max_concurrent_requests"));
    assertEquals("2026-01-15T12:01:00Z", told.getString("expires_at"));
    assertEquals("meta/*", told.getJsonObject("models").getJsonArray("allowed").getString(0));
    assertFalse(told.encode().contains(KeyText.sha256(text)));
    assertEquals("ops", KeyRoutes.told(admitted("configured", HOME, "/v1/key")).getString("label"));
  }
}
