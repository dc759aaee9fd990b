package ai.gatewayz.bench.translation;

import ai.gatewayz.bench.gateway.BenchedGateway;
import ai.gatewayz.bench.gateway.Target;
import ai.gatewayz.bench.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;

/**
 * How a protocol gets to the provider.
 *
 * @param by in words
 */
record Way(Protocol protocol, String by, Target target) {

  static final String DIRECT = "straight to the provider";
  static final String PASSED = "passed on";
  static final String TRANSLATED = "translated";

  /** The protocols that some providers speak and some do not. */
  static final List<Protocol> OTHERS = List.of(Protocol.MESSAGES, Protocol.RESPONSES);

  static List<Way> all(BenchedGateway gateway, int provider) {
    List<Way> ways = new ArrayList<>();
    for (Protocol protocol : Protocol.values()) {
      String name = name(protocol, DIRECT);
      ways.add(
          new Way(protocol, DIRECT, new Target(name, provider, protocol, Target.NATIVE_MODEL)));
    }
    ways.add(through(gateway, Protocol.CHAT, PASSED, Target.MODEL));
    for (Protocol protocol : OTHERS) {
      ways.add(through(gateway, protocol, PASSED, Target.NATIVE_MODEL));
      ways.add(through(gateway, protocol, TRANSLATED, Target.MODEL));
    }
    return ways;
  }

  private static Way through(BenchedGateway gateway, Protocol protocol, String by, String model) {
    return new Way(protocol, by, gateway.target(name(protocol, by), protocol, model));
  }

  /** By which figures are kept. */
  static String name(Protocol protocol, String by) {
    return word(protocol) + ", " + by;
  }

  static String word(Protocol protocol) {
    return switch (protocol) {
      case CHAT -> "chat completions";
      case MESSAGES -> "Messages";
      case RESPONSES -> "Responses";
    };
  }

  String name() {
    return target.name();
  }
}
