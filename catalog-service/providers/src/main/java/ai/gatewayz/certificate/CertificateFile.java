package ai.gatewayz.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A file of certificates in PEM, as it is now: a secret that is mounted changes under a running
 * process.
 */
record CertificateFile(Path path, Use use) {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  /** The authorities of a whole operating system are a quarter of that. */
  private static final long LARGEST = 1 << 20;

  enum Use {
    /** Of authorities: while one of them is valid, what it signs is trusted. */
    TRUST,
    /** A certificate of our own and those that it stands on: all of them have to be valid. */
    OWN
  }

  /** When it is of no more use; empty where there is no certificate to be read. */
  Optional<Instant> end() {
    try {
      Comparator<Instant> order =
          use == Use.OWN ? Comparator.reverseOrder() : Comparator.naturalOrder();
      return certificates().stream()
          .map(certificate -> certificate.getNotAfter().toInstant())
          .max(order);
    } catch (IOException | CertificateException e) {
      return Optional.empty(); // the metric tells of it as of one that has expired
    }
  }

  private List<X509Certificate> certificates() throws IOException, CertificateException {
    if (Files.size(path) > LARGEST) {
      throw new IOException(path + " is too large");
    }
    // A private key may stand beside them.
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> found = new ArrayList<>();
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
      int end = text.indexOf(END, at);
      if (end < 0) {
        throw new CertificateException(path + " is cut off");
      }
      byte[] block = text.substring(at, end + END.length()).getBytes(StandardCharsets.ISO_8859_1);
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return found;
  }
}
