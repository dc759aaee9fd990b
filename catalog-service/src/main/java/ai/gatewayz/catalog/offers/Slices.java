package ai.gatewayz.catalog.offers;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes a long list some at a time, one after the other: what is made of them to be written takes
 * several times their own memory, and is gone before the next.
 */
public final class Slices {

  private static final int SIZE = 1000;

  private Slices() {}

  public static <T> Uni<Void> each(List<T> all, Function<List<T>, Uni<Void>> write) {
    return Multi.createFrom()
        .items(
            IntStream.range(0, Math.ceilDiv(all.size(), SIZE))
                .mapToObj(i -> all.subList(i * SIZE, Math.min(all.size(), (i + 1) * SIZE))))
        .onItem()
        .transformToUniAndConcatenate(some -> write.apply(some))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
