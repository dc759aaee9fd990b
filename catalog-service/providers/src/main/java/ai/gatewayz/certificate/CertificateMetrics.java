package ai.gatewayz.certificate;

import ai.gatewayz.certificate.CertificateFile.Use;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** The files that the clients of Kafka and PostgreSQL are configured with, where they are PEM. */
@Singleton
@Startup
class CertificateMetrics {

  private static final Map<String, Use> KAFKAS =
      Map.of("kafka.ssl.truststore", Use.TRUST, "kafka.ssl.keystore", Use.OWN);

  private static final Map<String, Use> DATABASES =
      Map.of(
          "quarkus.datasource.reactive.trust-certificate-pem.certs", Use.TRUST,
          "quarkus.datasource.reactive.key-certificate-pem.certs", Use.OWN);

  CertificateMetrics(Config config, MeterRegistry registry) {
    files(config)
        .forEach(
            (path, use) -> {
              CertificateFile file = new CertificateFile(path, use);
              Gauge.builder("gatewayz.certificate.expiry.timestamp", () -> seconds(file))
                  .baseUnit("seconds")
                  .description(
                      "When a certificate ends, since the epoch; 0 where it cannot be read")
                  .tag("file", path.toString())
                  .register(registry);
            });
  }

  private static Map<Path, Use> files(Config config) {
    Map<Path, Use> files = new LinkedHashMap<>();
    KAFKAS.forEach(
        (store, use) ->
            config
                .getOptionalValue(store + ".location", String.class)
                .filter(location -> "PEM".equals(type(config, store)))
                .ifPresent(location -> files.put(Path.of(location), use)));
    DATABASES.forEach(
        (setting, use) ->
            config
                .getOptionalValue(setting, String[].class)
                .ifPresent(
                    all -> Arrays.stream(all).forEach(each -> files.put(Path.of(each), use))));
    return files;
  }

  private static String type(Config config, String store) {
    return config.getOptionalValue(store + ".type", String.class).orElse("");
  }

  private static double seconds(CertificateFile file) {
    return file.end().map(Instant::getEpochSecond).orElse(0L);
  }
}
