package ai.gatewayz.bench.chaos;

import ai.gatewayz.bench.world.Backing;
import ai.gatewayz.bench.world.Replica;
import ai.gatewayz.bench.world.World;
import ai.gatewayz.bench.world.WorldOptions;
import ai.gatewayz.local.launcher.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** All that is done to the stack, in the order in which it is. */
final class Scenarios {

  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration AWAY = Duration.ofSeconds(60);
  private static final Duration HOUR = Duration.ofHours(1);

  private Scenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(Scenario.of("nothing", "nothing breaks", Scenarios::nothing));
    for (Service service : Service.values()) {
      String name = name(service);
      all.add(
          Scenario.of(
              name + "-kill",
              "a " + name + " is killed, and started again",
              s -> kill(s, service)));
      all.add(
          Scenario.of(
              name + "-pause", "a " + name + " is stopped for 30 s", s -> pause(s, service)));
    }
    backing(all, "kafka", "Kafka", World::kafka);
    backing(all, "postgres", "PostgreSQL", World::postgres);
    all.add(
        Scenario.of("postgres-full", "PostgreSQL's disk is full for 60 s", Databases::full)
            .in(WorldOptions.usual().withSmallDisk()));
    all.add(
        Scenario.of(
            "restore",
            "PostgreSQL is restored to an older state, under running services",
            Databases::restore));
    all.add(Scenario.of("poison", "poison records in every topic", Poison::spread).withStrangers());
    for (Service service : Service.values()) {
      clocks(all, service);
    }
    for (Service service : Service.values()) {
      String name = name(service);
      all.add(
          Scenario.of(
                  name + "-rollout",
                  "three replicas of " + name + " are replaced, one after the other",
                  stage -> rollout(stage, service))
              .in(WorldOptions.usual().with(3, service)));
    }
    return all;
  }

  private static void clocks(List<Scenario> all, Service service) {
    String name = name(service);
    WorldOptions options = WorldOptions.usual().withClocks();
    all.add(
        Scenario.of(
                name + "-clock-forward",
                "the clock of " + name + " goes forward by an hour",
                stage -> clock(stage, service, HOUR))
            .in(options));
    all.add(
        Scenario.of(
                name + "-clock-back",
                "the clock of " + name + " goes back by an hour",
                stage -> clock(stage, service, HOUR.negated()))
            .in(options));
  }

  private static void backing(
      List<Scenario> all, String name, String called, Function<World, Backing> which) {
    all.add(
        Scenario.of(
            name + "-kill",
            called + " is killed, and started again",
            stage -> {
              Backing backing = which.apply(stage.world());
              backing.kill();
              long mark = System.nanoTime();
              stage.change();
              backing.start();
              return mark;
            }));
    all.add(
        Scenario.of(
            name + "-pause",
            called + " is stopped for 30 s",
            stage -> {
              Backing backing = which.apply(stage.world());
              backing.pause();
              stage.change();
              stage.rest(PAUSE);
              backing.resume();
              return System.nanoTime();
            }));
    all.add(
        Scenario.of(
            name + "-down",
            called + " is down for 60 s",
            stage -> {
              Backing backing = which.apply(stage.world());
              backing.stop();
              stage.change();
              stage.rest(AWAY);
              backing.start();
              return System.nanoTime();
            }));
  }

  static String name(Service service) {
    return service.name().toLowerCase(Locale.ROOT);
  }

  private static long nothing(Stage stage) {
    stage.change();
    return System.nanoTime();
  }

  private static long kill(Stage stage, Service service) throws Exception {
    Replica victim = stage.world().replicas(service).getFirst();
    victim.kill();
    long mark = System.nanoTime();
    stage.change();
    victim.launch();
    victim.awaitReady();
    return mark;
  }

  private static long pause(Stage stage, Service service) throws Exception {
    Replica victim = stage.world().replicas(service).getFirst();
    victim.pause();
    stage.change();
    stage.rest(PAUSE);
    victim.resume();
    return System.nanoTime();
  }

  private static long clock(Stage stage, Service service, Duration by) throws Exception {
    stage.world().clock(service).move(by);
    stage.change();
    return System.nanoTime();
  }

  /** As a cluster does it: the new one is ready before the old one is told to stop. */
  private static long rollout(Stage stage, Service service) throws Exception {
    stage.change();
    for (Replica old : stage.world().replicas(service)) {
      Replica next = stage.world().add(service);
      next.awaitReady();
      stage.world().remove(old);
      stage.tell(next.name() + " has taken the place of " + old.name());
    }
    return System.nanoTime();
  }
}
