package ai.gatewayz.catalog.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.Catalog;
import ai.gatewayz.catalog.CatalogStack;
import ai.gatewayz.catalog.Database;
import ai.gatewayz.catalog.contract.SyncEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is to read a provider's list. */
@QuarkusTest
@QuarkusTestResource(CatalogStack.class)
class AttemptsComponentTest {

  private static final String PROVIDER = "together";
  private static final Duration LONG = Duration.ofHours(1);

  CatalogStack stack;

  @Inject Attempts attempts;

  @BeforeEach
  void readJustNow() throws Exception {
    Catalog.awaitFirstSyncs();
    Catalog.sync(PROVIDER);
  }

  @Test
  void whatWasReadJustNowIsNotReadAgain() throws Throwable {
    assertEquals(Optional.empty(), open());
  }

  @Test
  void whatADeadReplicaHasBegunIsReadAgainAtOnce() throws Throwable {
    Database.execute(
        stack,
        "update provider_states set lease_owner = 'dead', attempt = 'lost', last_started = now(),"
            + " lease_until = now() - interval '1 second' where provider = '"
            + PROVIDER
            + "'");
    Optional<SyncAttempt> opened = open();
    assertTrue(opened.isPresent(), "an attempt whose replica died holds the provider");
    assertEquals(Optional.empty(), open(), "it is taken now");
    close(opened.get(), SyncEvent.Result.FAILED, "the test has seen enough");
  }

  /** A clock that was an hour ahead is set right: what it wrote is no reason to wait an hour. */
  @Test
  void whatWasBegunByAClockThatWasAheadIsReadAgain() throws Throwable {
    Database.execute(
        stack,
        "update provider_states set last_started = now() + interval '1 hour',"
            + " lease_until = now() + interval '1 hour' where provider = '"
            + PROVIDER
            + "'");

    SyncAttempt opened = open().orElseThrow();

    assertEquals(Optional.empty(), open(), "it is begun now");
    close(opened, SyncEvent.Result.FAILED, "the test has seen enough");
  }

  /** A commit whose answer is lost looks like a failure to who waits for it. */
  @Test
  void whatIsClosedIsRecalledByWhoDidNotHearOfIt() throws Throwable {
    Database.execute(
        stack,
        "update provider_states set last_started = now() - interval '2 hours' where provider = '"
            + PROVIDER
            + "'");
    SyncAttempt opened = open().orElseThrow();
    SyncAttempt unheard = new SyncAttempt();
    unheard.id = opened.id;
    unheard.provider = opened.provider;
    unheard.started = opened.started;
    unheard.result = SyncEvent.Result.FAILED;
    unheard.reason = "no answer came";
    assertFalse(recall(unheard), "it is still open");
    close(opened, SyncEvent.Result.QUARANTINED, "as it was closed");

    assertTrue(recall(unheard));
    assertEquals(SyncEvent.Result.QUARANTINED, unheard.result);
    assertEquals("as it was closed", unheard.reason);
    assertEquals(opened.report, unheard.report);
    assertNotNull(unheard.finished);
  }

  private boolean recall(SyncAttempt attempt) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(
        () ->
            Panache.withTransaction(
                () -> attempts.hold(attempt).chain(() -> attempts.recall(attempt))));
  }

  private void close(SyncAttempt attempt, SyncEvent.Result result, String reason) throws Throwable {
    VertxContextSupport.subscribeAndAwait(
        () ->
            Panache.withTransaction(
                () ->
                    attempts
                        .hold(attempt)
                        .chain(() -> attempts.close(attempt, result, reason, SyncReport.NONE))));
  }

  private Optional<SyncAttempt> open() throws Throwable {
    return VertxContextSupport.subscribeAndAwait(() -> attempts.open(PROVIDER, LONG));
  }
}
