package ai.gatewayz.gateway.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.Network;
import ai.gatewayz.gateway.routing.Permit;
import java.util.List;
import java.util.Optional;

/**
 * Who calls, and what he may do.
 *
 * @param holder what requests are counted and written down by: the name of a configured key, the id
 *     of a published one
 * @param key null for a configured one, which may do everything
 * @param networks where it may be used from; empty for anywhere
 * @param permit which offers it may use
 */
public record Caller(String holder, CallerKey key, List<Network> networks, Permit permit) {

  static Caller configured(String name) {
    return new Caller(name, null, List.of(), Permit.ALL);
  }

  static Caller of(CallerKey key) {
    return new Caller(
        key.id(),
        key,
        key.networks().stream().map(Network::parse).flatMap(Optional::stream).toList(),
        new Permit(key.models(), key.providers()));
  }

  /** Requests in flight; empty for the gateway's own limit. */
  public Optional<Integer> mostAtOnce() {
    return key == null ? Optional.empty() : Optional.ofNullable(key.mostAtOnce());
  }

  boolean speaks(String protocol) {
    return key == null || key.protocols().isEmpty() || key.protocols().contains(protocol);
  }

  boolean from(String address) {
    return networks.isEmpty() || Network.anyContains(networks, address);
  }
}
