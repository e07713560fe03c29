// SPDX-License-Identifier: Apache-2.0
package org.freestore.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The table finds what was put and not removed, and nothing else.
class CreationsTest {
  private static final long NOW = System.currentTimeMillis() + 100_000;

  private final Creations creations = new Creations();

  @Test
  void itIsAMapHoweverMuchComesAndGoes() {
    Random random = new Random(7);
    Map<Long, Long> expected = new HashMap<>();
    List<Long> live = new ArrayList<>();
    for (int i = 0; i < 300_000; i++) {
      if (live.isEmpty() || random.nextInt(5) < 3 == i < 200_000) {
        long reference = random.nextLong() | 1;
        live.add(reference);
        expected.put(reference, NOW + 1_000_003L * i);
        put(reference, NOW + 1_000_003L * i);
      } else {
        long gone = live.set(random.nextInt(live.size()), live.getLast());
        live.removeLast();
        expected.remove(gone);
        assertThat(creations.remove(gone)).isTrue();
        assertThat(creations.remove(gone)).isFalse();
        assertThat(creations.get(gone)).isNull();
      }
    }
    expected.forEach((reference, at) -> assertThat(atMillis(reference)).isEqualTo(at));
    List<Long> seen = new ArrayList<>();
    creations.forEachWhile(seen::add);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected.keySet());
  }

  private void put(long reference, long atMillis) {
    creations.put(reference, CallStack.here().number(), CallingThread.current().number(), atMillis);
  }

  private long atMillis(long reference) {
    return Objects.requireNonNull(creations.get(reference)).atMillis();
  }

  @Test
  void theThreadIsSaidByTheNameThatItHad() {
    Thread thread = Thread.currentThread();
    String before = thread.getName();
    put(1, NOW);
    thread.setName("renamed");
    put(2, NOW);
    thread.setName(before);
    assertThat(Objects.requireNonNull(creations.get(1)).threadName()).isEqualTo(before);
    Site second = Objects.requireNonNull(creations.get(2));
    assertThat(second.threadName()).isEqualTo("renamed");
    assertThat(second.threadId()).isEqualTo(thread.threadId());
    assertThat(second.top().getMethodName()).isEqualTo("put");
  }
}
