// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.leak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freestore.FreeStore;
import org.freestore.FreeStoreOptions;
import org.freestore.IntArray;
import org.freestore.Protection;
import org.freestore.diagnostics.fixture.NodeStruct;
import org.freestore.diagnostics.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Profiles have what their viewers ask for, and add up to what is live.
class ProfilesTest {
  private final FreeStore store =
      FreeStore.open(FreeStoreOptions.defaults().withProtection(Protection.SITES));

  @BeforeEach
  void fill() {
    for (int i = 0; i < 5; i++) {
      NodeStruct.createIn(store).next(NodeStruct.createIn(store));
    }
    IntArray.createIn(store, 1_000);
    store.malloc(100);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theProfileOfJemallocNamesEveryAddressAndAddsUp() {
    StringWriter text = new StringWriter();
    JemallocProfile.write(Snapshot.of(store), text);
    String profile = text.toString();
    String symbols = profile.substring(0, profile.indexOf("\n--- heap\n"));
    String heap = profile.substring(profile.indexOf("heap_v2/1\n"));
    assertThat(symbols).startsWith("--- symbol\nbinary=").endsWith("\n---");
    for (String stack : heap.lines().filter(line -> line.startsWith("@")).toList()) {
      for (String address : stack.substring(2).split(" ", -1)) {
        assertThat(symbols).contains("\n" + address + " ");
      }
    }
    Matcher counts =
        Pattern.compile("  t\\*: (\\d+): (\\d+) \\[0: 0]\n  t0: \\1: \\2 ").matcher(heap);
    List<Long> bytes = new ArrayList<>();
    while (counts.find()) {
      bytes.add(Long.parseLong(counts.group(2)));
    }
    assertThat(bytes).hasSize(1 + 3);
    assertThat(bytes.stream().skip(1).mapToLong(it -> it).sum())
        .isEqualTo(bytes.getFirst())
        .isEqualTo(store.statistics().inUseBytes());
  }

  @Test
  void theProfileOfDhatHasItsFieldsAndAddsUp() throws IOException {
    StringWriter text = new StringWriter();
    DhatProfile.write(Snapshot.of(store), text);
    Set<String> fields = new HashSet<>();
    long endBytes = 0;
    int frames = 0;
    int largest = 0;
    try (JsonParser parser = new JsonFactory().createParser(text.toString())) {
      String array = "";
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME) {
          fields.add(parser.currentName());
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
          array = parser.currentName();
        } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          endBytes += "eb".equals(parser.currentName()) ? parser.getLongValue() : 0;
          largest = array.equals("fs") ? Math.max(largest, number(parser)) : largest;
        } else if (parser.currentToken() == JsonToken.VALUE_STRING && array.equals("ftbl")) {
          frames++;
        }
      }
    }
    assertThat(fields)
        .contains("dhatFileVersion", "mode", "verb", "bklt", "bkacc", "tu", "Mtu", "tuth", "cmd")
        .contains("pid", "te", "tg", "pps", "ftbl")
        .contains("tb", "tbk", "tl", "mb", "mbk", "gb", "gbk", "eb", "ebk", "fs");
    assertThat(endBytes).isEqualTo(store.statistics().inUseBytes());
    assertThat(largest).isEqualTo(frames - 1);
  }

  private static int number(JsonParser parser) throws IOException {
    return parser.currentName() == null ? parser.getIntValue() : 0;
  }
}
