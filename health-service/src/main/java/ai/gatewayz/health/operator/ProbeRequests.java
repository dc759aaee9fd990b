package ai.gatewayz.health.operator;

import ai.gatewayz.catalog.contract.OfferKey;
import ai.gatewayz.health.ledger.Verdicts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Offers to be probed next; each replica takes those that it owns. */
@ApplicationScoped
public class ProbeRequests {

  /** A request that no replica took by then is of no use any more. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int MOST = 1_000;
  private static final String ASK =
      "insert into probe_requests (provider, offer, asked) values ($1, $2, $3)"
          + " on conflict (provider, offer) do update set asked = excluded.asked";
  private static final String OPEN = "select provider, offer from probe_requests limit $1";
  private static final String DONE =
      "delete from probe_requests where (provider = $1 and offer = $2) or asked < $3";

  private final Pool pool;
  private final Verdicts verdicts;
  private final InstantSource clock;

  ProbeRequests(Pool pool, Verdicts verdicts, InstantSource clock) {
    this.pool = pool;
    this.verdicts = verdicts;
    this.clock = clock;
  }

  /** Leaves a request for the replica that owns the offer. */
  public Uni<Void> leave(OfferKey key) {
    return pool.preparedQuery(ASK)
        .execute(Tuple.of(key.provider(), key.id(), now()))
        .replaceWithVoid();
  }

  /** Takes the requests for offers that this replica owns. */
  Uni<Void> take() {
    return pool.preparedQuery(OPEN)
        .execute(Tuple.of(MOST))
        .chain(
            rows -> {
              List<Tuple> done = new ArrayList<>();
              rows.forEach(
                  row -> {
                    OfferKey key = new OfferKey(row.getString("provider"), row.getString("offer"));
                    if (verdicts.find(key).isPresent()) {
                      verdicts.hurry(key);
                      done.add(Tuple.of(key.provider(), key.id(), now().minus(PATIENCE)));
                    }
                  });
              return done.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : pool.preparedQuery(DONE).executeBatch(done).replaceWithVoid();
            });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
