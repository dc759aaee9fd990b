package ai.gatewayz.catalog.caller;

import java.util.List;
import java.util.Optional;

/**
 * Addresses that begin with the same bits, such as {@code 10.1.0.0/16}, {@code 2001:db8::/32} or a
 * single {@code 192.0.2.7}. Names of hosts are none: nothing is ever looked up.
 */
public final class Network {

  private static final int BYTE = 8;
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  /** The longest IPv6 address with IPv4 inside it, a slash and three digits. */
  private static final int MOST_CHARACTERS = 49;

  private final byte[] first;
  private final int bits;

  private Network(byte[] first, int bits) {
    this.first = first;
    this.bits = bits;
  }

  /** Empty where the text is none. */
  public static Optional<Network> parse(String text) {
    if (text == null || text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.length == 0) {
      return Optional.empty();
    }
    int bits = slash < 0 ? address.length * BYTE : number(text.substring(slash + 1), 10);
    return bits < 0 || bits > address.length * BYTE
        ? Optional.empty()
        : Optional.of(new Network(address, bits));
  }

  /**
   * Whether an address is among them.
   *
   * @param address as a number: text that is none is in no network
   */
  public boolean contains(String address) {
    return contains(address(address));
  }

  /** Whether an address, which is read once, is in one of many. */
  public static boolean anyContains(List<Network> networks, String address) {
    byte[] bytes = address(address);
    for (Network network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(byte[] other) {
    if (other.length != first.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % BYTE;
      if (((first[i / BYTE] ^ other[i / BYTE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Its bytes; IPv4 within IPv6 as IPv4; none where it is no address. */
  private static byte[] address(String text) {
    if (text == null || text.length() > MOST_CHARACTERS) {
      return new byte[0];
    }
    if (text.indexOf(':') < 0) {
      return four(text);
    }
    int zone = text.indexOf('%');
    return six(zone < 0 ? text : text.substring(0, zone));
  }

  private static byte[] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[IPV4];
    if (parts.length != IPV4) {
      return new byte[0];
    }
    for (int i = 0; i < IPV4; i++) {
      int part = number(parts[i], 10);
      if (part < 0 || part > 0xFF) {
        return new byte[0];
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte[] six(String text) {
    int gap = text.indexOf("::");
    byte[] head = groups(gap < 0 ? text : text.substring(0, gap));
    byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return new byte[0];
    }
    int told = head.length + tail.length;
    if (gap < 0 ? told != IPV6 : told > IPV6 - 2) {
      return new byte[0];
    }
    byte[] bytes = new byte[IPV6];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(tail, 0, bytes, IPV6 - tail.length, tail.length);
    return mapped(bytes);
  }

  /** Null where it is malformed. */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] groups = text.split(":", -1);
    boolean dotted = groups[groups.length - 1].indexOf('.') >= 0;
    byte[] bytes = new byte[(groups.length + (dotted ? 1 : 0)) * 2];
    for (int i = 0; i < groups.length; i++) {
      if (dotted && i == groups.length - 1) {
        byte[] last = four(groups[i]);
        if (last.length == 0) {
          return null;
        }
        System.arraycopy(last, 0, bytes, i * 2, IPV4);
        break;
      }
      int group = number(groups[i], 16);
      if (group < 0 || group > 0xFFFF) {
        return null;
      }
      bytes[i * 2] = (byte) (group >> BYTE);
      bytes[i * 2 + 1] = (byte) group;
    }
    return bytes;
  }

  /** A socket that takes both kinds shows IPv4 callers as {@code ::ffff:192.0.2.7}. */
  private static byte[] mapped(byte[] six) {
    for (int i = 0; i < 10; i++) {
      if (six[i] != 0) {
        return six;
      }
    }
    return six[10] == (byte) 0xFF && six[11] == (byte) 0xFF
        ? new byte[] {six[12], six[13], six[14], six[15]}
        : six;
  }

  /** Up to four plain digits; -1 for anything else. */
  private static int number(String digits, int radix) {
    if (digits.isEmpty() || digits.length() > 4) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }
}
