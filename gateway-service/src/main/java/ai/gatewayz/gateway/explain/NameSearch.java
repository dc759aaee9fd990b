package ai.gatewayz.gateway.explain;

import ai.gatewayz.gateway.naming.NameIndex;
import ai.gatewayz.gateway.naming.NearestNames;
import ai.gatewayz.gateway.record.OfferRecords;
import ai.gatewayz.gateway.routing.Permit;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.routing.RoutingConfig;
import ai.gatewayz.gateway.snapshot.Snapshot;
import ai.gatewayz.providers.Providers;
import ai.gatewayz.providers.ProvidersConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks for names to suggest, which may walk all models: one search at a time in the whole process,
 * never on an event loop. Where many wait already, nothing is suggested: an error is worth no more.
 */
@Singleton
public class NameSearch {

  private static final int MOST_WAITING = 32;
  private static final int REMEMBERED = 1024;

  private final Reach reach;
  private final InstantSource clock;
  private final WorkerExecutor worker;

  /** Asked on the worker's thread alone. */
  private final NearestNames names;

  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, List<String>> found = new Recent();

  /** What was found was found in it. */
  private WeakReference<Snapshot> searched = new WeakReference<>(null);

  @Inject
  NameSearch(
      Vertx vertx,
      ProvidersConfig providers,
      RoutingConfig routing,
      OfferRecords records,
      InstantSource clock) {
    this(vertx, Reach.of(Providers.from(providers), routing, clock), records, clock);
  }

  NameSearch(Vertx vertx, Reach reach, OfferRecords records, InstantSource clock) {
    this.reach = reach;
    this.clock = clock;
    names = new NearestNames(records::uses);
    worker = vertx.createSharedWorkerExecutor("name-search", 1);
  }

  private static final class Recent extends LinkedHashMap<String, List<String>> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * Ids of models that can be called and look like a name that nothing goes by; never fails.
   * Whoever asks again, of the same models, is told without a search.
   */
  public Future<List<String>> nearest(Snapshot snapshot, String asked) {
    if (asked.length() > NameIndex.LONGEST_NAME) {
      return Future.succeededFuture(List.of());
    }
    List<String> known = remembered(snapshot, asked);
    return known == null
        ? search(
            () -> {
              List<String> found = names.find(snapshot, asked, reach.on(Reach.today(clock))).ids();
              remember(snapshot, asked, found);
              return found;
            })
        : Future.succeededFuture(known);
  }

  /** The same, of models that the caller may use. */
  public Future<List<String>> nearest(Snapshot snapshot, String asked, Permit permit) {
    Future<List<String>> nearest = nearest(snapshot, asked);
    return permit.isAll()
        ? nearest
        : nearest.map(ids -> ids.stream().filter(id -> allowed(snapshot, id, permit)).toList());
  }

  private static boolean allowed(Snapshot snapshot, String id, Permit permit) {
    return snapshot
        .model(id)
        .filter(model -> model.offers().stream().anyMatch(view -> permit.allows(view.offer())))
        .isPresent();
  }

  /** The names that another search finds; never fails. */
  public Future<List<String>> search(Callable<List<String>> search) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.succeededFuture(List.of());
    }
    return worker
        .executeBlocking(search, false)
        .onComplete(ignored -> waiting.decrementAndGet())
        .otherwise(List.of());
  }

  private synchronized List<String> remembered(Snapshot snapshot, String asked) {
    return searched.get() == snapshot ? found.get(asked) : null;
  }

  private synchronized void remember(Snapshot snapshot, String asked, List<String> nearest) {
    if (searched.get() != snapshot) {
      found.clear();
      searched = new WeakReference<>(snapshot);
    }
    found.put(asked, nearest);
  }

  @PreDestroy
  void close() {
    worker.close();
  }
}
