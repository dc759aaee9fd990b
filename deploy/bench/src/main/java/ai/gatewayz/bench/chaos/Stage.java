package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.World;
import ai.gatewayz.local.launcher.Progress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Where a scenario plays: the running stack, the providers, and the truth about their offers. */
final class Stage implements AutoCloseable {

  private final World world;
  private final Providers providers;
  private final Progress progress;
  private Map<String, Offers.Line> truth;

  Stage(World world, Providers providers, Map<String, Offers.Line> truth, Progress progress) {
    this.world = world;
    this.providers = providers;
    this.truth = truth;
    this.progress = progress;
  }

  World world() {
    return world;
  }

  Providers providers() {
    return providers;
  }

  Map<String, Offers.Line> truth() {
    return new TreeMap<>(truth);
  }

  void tell(String what) {
    progress.line("  " + what);
  }

  /** The world goes on beside: an offer dies, one goes, one comes, one has another price. */
  void change() {
    truth = providers.change(truth);
    tell("an offer dies, one goes, one comes, one has another price");
  }

  void rest(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @Override
  public void close() throws Exception {
    try (providers) {
      world.close();
    }
  }
}
