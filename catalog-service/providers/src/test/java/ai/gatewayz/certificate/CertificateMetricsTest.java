package ai.gatewayz.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMetricsTest {

  private static final Instant OLDER = Instant.parse("2036-11-27T10:45:21Z");
  private static final Instant NEWER = Instant.parse("2046-11-25T10:45:21Z");

  @TempDir private Path folder;

  private static String pem(String name) throws IOException, URISyntaxException {
    return Files.readString(
        Path.of(CertificateMetricsTest.class.getResource("/certificates/" + name).toURI()));
  }

  /** By file name. */
  private static double end(Map<String, String> settings, String file) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    var config = new SmallRyeConfigBuilder().withDefaultValues(settings).build();
    new CertificateMetrics(config, registry);
    return registry.find("gatewayz.certificate.expiry.timestamp").gauges().stream()
        .filter(gauge -> gauge.getId().getTag("file").endsWith(file))
        .mapToDouble(Gauge::value)
        .findFirst()
        .orElse(-1);
  }

  private Path both() throws Exception {
    Path file = folder.resolve("both.pem");
    Files.writeString(
        file, "-----BEGIN PRIVATE KEY-----\nMA==\n-----END PRIVATE KEY-----\n" + pem("older.crt"));
    Files.writeString(file, Files.readString(file) + pem("newer.crt"));
    return file;
  }

  @Test
  void ourOwnEndsWithTheFirstOfItsChainAndTrustWithTheLastAuthority() throws Exception {
    String file = both().toString();
    assertEquals(
        OLDER.getEpochSecond(),
        end(
            Map.of("kafka.ssl.keystore.type", "PEM", "kafka.ssl.keystore.location", file),
            "both.pem"));
    assertEquals(
        NEWER.getEpochSecond(),
        end(
            Map.of("kafka.ssl.truststore.type", "PEM", "kafka.ssl.truststore.location", file),
            "both.pem"));
  }

  @Test
  void theDatabasesAuthoritiesAreReadAsTheyAreNow() throws Exception {
    Path file = folder.resolve("postgres.crt");
    Map<String, String> settings =
        Map.of("quarkus.datasource.reactive.trust-certificate-pem.certs", file.toString());
    assertEquals(0, end(settings, "postgres.crt"));
    Files.writeString(file, pem("older.crt"));
    assertEquals(OLDER.getEpochSecond(), end(settings, "postgres.crt"));
    Files.writeString(file, pem("newer.crt").substring(0, 200));
    assertEquals(0, end(settings, "postgres.crt"));
  }

  @Test
  void whatIsNotPemOrNotThereIsNotTold() throws Exception {
    String file = both().toString();
    assertEquals(
        -1,
        end(
            Map.of("kafka.ssl.truststore.type", "JKS", "kafka.ssl.truststore.location", file),
            "both.pem"));
    assertEquals(-1, end(Map.of(), "both.pem"));
  }
}
