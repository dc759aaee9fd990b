package ai.gatewayz.bench.traffic;

import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import ai.gatewayz.local.launcher.Service;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses gateways in turn among those that say that they are ready, which it asks them as often as
 * a cluster does that is set up for it: once a second. It sends nothing twice.
 */
public final class Balancer implements AutoCloseable {

  private final World world;
  private final List<Replica> ready = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final ScheduledExecutorService looking =
      Executors.newScheduledThreadPool(4, Thread.ofPlatform().daemon().factory());

  public Balancer(World world) {
    this.world = world;
    ready.addAll(world.replicas(Service.GATEWAY));
    looking.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
  }

  /** Each by itself: one that hangs holds up the answer of no other. */
  private void look() {
    List<Replica> all = world.replicas(Service.GATEWAY);
    ready.retainAll(all);
    all.forEach(each -> looking.execute(() -> look(each)));
  }

  private void look(Replica gateway) {
    try {
      if (!gateway.isReady()) {
        ready.remove(gateway);
      } else if (!ready.contains(gateway)) {
        ready.add(gateway);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Optional<Replica> next() {
    List<Replica> now = List.copyOf(ready);
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(now.get(Math.floorMod(turn.getAndIncrement(), now.size())));
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
