package ai.gatewayz.bench.attack;

import ai.gatewayz.bench.attack.kind.Bodies;
import ai.gatewayz.bench.attack.kind.Heads;
import ai.gatewayz.bench.attack.kind.Labels;
import ai.gatewayz.bench.attack.kind.Names;
import ai.gatewayz.bench.attack.kind.Numbers;
import ai.gatewayz.bench.attack.kind.Records;
import ai.gatewayz.bench.attack.kind.Restores;
import ai.gatewayz.bench.attack.kind.Smuggling;
import ai.gatewayz.bench.attack.victim.PlainCaller;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.bench.attack.victim.Watch;
import ai.gatewayz.local.launcher.Progress;
import ai.gatewayz.local.launcher.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs attacks one after the other on one stack, each watched. */
public final class AttackSuite {

  /** The kinds, and what they send. */
  static final Map<String, String> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(
        Bodies.KIND, "bodies that are large, held, endless, packed, deep or of a million parts");
    KINDS.put(Numbers.KIND, "numbers of 300,000 digits and huge exponents, wherever one is read");
    KINDS.put(
        Names.KIND, "megabytes of names, of fields and of models, and searches for near ones");
    KINDS.put(Heads.KIND, "half-open, slow, huge and unread requests, thousands at a time");
    KINDS.put(Smuggling.KIND, "requests that proxies might read differently, at every port");
    KINDS.put(Labels.KIND, "invented addresses, methods and keys, for the number of series");
    KINDS.put(Records.KIND, "poison records in every topic, after which a valid record arrives");
    KINDS.put(Restores.KIND, "an older database and an empty one, after which a new price arrives");
  }

  /** Of the long form that the short one sends. */
  private static final double SHORT = 0.2;

  private final Progress progress;
  private final boolean isShort;

  /**
   * @param isShort whether it is the form of {@code make test}
   */
  public AttackSuite(Progress progress, boolean isShort) {
    this.progress = progress;
    this.isShort = isShort;
  }

  private static List<Attack> attacks() {
    List<Attack> attacks = new ArrayList<>();
    attacks.addAll(Bodies.attacks());
    attacks.addAll(Numbers.attacks());
    attacks.addAll(Names.attacks());
    attacks.addAll(Heads.attacks());
    attacks.addAll(Smuggling.attacks());
    attacks.addAll(Labels.attacks());
    attacks.addAll(Records.attacks());
    attacks.addAll(Restores.attacks());
    return attacks;
  }

  /**
   * Starts a stack and attacks it.
   *
   * @param folder for its data and logs
   * @param recordings of providers' lists; may not exist
   */
  public List<Result> run(Path root, Path folder, Path recordings, Collection<String> kinds)
      throws Exception {
    List<Result> results = new ArrayList<>();
    try (Target target = Target.start(root, folder, recordings, progress)) {
      for (Attack attack : attacks()) {
        if (kinds.contains(attack.kind()) && (attack.inShort() || !isShort)) {
          results.add(run(target, attack));
        }
      }
    }
    return results;
  }

  private Result run(Target target, Attack attack) throws Exception {
    long began = System.nanoTime();
    Tally tally = new Tally();
    List<String> complaints = new ArrayList<>();
    Map<Service, Watch> watches = new EnumMap<>(Service.class);
    List<Watch.Seen> seen = new ArrayList<>();
    PlainCaller.Seen plain;
    try (PlainCaller caller = target.plainCaller()) {
      for (Service service : attack.services()) {
        watches.put(service, Watch.start(target, service));
      }
      try {
        attack.action().run(target, tally, isShort ? SHORT : 1);
      } catch (java.io.IOException e) {
        complaints.add("the attack was not completed: " + e);
      }
      plain = caller.end();
      for (Watch watch : watches.values()) {
        seen.add(watch.seen());
      }
    } finally {
      watches.values().forEach(Watch::close);
    }
    complaints.addAll(tally.complaints());
    seen.forEach(
        each ->
            each.complaints()
                .forEach(sentence -> complaints.add(each.service().module() + ": " + sentence)));
    if (plain.failed() > 0) {
      complaints.add(
          plain.failed() + " of the plain caller's requests failed: " + plain.firstFailure());
    }
    Result result =
        new Result(attack, tally.sent(), tally.answers(), seen, plain, List.copyOf(complaints));
    tell(result, (System.nanoTime() - began) / 1e9);
    return result;
  }

  private void tell(Result result, double seconds) {
    progress.line(
        "%s %s: %s (%.0f s; %s)"
            .formatted(
                result.withstood() ? "ok    " : "FAILED",
                result.attack().kind(),
                result.attack().name(),
                seconds,
                result.answers()));
    result.complaints().forEach(sentence -> progress.line("         " + sentence));
  }
}
