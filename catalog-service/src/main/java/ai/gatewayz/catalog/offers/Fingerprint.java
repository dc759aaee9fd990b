package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.providers.listing.ListedOffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A short text that is equal for equal offers: a sync compares these and leaves offers unread. */
public final class Fingerprint {

  private static final int BYTES = 15;

  private Fingerprint() {}

  public static String of(String provider, ListedOffer offer) {
    byte[] json = EventJson.write(offer.at(provider, 0, null));
    byte[] digest = sha256().digest(json);
    return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
