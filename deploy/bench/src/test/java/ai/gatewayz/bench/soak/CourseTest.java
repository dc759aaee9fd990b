package ai.gatewayz.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {

  private static final double WARM_UP = 300;

  private static Course course(double growth, int leakedThreads) {
    Course course = new Course("gateway-service");
    course.heaps().addAll(List.of(50_000_000L, 51_000_000L));
    for (int second = 10; second <= 1_800; second += 10) {
      double done = second <= WARM_UP ? 0 : (second - WARM_UP) / (1_800 - WARM_UP);
      // What is loaded in the first minutes is no growth.
      double loaded = Math.min(1, second / 200.0);
      course
          .samples()
          .add(
              new Sample(
                  second,
                  (long) (300e6 * loaded * (1 + growth * done)),
                  40 + (int) (leakedThreads * done),
                  200,
                  100));
    }
    return course;
  }

  @Test
  void whatStaysTheSameLeaksNothing() {
    assertEquals(List.of(), course(0.01, 2).leaks(WARM_UP));
  }

  @Test
  void memoryThatGrowsAfterTheFirstMinutesIsTold() {
    assertTrue(course(0.04, 0).leaks(WARM_UP).getFirst().contains("resident memory"));
  }

  @Test
  void threadsThatAreNotGivenBackAreTold() {
    assertTrue(course(0, 12).leaks(WARM_UP).getFirst().contains("threads"));
  }

  @Test
  void whatTheHeapHoldsMoreOfIsToldWhereResidentMemoryIsTheSame() {
    Course course = course(0, 0);
    course.heaps().add(53_000_000L);

    assertTrue(course.leaks(WARM_UP).getFirst().contains("heap"));
  }
}
