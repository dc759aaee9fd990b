package ai.gatewayz.system.drill;

import ai.gatewayz.local.launcher.LocalStack;
import ai.gatewayz.simulator.Fault;
import ai.gatewayz.simulator.Simulator;
import ai.gatewayz.system.Gateway;
import ai.gatewayz.system.HealthAlone;
import ai.gatewayz.system.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What happens, in this order; callers go on all the time. */
final class Day {

  private static final int PROBED = 8;

  private final Gateway gateway;
  private final Simulator simulator;
  private final HealthAlone replica;
  private final Operator operator;

  Day(LocalStack stack, Gateway gateway, Simulator simulator, HealthAlone replica) {
    this.gateway = gateway;
    this.simulator = simulator;
    this.replica = replica;
    this.operator = Operator.of(stack);
  }

  List<Scene> scenes() {
    return List.of(
        Scene.calm("all is calm", Duration.ofMinutes(5)),
        oneCallerPollsADeadModel(),
        aProviderIsDown(),
        Scene.calm("all is calm again", Duration.ofMinutes(2)),
        anAccountIsBroken(),
        aListIsHeldAndDecided(),
        aReplicaIsDeaf(),
        Scene.calm("the day ends", Duration.ofMinutes(3)));
  }

  /** Five times as often as everybody else asks for anything. */
  private Scene oneCallerPollsADeadModel() {
    String dead = simulator.catalog().goneIds("together").getFirst();
    return new Scene(
        "one caller polls a dead model",
        Duration.ofMinutes(5),
        Set.of(),
        () -> {},
        () -> {
          for (int i = 0; i < 25; i++) {
            gateway.complete("together/" + dead, false);
          }
        },
        () -> {});
  }

  private Scene aProviderIsDown() {
    return new Scene(
        "a provider is down",
        Duration.ofMinutes(5),
        Set.of("GatewayzProviderDown huggingface"),
        () -> simulator.faults().set("huggingface", "*", new Fault.ServerError(503)),
        () -> probe("huggingface", PROBED),
        () -> {
          simulator.faults().clear("huggingface");
          probe("huggingface", PROBED);
        });
  }

  private Scene anAccountIsBroken() {
    return new Scene(
        "an account is broken",
        Duration.ofMinutes(4),
        Set.of("GatewayzAccountBroken together"),
        () -> simulator.faults().set("together", "*", new Fault.KeyRejected()),
        () -> probe("together", 1),
        () -> {
          simulator.faults().clear("together");
          probe("together", 1);
        });
  }

  private void probe(String provider, int offers) throws Exception {
    for (String id : simulator.catalog().chatIds(provider).subList(0, offers)) {
      operator.probe(provider, id);
    }
  }

  /** Prices in another unit; the operator says no, and the provider puts its list right. */
  private Scene aListIsHeldAndDecided() {
    return new Scene(
        "a list is quarantined and decided",
        Duration.ofMinutes(3),
        Set.of("GatewayzSyncQuarantined together"),
        () -> {
          operator.sync("together");
          simulator.faults().set("together", "*", new Fault.ListPricesTimes(1000));
          operator.sync("together");
        },
        () -> {},
        () -> {
          operator.rejectHeld("together");
          simulator.faults().clear("together");
          operator.sync("together");
        });
  }

  private Scene aReplicaIsDeaf() {
    return new Scene(
        "a replica of health is deaf",
        Duration.ofMinutes(3),
        Set.of("GatewayzHealthSilent"),
        replica::deafen,
        () -> {},
        replica::hear);
  }
}
