package ai.gatewayz.catalog.reconcile;

import ai.gatewayz.catalog.contract.Offer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The latest that was published about an offer.
 *
 * @param version 0 where there is none that can be believed
 * @param model canonical id; empty where there is none
 * @param digest of the event's text; null for a tombstone
 */
record Told(long version, String model, String digest) {

  static final Told GONE = new Told(0, "", null);

  private static final int BYTES = 12;

  static Told of(Offer offer, byte[] json) {
    return new Told(offer.version(), offer.model(), digest(json));
  }

  /** Something that consumers skip: it stands where the offer should, and is not the same. */
  static Told unusable(byte[] text) {
    return new Told(0, "", digest(text));
  }

  private static String digest(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
