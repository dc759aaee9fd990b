package ai.gatewayz.catalog.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.0/23, 10.1.3.255, true",
    "10.1.2.0/23, 10.1.4.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.1.2.3, 10.1.2.3, true",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "fe80::/10, fe80::1%eth0, true",
    "::/0, ::1, true",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8, true",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:9, false",
    "10.0.0.0/8, localhost, false",
    "10.0.0.0/8, '', false"
  })
  void containsAddressesThatBeginWithTheSameBits(String network, String address, boolean inside) {
    assertEquals(inside, Network.parse(network).orElseThrow().contains(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "10.0.0.256", "1.2.3.4.5",
        "localhost", "example.com/8", "::/129", "1:2:3", "1::2::3", "12345::", "g::1", ":::",
        "1:2:3:4:5:6:7:8::", "::1.2.3", "１.2.3.4", "10.0.0.0/8/8"
      })
  void whatIsNoneIsRefused(String text) {
    assertEquals(Optional.empty(), Network.parse(text));
  }

  @Test
  void anAddressIsInOneOfManyOrInNone() {
    List<Network> networks =
        List.of(
            Network.parse("10.0.0.0/8").orElseThrow(),
            Network.parse("2001:db8::/32").orElseThrow());
    assertTrue(Network.anyContains(networks, "2001:db8::7"));
    assertTrue(Network.anyContains(networks, "10.1.2.3"));
    assertFalse(Network.anyContains(networks, "192.0.2.1"));
    assertFalse(Network.anyContains(networks, null));
    assertFalse(Network.anyContains(List.of(), "10.1.2.3"));
  }

  @Test
  void aLongTextIsNotLookedAt() {
    assertEquals(Optional.empty(), Network.parse("1".repeat(100_000)));
    assertFalse(Network.parse("10.0.0.0/8").orElseThrow().contains("1".repeat(100_000)));
    assertTrue(Network.parse(null).isEmpty());
  }
}
