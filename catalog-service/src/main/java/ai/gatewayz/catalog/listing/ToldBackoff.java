package ai.gatewayz.catalog.listing;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;

/** Waits as long as the provider said; where it said nothing, twice as long each time. */
public final class ToldBackoff implements CustomBackoffStrategy {

  private long own;

  @Override
  public void init(long initialDelayInMillis) {
    own = initialDelayInMillis;
  }

  @Override
  public long nextDelayInMillis(Throwable failure) {
    long doubling = own;
    own *= 2;
    return failure instanceof PageFailedException.Passing passing
        ? passing.told().map(Duration::toMillis).filter(wait -> wait > 0).orElse(doubling)
        : doubling;
  }
}
