// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.harness;

import java.util.HashMap;
import java.util.Map;

/// The `key=value` words of a measured process's command line.
public final class Parameters {
  private final Map<String, String> values = new HashMap<>();

  public Parameters(String[] words, int from) {
    for (int i = from; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not key=value: " + words[i]);
      }
      values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
  }

  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  public int number(String key, int otherwise) {
    String text = values.get(key);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
